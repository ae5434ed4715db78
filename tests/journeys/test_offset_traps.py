"""Texts that break naive offset arithmetic, imported into a project and exported again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.formats.verify import verify
from annotator.model.ids import DocumentId, MentionId
from annotator.model.mention import Mention
from annotator.model.span import Span
from annotator.session.exporting import export
from annotator.session.importing import Way, import_paths
from annotator.session.projects import create_project
from annotator.store.check import check
from annotator.store.store import Store

# What no encoding gives without a guess that destroys it is refused with its position.
REFUSED = {
    "33_invalid_utf8.txt": "at byte 4",
    "34_cesu_surrogates.txt": "at byte 4",
    "35_truncated_utf8.txt": "at byte 5",
    "36_empty.txt": "the file is empty",
}
# Their text is that of a case before them, in other bytes: the article is opened, not doubled.
TWINS = {"07_utf16be_bom.txt": "06_utf16le_bom.txt"}
# The encodings whose code pages hold the same text; nothing in the bytes tells them apart.
SAME = ({"latin-1", "cp1252"}, {"shift_jis", "cp932"})
# cut from the recipes of expected.json
LONG_LINE = "Peru’s minister Bob said 😀 no. "  # noqa: RUF001 - the apostrophe is the trap
LONG = 10_000_000
PARAGRAPHS = 200_000


@pytest.fixture(scope="session")
def traps(corpora: Path) -> Path:
    return corpora / "offset-traps"


@pytest.fixture(scope="session")
def cases(traps: Path) -> dict[str, dict[str, object]]:
    return {case["file"]: case for case in json.loads((traps / "expected.json").read_bytes())}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = create_project(tmp_path / "traps.annotator", author="ana")
    yield store
    store.close()


def place(text: str, target: dict[str, object]) -> Span:
    """Where the n-th occurrence of some words lies, found by Python alone."""
    at = -1
    for _ in range(target.get("occurrence", 0) + 1):
        at = text.index(target["find"], at + 1)
    return Span(at, at + len(target["find"]))


def tag_all(store: Store, document: DocumentId, spans: list[Span]) -> None:
    with store.transaction("Tag") as tx:
        for span in spans:
            tx.add(Mention(MentionId(0), document, "person", (span,), tx.provenance()))


def exported(store: Store, tmp_path: Path) -> dict[str, dict[str, object]]:
    """The documents of the exported file by name, the file proved."""
    export(store, tmp_path / "traps.json")
    data = (tmp_path / "traps.json").read_bytes()
    assert verify(data) == []
    return {one["source_name"]: one for one in json.loads(data)["documents"]}


def test_every_trap_gives_the_expected_offsets_in_the_export(
    store: Store, traps: Path, cases: dict[str, dict[str, object]], tmp_path: Path
) -> None:
    report = import_paths(store, [traps])
    documents = {one.source_name: one for one in store.queries.documents.all()}
    for name, document in documents.items():
        text = store.queries.documents.text(document.id)
        tag_all(store, document.id, [place(text, target) for target in cases[name]["targets"]])

    found = exported(store, tmp_path)

    assert check(store) == []
    assert {name for name, _ in report.known} == set(TWINS)
    stored = {name for name in cases if not name.startswith("(")} - set(REFUSED) - set(TWINS)
    assert set(found) == stored
    for name, document in found.items():
        case = cases[name]
        assert hashlib.sha256((traps / name).read_bytes()).hexdigest() == case["sha256"]
        assert document["source_sha256"] == case["sha256"], name
        assert document["sha256"] == case["text_sha256_utf8"], name
        assert document["length"] == case["codepoints"], name
        assert document["bom"] == case["bom"], name
        spans = [mention["spans"][0] for mention in document["mentions"]]
        places = [
            ([span["start"], span["end"]], span["utf16"], span["utf8"], span["text"])
            for span in spans
        ]
        assert places == [
            (target["codepoint"], target["utf16"], target["utf8"], target["find"])
            for target in case["targets"]
        ], name


def test_every_encoding_is_the_expected_one(
    store: Store, traps: Path, cases: dict[str, dict[str, object]]
) -> None:
    import_paths(store, [traps])

    for document in store.queries.documents.all():
        wanted = cases[document.source_name]["encoding"]
        same = next((names for names in SAME if wanted in names), {wanted})
        assert document.encoding in same, document.source_name


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_text_is_refused_with_its_place(store: Store, traps: Path, name: str) -> None:
    before = store.path.read_bytes()

    report = import_paths(store, [traps / name])

    assert name in report.sentence
    assert REFUSED[name] in report.sentence
    assert store.path.read_bytes() == before


def test_bytes_that_are_no_utf8_come_in_when_their_encoding_is_named(
    store: Store, traps: Path, cases: dict[str, dict[str, object]], tmp_path: Path
) -> None:
    name = "33_invalid_utf8.txt"
    (id,) = import_paths(store, [traps / name], way=Way(encoding="cp1252")).imported
    text = store.queries.documents.text(id)
    tag_all(store, id, [place(text, target) for target in cases[name]["targets"]])

    mentions = exported(store, tmp_path)[name]["mentions"]

    assert [[one["spans"][0]["start"], one["spans"][0]["end"]] for one in mentions] == [
        target["codepoint"] for target in cases[name]["targets"]
    ]


def test_a_line_of_ten_million_characters_keeps_its_offsets(
    store: Store, cases: dict[str, dict[str, object]], tmp_path: Path
) -> None:
    case = next(case for name, case in cases.items() if "47_" in name)
    text = (LONG_LINE * (LONG // len(LONG_LINE) + 1))[:LONG]
    (tmp_path / "47.txt").write_bytes(text.encode())
    (id,) = import_paths(store, [tmp_path / "47.txt"]).imported
    target = case["targets"][0]
    tag_all(store, id, [Span(*target["codepoint"])])

    document = exported(store, tmp_path)["47.txt"]

    span = document["mentions"][0]["spans"][0]
    assert document["length"] == case["codepoints"]
    assert document["source_sha256"] == case["sha256"]
    assert (span["text"], span["utf16"]) == (target["find"], target["utf16"])
    assert check(store) == []


def test_two_hundred_thousand_paragraphs_keep_their_offsets(
    store: Store, cases: dict[str, dict[str, object]], tmp_path: Path
) -> None:
    case = next(case for name, case in cases.items() if "48_" in name)
    lines = [f"Paragraph {number}: Bob said no." for number in range(PARAGRAPHS)]
    (tmp_path / "48.txt").write_bytes("\n".join(lines).encode())
    (id,) = import_paths(store, [tmp_path / "48.txt"]).imported
    end = case["codepoints"]
    last = Span(end - len("Bob said no."), end - len(" said no."))
    tag_all(store, id, [Span(13, 16), last])

    document = exported(store, tmp_path)["48.txt"]

    assert document["length"] == end
    assert [one["spans"][0]["text"] for one in document["mentions"]] == ["Bob", "Bob"]
    assert check(store) == []
