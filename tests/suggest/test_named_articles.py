"""Names are found and typed in news articles of many kinds, each invented for the purpose."""

from pathlib import Path

import pytest

from annotator.suggest.base import Desk
from benchmarks.named_articles import ARTICLES, count, read_article, together
from benchmarks.names import mentions_of

PATHS = sorted(ARTICLES.glob("*.txt"))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_an_article_has_nearly_all_its_names_proposed(path: Path, desk: Desk) -> None:
    text, gold = read_article(path)

    share = count(text, gold, mentions_of(text, desk))

    assert share.precision >= 0.85
    assert share.f >= 0.8


def test_of_a_hundred_names_proposed_five_are_wrong_at_most(desk: Desk) -> None:
    articles = [read_article(path) for path in PATHS]

    whole = together(count(text, gold, mentions_of(text, desk)) for text, gold in articles)

    assert whole.precision >= 0.95
    assert whole.recall >= 0.9


def test_marks_are_read_with_names_inside_names(tmp_path: Path) -> None:
    path = tmp_path / "marked.txt"
    path.write_text("The [organization [gpe Brill] Board] met [person|group Ada].", "utf-8")

    text, names = read_article(path)

    assert text == "The Brill Board met Ada."
    assert [(each.span.of(text), sorted(each.types)) for each in names] == [
        ("Brill", ["gpe"]),
        ("Brill Board", ["organization"]),
        ("Ada", ["group", "person"]),
    ]
