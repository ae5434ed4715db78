"""CoNLL-2003: names as tags of words, in every way in which such tags are used."""

import pytest
from hypothesis import given

from annotator.formats.base import Certainty, Start
from annotator.formats.conll.conll2003 import NESTED, Conll2003Exporter, Conll2003Importer
from annotator.formats.conll.left_out import NOT_ACCEPTED, WORDLESS, WORDLESS_DOCUMENTS
from annotator.formats.conll.rebuilding import WHITE_SPACE
from annotator.formats.documents import ImportFailed
from annotator.formats.options import WrongOption
from annotator.formats.registry import start_of
from annotator.model.provenance import Status
from tests.formats.conll.desk import STAMP, documents_of, quickly, read, words_of, written
from tests.formats.projects import contents
from tests.formats.same import joined


def tagged(*lines):
    """Lines of words and tags, `/` between the two; an empty one ends a sentence."""
    return "\n".join(line.replace("/", " ") for line in lines) + "\n"


def test_names_are_tags_of_words_and_the_longest_of_nested_ones_stays(project):
    data, lost = written(Conll2003Exporter(), project)

    lines = data.decode().splitlines()
    assert lines[:5] == ["-DOCSTART- -X- O O", "", "Ada _ _ B-PER", "Öz _ _ I-PER", "😀 _ _ O"]
    assert lines.count("-DOCSTART- -X- O O") == 2
    assert "Monday _ _ B-date" in lines
    assert lost["mentions that are no names"] == 2
    assert lost[NOT_ACCEPTED] == 1
    assert lost["statements"] == 2


def test_options_say_the_names_of_types_the_columns_and_that_all_mentions_are_wanted(project):
    exporter = Conll2003Exporter(types="ontonotes", all_mentions=True, columns="2")

    data, lost = written(exporter, project)

    lines = data.decode().splitlines()
    assert "Ada B-PERSON" in lines
    assert "Monday B-DATE" in lines
    assert lost[NESTED] == 1
    assert lost["discontinuous mentions (written as one stretch)"] == 1
    with pytest.raises(WrongOption, match="columns is one of 2, 4, not '3'"):
        Conll2003Exporter(columns="3")


@quickly
@given(contents())
def test_what_is_written_comes_back_as_the_same_words_and_names(tmp_path_factory, content):
    data, lost = written(Conll2003Exporter(all_mentions=True, types="own"), content)
    if not data:
        assert lost[WORDLESS_DOCUMENTS] == len(content.documents)
        return

    back = joined(read(Conll2003Importer(), data, tmp_path_factory.getbasetemp()))

    mentions = [one for annotated in content.documents for one in annotated.mentions]
    accepted = [one for one in mentions if one.provenance.status is Status.ACCEPTED]
    kept = [one for annotated in back.documents for one in annotated.mentions]
    assert len(kept) == len(accepted) - lost.get(NESTED, 0) - lost.get(WORDLESS, 0)
    assert [blackened(one.text) for one in back.documents] == [
        blackened(one.text) for one in content.documents if one.text.strip()
    ]
    if WHITE_SPACE not in lost:
        again, _ = written(Conll2003Exporter(all_mentions=True, types="own"), back)
        assert again == data


def blackened(text):
    """A text without its white space."""
    return "".join(text.split())


@pytest.mark.parametrize(
    "lines",
    [
        ("Ada/B-PER", "Öz/I-PER", "Bo/B-PER", "left/O", "Lima/B-LOC"),
        ("Ada/I-PER", "Öz/I-PER", "Bo/B-PER", "left/O", "Lima/I-LOC"),
        ("Ada/B-PER", "Öz/E-PER", "Bo/S-PER", "left/O", "Lima/S-LOC"),
        ("Ada/B-PER", "Öz/L-PER", "Bo/U-PER", "left/O", "Lima/U-LOC"),
        ("Ada/NNP/B-NP/B-PER", "Öz/NNP/I-NP/I-PER", "Bo/-/-/B-PER", "left/-/-/O", "Lima/-/-/B-LOC"),
        ("Ada\tB-PER", "Öz\tI-PER", "Bo\tB-PER", "left\tO", "Lima\tB-LOC\r"),
    ],
)
def test_all_ways_to_tag_are_read(tmp_path, lines):
    (part,) = read(Conll2003Importer(), tagged(*lines), tmp_path)

    (article,) = documents_of([part])
    assert words_of(article) == [("PER", "Ada Öz"), ("PER", "Bo"), ("LOC", "Lima")]
    assert not part.losses


