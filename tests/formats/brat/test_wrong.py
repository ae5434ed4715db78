"""Bad lines, wrong words, missing files: the good comes in, the bad is told with its place."""

import pytest

from annotator.formats.base import Certainty
from annotator.formats.brat import folder_in, statements_in
from annotator.formats.brat.events_in import NO_TRIGGER, OTHER_TYPE
from annotator.formats.brat.hanging import MISSING, UNREADABLE
from annotator.formats.brat.importer import BratImporter
from annotator.formats.brat.lines import DIFFERS, WRONG
from annotator.formats.brat.mentions_in import OTHER_NAMES, UNLIKE
from annotator.formats.brat.sidecar_in import WRONG as WRONG_TELLING
from annotator.formats.documents import ImportFailed
from annotator.formats.registry import start_of
from annotator.model.claim import Claim
from annotator.model.provenance import Provenance
from tests.formats.brat.folders import export, imported, losses, parts
from tests.formats.same import STAMP, joined

TEXT = "Ada Otieno told the paper: “Gone…”\nShe denies it.\r\n"


@pytest.fixture
def folder(tmp_path):
    def made(*lines, text=TEXT, name="a"):
        (tmp_path / f"{name}.txt").write_bytes(text.encode())
        (tmp_path / f"{name}.ann").write_bytes("".join(f"{line}\n" for line in lines).encode())
        return tmp_path

    return made


def told(found):
    return [line for part in found for line in part.losses.lines]


def surfaces(content):
    return [one.surface(each.text) for each in content.documents for one in each.mentions]


GOOD = "T9\tPerson 0 3\tAda"


@pytest.mark.parametrize(
    "line",
    [
        "T1 Person 0 3 Ada",
        "Q1\tPerson 0 3\tAda",
        "T1\tPerson 0\tAda",
        "T1\tPerson 3 3\t",
        "T1\tPerson 3 0\tAda",
        "T1\tPerson 0 9999\tAda",
        "T1\tPerson -1 3\tAda",
        "T1\tPerson 0 3;\tAda",
        f"T1\tPerson 0 {'9' * 5000}\tAda",
        "T1\tPerson \u0660 \u0663\tAda",
        "T9\tPerson 4 10\tOtieno",
        "E1\tTell",
        "E1\t\ttold",
        "E1\tTell:T9 Who",
        "R1\tKnows Arg1:T9",
        "R1\tKnows Arg1:T9 Arg2:T9 Arg3:T9",
        "A1\tNegated",
        "N1\tReference T9 Wiki",
        "#1\tAnnotatorNotes\tno target",
        "*\tCoref",
        "no tab at all",
    ],
)
def test_a_line_that_is_no_annotation_is_told_and_the_others_come_in(folder, line):
    found = parts(folder(GOOD, line))

    assert losses(found) == {WRONG: 1}
    assert told(found)[0].startswith("a.ann, line 2: ")
    assert surfaces(joined(found)) == ["Ada"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("T1\tPerson 0 10\tAda Otino", "Ada Otieno"),
        ("T1\tPerson 0 10", "Ada Otieno"),
        ("T1\tQuote 27 34\t“Gone...”", "“Gone…”"),
        ("T1\tQuote 27 38\t“Gone…”_She", "“Gone…”\nShe"),
        ("T1\tQuote 27 38\t“Gone…”\nShe", "“Gone…”\nShe"),
    ],
)
def test_wrong_words_are_told_and_the_offsets_are_trusted(folder, line, words):
    found = parts(folder(line, GOOD))

    assert losses(found) == {DIFFERS: 1}
    assert told(found)[0].startswith("a.ann, line 1: T1 says ")
    assert surfaces(joined(found)) == [words, "Ada"]


