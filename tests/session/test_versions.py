"""The annotated version of an article is found in the project, whether it is indexed or not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.ids import DocumentId, MentionId
from annotator.model.mention import Mention
from annotator.model.span import Span
from annotator.session.indexing import WITH_NOTHING_ELSE, indexing
from annotator.session.projects import default_schema, schema_json
from annotator.session.versions import versions
from annotator.store.store import Store
from tests.commands.desk import ARTICLE, LETTER, add_article

PARAGRAPHS = [
    f"In ward {ward} the {trade} association complained about {street} Street, where nothing "
    f"was repaired after the {season} flood, although the {office} had promised it."
    for ward, trade, street, season, office in (
        ("one", "fishmongers'", "Anchor", "autumn", "treasurer"),
        ("two", "bookbinders'", "Lantern", "winter", "surveyor"),
        ("three", "ropemakers'", "Chandler", "spring", "harbourmaster"),
        ("four", "glaziers'", "Tollgate", "summer", "magistrate"),
        ("five", "coopers'", "Windlass", "harvest", "registrar"),
    )
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    schema = schema_json(default_schema())
    store = Store.create(tmp_path / "desk.annotator", schema=schema, author="ana")
    yield store
    store.close()


def annotated(store: Store, text: str, title: str) -> DocumentId:
    document = add_article(store, text, title)
    with store.transaction("Tag") as tx:
        made = tx.provenance()
        tx.add(Mention(MentionId(0), document, "other", (Span(0, 2),), made))
    return document


def index(store: Store) -> None:
    for _ in indexing(store, WITH_NOTHING_ELSE):
        pass


@pytest.mark.parametrize("indexed", ["indexed", ""])
def test_the_nearest_annotated_articles_are_found_with_their_share(
    store: Store, indexed: str
) -> None:
    near = annotated(store, "\n\n".join(PARAGRAPHS[:4]), "Four wards")
    nearest = annotated(store, "\n\n".join(PARAGRAPHS), "Five wards")
    annotated(store, ARTICLE, "The harbour")
    add_article(store, "\n\n".join(PARAGRAPHS[1:]), "Not annotated")
    if indexed:
        index(store)
    new = add_article(store, "Corrected.\n\n" + "\r\n".join(PARAGRAPHS), "Five wards again")

    found = versions(store, new)

    assert [each.document for each in found] == [nearest, near]
    assert [each.percent for each in found] == [99, 88]
    assert found[0].counted.mentions == 1


def test_an_article_with_less_than_half_in_common_is_no_version(store: Store) -> None:
    annotated(store, PARAGRAPHS[0] + ARTICLE + LETTER, "Another")
    new = add_article(store, "\n".join(PARAGRAPHS), "Five wards")

    assert versions(store, new) == []


def test_articles_too_long_for_the_index_are_found_too(store: Store) -> None:
    long = " ".join(f"{PARAGRAPHS[n % 5]} That was item {n}." for n in range(2600))
    assert len(long) > 400_000
    old = annotated(store, long, "Long")
    index(store)

    assert [each.document for each in versions(store, add_article(store, f"New. {long}", "N"))] == [
        old
    ]


@pytest.mark.parametrize("text", ["", "Rain", "。。。", "\U0001f6a2\n"])
def test_a_text_of_hardly_a_word_has_no_versions(store: Store, text: str) -> None:
    annotated(store, ARTICLE, "The harbour")
    index(store)

    assert versions(store, add_article(store, text, "Short")) == []


def test_scripts_without_spaces_are_compared_too(store: Store) -> None:
    text = "市长周一表示港口不会出售给任何人。港口委员会否认计划出售。码头工人要求投票表决。"
    old = annotated(store, text, "港口")
    index(store)

    found = versions(store, add_article(store, f"更新{text}", "港口二"))

    assert [each.document for each in found] == [old]