def test_a_label_may_have_hyphens_and_a_word_a_space_that_does_not_break(tmp_path):
    data = tagged("10\u00a0000/B-Merge-org", "\u00a0/O", "#hash/O")

    (article,) = documents_of(read(Conll2003Importer(), data, tmp_path))

    assert words_of(article) == [("Merge-org", "10\u00a0000")]
    assert article.text.endswith("#hash")


def test_white_space_is_put_in_by_rule_and_that_is_told(tmp_path):
    words = """“ We do n't , ” she said ( at 5 % ) : " no " . | Ada 's $ 5 | 東 京 で す"""
    data = tagged(*("" if word == "|" else f"{word}/O" for word in words.split()))

    (part,) = read(Conll2003Importer(), data, tmp_path)

    assert documents_of([part])[0].text == (
        "“We don't,” she said (at 5%): \"no\".\nAda's $5\n東京です"
    )
    (notice,) = part.notices
    assert notice.startswith("a.conll does not say what stands between its words: spaces were put")


def test_each_document_begins_with_its_line(tmp_path):
    data = tagged("-DOCSTART- -X- -X- O", "", "Ada/B-PER", "", "-DOCSTART- -X- O O", "", "Bo/O")

    parts = read(Conll2003Importer(), data, tmp_path)

    assert [one.document.title for one in documents_of(parts)] == ["a", "a 2"]
    assert [len(part.notices) for part in parts] == [1, 0]


def test_a_word_without_a_tag_stays_and_is_told(tmp_path):
    data = tagged("# id 6", "", "# id 7", "Ada/B-PER", "Öz/PER", "no", "Bo/I-PER")

    (part,) = read(Conll2003Importer(), data, tmp_path)

    (article,) = documents_of([part])
    assert article.text == "Ada Öz no Bo"
    assert words_of(article) == [("PER", "Ada"), ("PER", "Bo")]
    assert part.losses.lines == ("a.conll, line 5: Öz PER", "a.conll, line 6: no")


def test_older_encodings_are_told_or_named(tmp_path):
    data = tagged("España/B-LOC", "está/O", "así/O").encode("latin-1")

    (article,) = documents_of(read(Conll2003Importer(encoding="latin-1"), data, tmp_path))

    assert words_of(article) == [("LOC", "España")]


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"", "has no words"), (b"\n# a\n", "has no words"), (b"x" * 1_100_000, "line 1 is longer")],
)
def test_what_has_no_words_is_refused(tmp_path, data, says):
    with pytest.raises(ImportFailed, match=says):
        read(Conll2003Importer(), data, tmp_path)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ImportFailed, match="gone cannot be read"):
        list(Conll2003Importer().read(tmp_path / "gone", STAMP))


@pytest.mark.parametrize(
    ("data", "certainty"),
    [
        ("-DOCSTART- -X- O O\n\n", Certainty.SURE),
        ("Ada B-PER\nleft O\n" * 5, Certainty.SURE),
        ("Ada B-PER\nleft O\n", Certainty.LIKELY),
        ("Ada left for Lima.\nShe did.\n", Certainty.NO),
        ("1\tAda\t_\n", Certainty.NO),
        ("", Certainty.NO),
    ],
)
def test_tags_at_the_ends_of_lines_tell_the_format(tmp_path, data, certainty):
    start = Start(tmp_path / "a.txt", data.encode())

    assert Conll2003Importer().recognises(start) is certainty


def test_entities_of_wnut_and_what_doccano_refuses(corpora, tmp_path):
    importer = Conll2003Importer()
    wnut = corpora / "wnut17" / "emerging.dev.conll"
    invalid = corpora / "doccano" / "sequence_labeling" / "labeling.invalid.conll"

    (part,) = importer.read(wnut, STAMP)
    (bad,) = importer.read(invalid, STAMP)

    (article,) = documents_of([part])
    data, _ = written(Conll2003Exporter(columns="2", types="own"), part.content)
    (again,) = documents_of(read(importer, data, tmp_path))
    assert importer.recognises(start_of(wnut)) is Certainty.SURE
    assert len(article.mentions) == 836
    assert [kind for kind, _ in words_of(again)] == [kind for kind, _ in words_of(article)]
    assert len(documents_of([bad])[0].mentions) == 5
    assert len(bad.losses.lines) == 1