@pytest.mark.parametrize(
    "line",
    [
        "T1\tQuote 27 38\t“Gone…” She",
        "T1\tQuote 27 34;35 38\t“Gone…” She",
        "T1\tQuote 27 34;35 38\t“Gone…”She",
        "T1\tQuote 35 38;27 34\tShe “Gone…”",
    ],
)
def test_words_over_an_end_of_line_may_be_repeated_as_other_programs_do(folder, line):
    found = parts(folder(line))

    assert losses(found) == {}
    assert surfaces(joined(found)) == ["“Gone…”\nShe"]


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        (["R1\tKnows Arg1:T9 Arg2:T5"], MISSING),
        (["A1\tNegated T5"], MISSING),
        (["A1\tNegated #1", "#1\tAnnotatorNotes T9\tx"], MISSING),
        (["N1\tReference E5 Wiki:Q1\tx"], MISSING),
        (["#1\tAnnotatorNotes R5\tx"], MISSING),
        (["T1\tTell 11 15\ttold", "E1\tTell:T1 Who:T5"], MISSING),
        (["R1\tKnows Arg1:T9 Arg2:R2", "R2\tKnows Arg1:T9 Arg2:T9"], MISSING),
        (["E1\tTell:T5 Who:T9"], NO_TRIGGER),
        (["T1\tTold 11 15\ttold", "E1\tTell:T1 Who:T9"], OTHER_TYPE),
        (
            [
                "T1\tStatement 28 32\tGone",
                "E1\tStatement:T1 Parent:E2",
                "T2\tStatement 39 45\tdenies",
                "E2\tStatement:T2 Parent:E1",
            ],
            statements_in.CIRCLES,
        ),
        (
            ["T1\tCue 11 15;27 28\ttold “", "T2\tStatement 28 32\tGone", "E1\tStatement:T2 Cue:T1"],
            statements_in.GAPS,
        ),
        (
            [
                "T1\tPerson 35 38\tShe",
                "N1\tReference T9 Wiki:Q1\tAda",
                "N2\tReference T1 Wiki:Q1\tAda Otieno",
            ],
            OTHER_NAMES,
        ),
        (
            [
                "T1\tPerson 35 38\tShe",
                "N1\tReference T9 Wiki:Q1\tAda",
                "N2\tReference T1 Wiki:Q2\tEve",
                "*\tCoref T1 T9",
            ],
            UNLIKE,
        ),
        (['#1\tMore T9\t{"head": [0, 999]}'], UNREADABLE),
        (['#1\tMore T9\t{"heads": [0, 3]}'], UNREADABLE),
        (['#1\tMore T9\t{"spans": []}'], UNREADABLE),
        (["#1\tMore T9\t{'head': 1}"], UNREADABLE),
    ],
)
def test_what_does_not_hold_together_is_told_once(folder, lines, what):
    found = parts(folder(GOOD, *lines))

    assert losses(found) == {what: 1}
    assert "a.ann" in told(found)[0]
    assert "Ada" in surfaces(joined(found))


def test_a_line_of_the_configuration_that_says_nothing_is_passed_over(folder):
    source = folder(GOOD)
    conf = "[relations]\nOdd Arg1:Person, <ANY>:Org\n[events]\n,\n!\n[attributes]\nA Value:\n[\n"
    (source / "annotation.conf").write_text(conf, "utf-8")

    assert surfaces(imported(source)) == ["Ada"]


def test_marks_and_encodings(tmp_path):
    (tmp_path / "a.txt").write_bytes("\ufeffAda".encode())
    (tmp_path / "a.ann").write_bytes("\ufeffT1\tPerson 1 4\tAda\r\n".encode())
    (tmp_path / "b.txt").write_bytes("Société Générale".encode("cp1252"))
    (tmp_path / "b.ann").write_bytes("T1\tOrg 8 16\tGénérale\n".encode("cp1252"))

    found = parts(tmp_path, encoding=None)

    assert surfaces(joined(found)) == ["Ada", "Générale"]
    assert losses(found) == {}
    (notice,) = (notice for part in found for notice in part.notices)
    assert notice.startswith("b.txt does not say its encoding")


def test_what_has_nothing_beside_it_is_told(folder, tmp_path):
    folder(GOOD)
    (tmp_path / "LICENSE.txt").write_text("Use it.", "utf-8")
    (tmp_path / "b.ann").write_text("", "utf-8")
    (tmp_path / "c.txt").write_bytes(b"\x89PNG\xff")
    (tmp_path / "c.ann").write_text("", "utf-8")

    found = parts(tmp_path)

    assert losses(found) == {folder_in.ALONE: 1, folder_in.TEXTLESS: 1, folder_in.UNREAD: 1}
    assert surfaces(joined(found)) == ["Ada"]


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.ann", b"QUOTE\tQ1\t7\t0\n", "This is no file of brat. a.ann, line 1"),
        ("b.ann", b"", "b.txt cannot be read"),
        ("none.ann", None, "cannot be read"),
    ],
)
def test_a_file_that_is_none_of_brat_is_refused_in_a_sentence(folder, tmp_path, name, data, why):
    folder(GOOD)
    if data is not None:
        (tmp_path / name).write_bytes(data)

    with pytest.raises(ImportFailed, match=why):
        parts(tmp_path / name)


