"""CoNLL-U: the exact text, and every accepted mention with its entity."""

from collections import Counter
from dataclasses import replace

import conllu
import pytest
from hypothesis import given

from annotator.formats.base import Certainty, Start
from annotator.formats.conll.clusters import CROSSING
from annotator.formats.conll.conllu import ConlluExporter, ConlluImporter
from annotator.formats.documents import ImportFailed
from annotator.model.provenance import Status
from annotator.model.span import Span
from tests.formats.conll.desk import STAMP, documents_of, quickly, read, words_of, written
from tests.formats.projects import contents
from tests.formats.same import joined

FIELDS = ("type", "level", "value", "doubt")


def told_of(content):
    """What CoNLL-U carries of mentions, in a form that can be compared.

    Mentions lose white space at their ends, and those without a word go.
    """
    names = {one.id: (one.name, one.type, one.kb_id) for one in content.entities}
    told = Counter()
    for number, annotated in enumerate(_with_words(content)):
        for one in annotated.mentions:
            spans = tuple(
                found for span in one.spans if (found := _trimmed(span, annotated.text)) is not None
            )
            if spans and one.provenance.status is Status.ACCEPTED:
                said = tuple(getattr(one, field) for field in FIELDS)
                told[number, spans, said, names.get(one.entity)] += 1
    return told


def _with_words(content):
    return [one for one in content.documents if one.text.strip()]


def _trimmed(span, text):
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    end = span.end - len(words) + len(words.rstrip())
    return Span(start, end) if start < end else None


def without_entity(told):
    """The same without who is meant."""
    counts = Counter()
    for (*said, _), count in told.items():
        counts[tuple(said)] += count
    return counts


@quickly
@given(contents(most_documents=3))
def test_text_and_mentions_come_back_but_for_what_is_told(tmp_path_factory, content):
    data, lost = written(ConlluExporter(), content)
    if not data:
        assert not _with_words(content)
        return

    parts = read(ConlluImporter(), data, tmp_path_factory.getbasetemp())

    back = joined(parts)
    assert [one.text for one in back.documents] == [one.text for one in _with_words(content)]
    assert without_entity(told_of(back)) == without_entity(told_of(content))
    unlinked = sum((told_of(content) - told_of(back)).values())
    assert unlinked == lost.get(CROSSING, 0)
    assert not any(part.losses or part.notices for part in parts)
    again, _ = written(ConlluExporter(), back)
    assert text_of(again) == text_of(data)
    assert_conllu_reads(data)


def assert_conllu_reads(data):
    """The library conllu finds the same words and the text that they make."""
    for sentence in conllu.parse(data.decode()):
        shown = "".join(
            word["form"] + ("" if (word["misc"] or {}).get("SpaceAfter") == "No" else " ")
            for word in sentence
        )
        assert shown.strip(" ") == sentence.metadata["text"].strip(" ")


def text_of(data):
    """All lines but those with brackets and names of documents, whose numbers are new."""
    new = (b"Entity=", b"# newdoc", b"# sent_id")
    return [line for line in data.splitlines() if not any(each in line for each in new)]


def test_every_kind_of_loss_is_counted(project):
    data, lost = written(ConlluExporter(), replace(project, documents=tuple(project.documents)))

    assert lost == {
        "mentions that are not accepted": 1,
        "attributes of mentions": 1,
        "authors and times of mentions and entities": 8,
        "statements": 2,
        "attributes of documents and marks that they are done": 1,
        "entities without a mention that is written": 2,
        "aliases, members and other details of entities": 2,
        "claims": 1,
        "evidence of claims": 2,
        "relations": 2,
        "notes": 2,
    }
    assert b"# meta::title = Who took it?\n" in data


