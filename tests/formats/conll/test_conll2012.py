"""CoNLL-2012: links in the last column, names beside them; and GUM's three columns."""

from collections import Counter

import pytest
from hypothesis import given

from annotator.formats.base import Certainty, Start
from annotator.formats.conll.clusters import CROSSING
from annotator.formats.conll.conll2003 import Conll2003Importer
from annotator.formats.conll.conll2012 import (
    OF_ONE_NAME,
    SHARED,
    Conll2012Exporter,
    Conll2012Importer,
)
from annotator.formats.conll.conll2012_writing import UNTYPED, UNWRITTEN
from annotator.formats.conll.conllu import ConlluImporter
from annotator.formats.conll.left_out import WORDLESS
from annotator.formats.conll.rebuilding import WHITE_SPACE
from annotator.formats.documents import ImportFailed
from annotator.formats.options import WrongOption
from annotator.formats.webanno_tsv.files import WebAnnoTsvImporter
from annotator.model.provenance import Status
from tests.formats.conll.desk import STAMP, documents_of, quickly, read, words_of, written
from tests.formats.projects import contents
from tests.formats.same import joined

GUM = Conll2012Exporter(style="gum")
STANDARD = Conll2012Exporter()
BY_HAND = """\
#begin document (nw/ferry); part 002
nw/ferry 2 0 -LRB- ( (TOP(S* - - - - * -
nw/ferry 2 1 Ada NNP * - - - - (PERSON* (7
nw/ferry 2 2 Öz NNP * - - - - *) 7)|(8)
nw/ferry 2 3 left VBD * - - - - * -
nw/ferry 2 4 Lima NNP * - - - - (GPE) -
nw/ferry 2 5 /. . *)) - - - - * -

nw/ferry 2 0 She PRP * - - - - * (7)
nw/ferry 2 1 left VBD * - - - - * (9
two columns

#end document
"""


def accepted(content):
    return [
        one
        for annotated in content.documents
        for one in annotated.mentions
        if one.provenance.status is Status.ACCEPTED
    ]


def test_names_and_links_come_in_together(tmp_path):
    (part,) = read(Conll2012Importer(), BY_HAND, tmp_path)

    (ferry,) = documents_of([part])
    assert ferry.document.title == "nw/ferry 2"
    assert ferry.text == "(Ada Öz left Lima.\nShe left"
    assert words_of(ferry) == [
        ("PERSON", "Ada Öz"),
        ("other", "Öz"),
        ("GPE", "Lima"),
        ("PERSON", "She"),
    ]
    (entity,) = part.content.entities
    assert (entity.name, entity.type) == ("Ada Öz", "PERSON")
    assert [one.entity for one in ferry.mentions] == [entity.id, None, None, entity.id]
    assert part.losses.lines == ("a.conll, line 11: two columns", "nw/ferry 2: (9 is not closed")


def test_twelve_columns_have_names_and_links(project):
    data, lost = written(STANDARD, project)

    lines = data.decode().splitlines()
    assert lines[:4] == [
        "#begin document (a); part 000",
        "a 0 0 Ada - * - - - - (PERSON* (1",
        "a 0 1 Öz - * - - - - *) 1)",
        "a 0 2 😀 - * - - - - * -",
    ]
    assert all(len(line.split()) == 12 for line in lines if line and not line.startswith("#"))
    assert lines.count("#end document") == 2
    assert lost[UNWRITTEN] == 1
    assert lost[UNTYPED] == 1
    assert lost["statements"] == 2


def test_three_columns_have_types_and_names_of_all_mentions(project):
    data, lost = written(GUM, project)

    lines = data.decode().splitlines()
    assert lines[:4] == [
        "# begin document a",
        "0\tAda\t(person-1-Ada_Öz",
        "1\tÖz\tperson-1)",
        "2\t😀\t_",
    ]
    assert UNTYPED not in lost
    with pytest.raises(WrongOption, match="style is one of standard, gum"):
        Conll2012Exporter(style="wide")