def test_a_folder_without_annotated_texts_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(ImportFailed, match=r"holds no \.ann file"):
        parts(tmp_path)


def test_what_is_told_beside_the_documents_may_be_wrong_as_well(project, tmp_path):
    export(project, tmp_path / "out", undecided=True)
    path = tmp_path / "out" / "annotator.jsonl"
    lines = path.read_text("utf-8").splitlines()
    entity = next(line for line in lines if line.startswith('{"entity": {"id": 2'))
    lines += ["{", '{"thing": 1}', entity, '{"file": "../a", "document": {}}']
    path.write_text("\n".join(lines), "utf-8")

    found = parts(tmp_path / "out")

    assert losses(found) == {WRONG_TELLING: 3, folder_in.GONE: 1}
    assert len(joined(found).documents) == 2


def test_without_what_is_told_beside_it_a_file_of_ours_still_says_who_said_what(project, tmp_path):
    export(project, tmp_path / "out", undecided=True)
    (tmp_path / "out" / "annotator.jsonl").unlink()

    content = imported(tmp_path / "out" / "a.ann")

    (annotated,) = content.documents
    assert [one.kind for one in annotated.statements] == ["deny", None]
    assert {one.name for one in content.entities} >= {"Ada Öz", "Lima"}
    assert content.claims == (Claim(1, "Ada took it.", Provenance("", "", origin="import:brat")),)


def test_one_file_brings_the_entities_and_claims_that_it_names(project, tmp_path):
    export(project, tmp_path / "out", undecided=True)

    first = imported(tmp_path / "out" / "a.ann")
    second = imported(tmp_path / "out" / "Bob.ann")

    assert [one.id for one in first.entities] == [1, 2, 3, 4]
    assert first.documents[0].document.title == "Who took it?"
    assert (second.entities, second.claims) == ((), ())


def test_a_text_that_was_changed_is_told(project, tmp_path):
    export(project, tmp_path / "out", undecided=True)
    path = tmp_path / "out" / "Bob.txt"
    path.write_text(path.read_text("utf-8").replace("no.", "yes."), "utf-8")

    notices = [notice for part in parts(tmp_path / "out") for notice in part.notices]

    assert notices == ["Bob.txt is not the text that was exported."]


def test_files_and_folders_of_brat_are_recognised(folder, tmp_path, corpora):
    known = BratImporter()

    def certainty(path):
        return known.recognises(start_of(path))

    folder(GOOD)
    (tmp_path / "empty.ann").write_text("", "utf-8")

    assert certainty(tmp_path / "a.ann") is Certainty.SURE
    assert certainty(tmp_path / "empty.ann") is Certainty.BY_NAME
    assert certainty(tmp_path / "a.txt") is Certainty.NO
    assert certainty(tmp_path) is Certainty.LIKELY
    assert certainty(corpora / "brat-tutorial-news") is Certainty.SURE
    assert certainty(corpora / "litbank" / "coref") is Certainty.LIKELY
    assert certainty(corpora / "litbank" / "quotations" / "tsv") is Certainty.NO
    assert certainty(corpora / "wnut17") is Certainty.NO


@pytest.mark.parametrize("count", [5_000])
def test_files_made_to_take_long_do_not(folder, count):
    chains = [f"T{n}\tPerson 0 3\tAda" for n in range(count)]
    chains += [f"*\tSame T{n} T{n + 1}" for n in range(count - 1)]
    pieces = ";".join(["0 3"] * count)
    source = folder(*chains, f"T{count}\tPerson {pieces}\t{' '.join(['Ada'] * count)}")

    found = list(BratImporter().read(source, STAMP))

    assert len(joined(found).entities) == 1