BY_HAND = """\
# newdoc id = ferry
# global.Entity = eid-etype-head-other
# meta::title = The ferry
# newpar
# sent_id = ferry-1
# text = Ada's crew said it\u2019s no.
1-2	Ada's	_	_	_	_	_	_	_	_
1	Ada	_	_	_	_	_	_	_	Entity=(e2-person-1-(e1-person-1-)
2	's	_	_	_	_	_	_	_	_
3	crew	_	_	_	_	_	_	_	Entity=e2)
3.1	they	_	_	_	_	_	_	_	Entity=(e2-person-1-)
4	said	_	_	_	_	_	_	_	_
5-6	it\u2019s	_	_	_	_	_	_	_	_
5	it	_	_	_	_	_	_	_	Entity=(e1--1-)
6	is	_	_	_	_	_	_	_	_
7	no	_	_	_	_	_	_	_	SpaceAfter=No
8	.	_	_	_	_	_	_	_	Entity=e9)

# newpar
# sent_id = ferry-2
1	Both	_	_	_	_	_	_	_	Entity=(e3[1/2]-group-1-)
2	of	_	_	_	_	_	_	_	SpacesAfter=\\s\\s
three	wrong
3	them	_	_	_	_	_	_	_	Entity=(e3[2/2]-group-1-)
"""


def test_words_within_words_pieces_and_paragraphs_have_their_places(tmp_path):
    (part,) = read(ConlluImporter(), BY_HAND, tmp_path)

    (ferry,) = documents_of([part])
    assert ferry.text == "Ada's crew said it\u2019s no.\n\nBoth of  them"
    assert ferry.document.title == "The ferry"
    assert words_of(ferry) == [
        ("person", "Ada's crew"),
        ("person", "Ada"),
        ("other", "it\u2019s"),
        ("group", "Both them"),
    ]
    assert [one.name for one in part.content.entities] == ["Ada"]
    assert {loss.what: loss.count for loss in part.losses.items} == {
        "mentions of words that are not in the text": 1,
        "lines that cannot be read": 1,
        "brackets of mentions without their other half": 1,
    }
    assert "a.conll, line 23: three\twrong" in part.losses.lines


def test_white_space_is_that_of_the_text_where_words_do_not_say(tmp_path):
    data = BY_HAND.replace("\tSpaceAfter=No", "\t_")

    (part,) = read(ConlluImporter(), data, tmp_path)

    assert documents_of([part])[0].text.startswith("Ada's crew said it\u2019s no.")


def test_words_that_are_not_those_of_the_text_are_told(tmp_path):
    data = BY_HAND.replace("\tcrew", "\tship")

    (part,) = read(ConlluImporter(), data, tmp_path)

    assert documents_of([part])[0].text.startswith("Ada's ship said")
    assert "a.conll: ferry-1" in part.losses.lines


def test_numbers_of_words_that_are_wrong_take_none_away(tmp_path):
    rest = "\t_" * 8
    data = f"0\tAda{rest}\n5-2\tsaid{rest}\n2-2\tno{rest}\n2\tno{rest}\n"

    (article,) = documents_of(read(ConlluImporter(), data, tmp_path))

    assert article.text == "Ada said no"


def test_a_file_without_words_is_refused(tmp_path):
    with pytest.raises(ImportFailed, match="has no words"):
        read(ConlluImporter(), "# newdoc id = x\n", tmp_path)


def test_ten_columns_that_begin_with_a_number_tell_the_format(tmp_path):
    importer = ConlluImporter()

    assert importer.recognises(Start(tmp_path / "a.txt", BY_HAND.encode())) is Certainty.SURE
    assert importer.recognises(Start(tmp_path / "a.conllu", b"no words\n")) is Certainty.NO
    assert importer.recognises(Start(tmp_path / "a", b"")) is Certainty.NO


def test_the_news_of_gum_comes_in_whole_and_goes_out_the_same(corpora, tmp_path):
    mentions = 0

    for path in sorted((corpora / "gum-news" / "conllu").glob("*.conllu")):
        (part,) = ConlluImporter().read(path, STAMP)
        (article,) = part.content.documents
        mentions += len(article.mentions)
        data, lost = written(ConlluExporter(), part.content)
        (back,) = read(ConlluImporter(), data, tmp_path, path.name)
        assert back.content == part.content
        assert not lost
        assert not part.losses

    assert mentions == 1424