@quickly
@given(contents())
def test_all_mentions_come_back_from_three_columns(tmp_path_factory, content):
    data, lost = written(GUM, content)
    if not data:
        return

    back = joined(read(Conll2012Importer(), data, tmp_path_factory.getbasetemp()))

    kinds = Counter(one.type for one in accepted(content))
    found = Counter(one.type for one in accepted(back))
    assert found <= kinds
    assert kinds.total() - found.total() == lost.get(WORDLESS, 0)
    linked = sum(one.entity is not None for one in accepted(content) if _has_words(one, content))
    assert sum(one.entity is not None for one in accepted(back)) == linked - lost.get(CROSSING, 0)
    if not {WHITE_SPACE, CROSSING, OF_ONE_NAME, WORDLESS} & lost.keys():
        assert [one.text for one in back.documents] == [one.text for one in content.documents]


def _has_words(mention, content):
    text = next(one.text for one in content.documents if one.document.id == mention.document)
    return bool(mention.extent.of(text).strip())


@quickly
@given(contents())
def test_names_and_links_come_back_from_twelve_columns(tmp_path_factory, content):
    data, lost = written(STANDARD, content)
    if not data:
        return

    back = joined(read(Conll2012Importer(), data, tmp_path_factory.getbasetemp()))

    left = lost.get(WORDLESS, 0) + lost.get(UNWRITTEN, 0)
    assert len(accepted(back)) == len(accepted(content)) - left


def test_an_entity_of_several_documents_is_one_in_each(project, tmp_path):
    (part,) = read(Conll2012Importer(), BY_HAND, tmp_path)
    once = part.content.documents[0]
    content = joined([part.content, part.content])

    _, lost = written(STANDARD, content)
    _, named = written(GUM, content)

    assert lost[SHARED] == 1
    assert SHARED not in named
    assert once.text == content.documents[1].text


def test_a_file_without_words_is_refused(tmp_path):
    with pytest.raises(ImportFailed, match="has no words"):
        read(Conll2012Importer(), "#begin document (x); part 000\n#end document\n", tmp_path)


def test_the_line_that_begins_a_document_tells_the_format(tmp_path):
    start = Start(tmp_path / "a.conll", BY_HAND.encode())

    assert Conll2012Importer().recognises(start) is Certainty.SURE
    assert Conll2003Importer().recognises(start) is Certainty.NO
    assert ConlluImporter().recognises(start) is Certainty.NO


def test_the_news_of_gum_has_as_many_mentions_as_in_its_other_formats(corpora, tmp_path):
    mentions = 0

    for path in sorted((corpora / "gum-news" / "conll").glob("*.conll")):
        (part,) = Conll2012Importer().read(path, STAMP)
        (article,) = documents_of([part])
        mentions += len(article.mentions)
        data, _ = written(GUM, part.content)
        (again,) = documents_of(read(Conll2012Importer(), data, tmp_path))
        twin = corpora / "gum-news" / "conllu" / path.with_suffix(".conllu").name
        (other,) = documents_of(ConlluImporter().read(twin, STAMP))
        assert [kind for kind, _ in words_of(again)] == [kind for kind, _ in words_of(article)]
        assert Counter(kind for kind, _ in words_of(other)) == Counter(
            kind for kind, _ in words_of(article)
        )
        third = corpora / "gum-news" / "tsv" / path.with_suffix(".tsv").name
        (layered,) = documents_of(WebAnnoTsvImporter().read(third, STAMP))
        assert len(tuple(layered.mentions)) == len(article.mentions)
        assert not part.losses

    assert mentions == 1424


def test_the_works_of_litbank_come_in_whole_and_go_out_again(corpora, tmp_path):
    mentions = 0

    for path in sorted((corpora / "litbank" / "coref" / "conll").glob("*.conll")):
        (part,) = Conll2012Importer().read(path, STAMP)
        (work,) = documents_of([part])
        mentions += len(work.mentions)
        data, _ = written(GUM, part.content)
        (again,) = documents_of(read(Conll2012Importer(), data, tmp_path))
        assert len(again.mentions) == len(work.mentions)
        assert not part.losses

    assert mentions == 2114
