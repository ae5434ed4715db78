"""What is wrong in a file is told with its place, and the rest comes in; harm is refused."""

import os
import time
import zipfile

import pytest

from annotator.formats.cas.files import NO_XML, CasJsonImporter, CasXmiExporter, CasXmiImporter
from annotator.formats.documents import ImportFailed
from annotator.formats.webanno_tsv.files import WebAnnoTsvImporter
from tests.formats.layers.written import exported, imported
from tests.formats.layers.xmi import HEAD, type_system, xmi

TEXT = "Ada 😀 said no."
NAME = '<ner:NamedEntity begin="0" end="3" value="PER"/>'


@pytest.fixture
def read(tmp_path):
    def reading(data, suffix=".xmi", types=None):
        path = tmp_path / f"bad{suffix}"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        if types:
            (tmp_path / "TypeSystem.xml").write_text(types, "utf-8")
        importers = {".xmi": CasXmiImporter(), ".json": CasJsonImporter()}
        return imported(importers.get(suffix, WebAnnoTsvImporter()), path)

    return reading


def told(losses):
    return [(each.what, *each.lines) for each in losses.items]


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        ('<ner:NamedEntity begin="0" end="99" value="PER"/>', "marks outside of their text"),
        ('<ner:NamedEntity begin="5" end="6" value="PER"/>', "marks outside of their text"),
        ('<ner:NamedEntity begin="3" end="0" value="PER"/>', "marks outside of their text"),
        ('<ner:NamedEntity begin="7" end="7" value="PER"/>', "marks of no width"),
        ('<custom:Unknown begin="0" end="3"/>', "annotations of layers that no TypeSystem"),
        ('<ner:NamedEntity begin="0" end="3" mood="x"/>', "features that the type system does"),
        ('<ner:NamedEntity begin="0" end="3" doubt="maybe"/>', "values of the wrong kind"),
        ('<ner:NamedEntity begin="0" end="3" level="BIG"/>', "values that annotator does not"),
        ('<ner:NamedEntity begin="0" end="3" attributes="{"/>', "attributes that cannot be read"),
        ('<coref:CoreferenceChain first="77"/>', "links to what the file does not have"),
        ('<custom:Relation begin="0" end="3" Governor="2"/>', "relations of what did not come"),
    ],
)
def test_a_wrong_annotation_is_told_and_the_others_come_in(read, wrong, what):
    content, losses, _ = read(xmi(TEXT, NAME, wrong))

    (loss,) = losses.items
    assert loss.what.startswith(what)
    assert loss.lines[0].startswith(("bad.xmi, annotation 3", "bad.xmi, annotation 77"))
    first = content.documents[0].mentions[0]
    assert (first.surface(TEXT), first.type) == ("Ada", "PER")


def test_units_of_utf16_are_code_points_inside(read):
    content, losses, _ = read(xmi(TEXT, '<ner:NamedEntity begin="7" end="11" value="VRB"/>'))

    assert content.documents[0].mentions[0].surface(TEXT) == "said"
    assert not losses


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (f'<!DOCTYPE x [<!ENTITY a "b">]>{HEAD}</xmi:XMI>', "document type"),
        (f'<!DOCTYPE x SYSTEM "file:///etc/passwd">{HEAD}</xmi:XMI>', "document type"),
        ('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>'.encode("utf-16"), "document"),
        ("<x/>", "no XMI"),
        (HEAD, "not XML"),
        (f"{HEAD}{'<a>' * 300}", "nested"),
        (xmi("", NAME), "no text"),
        (b"\xff\xfe\x00", "not XML"),
    ],
)
def test_what_is_no_xmi_or_could_do_harm_is_refused_in_a_sentence(read, data, reason):
    with pytest.raises(ImportFailed, match=reason) as caught:
        read(data)

    assert "bad.xmi" in str(caught.value)


def test_a_type_system_with_a_dtd_is_refused(read):
    with pytest.raises(ImportFailed, match=r"TypeSystem\.xml was not read"):
        read(xmi(TEXT, NAME), types=f"<!DOCTYPE x>{type_system()}")


def test_types_that_come_from_each_other_end(read):
    types = type_system(A="").replace("uima.tcas.Annotation", "webanno.custom.A")

    content, losses, _ = read(xmi(TEXT, NAME, '<custom:A begin="0" end="3"/>'), types=types)

    assert len(content.documents[0].mentions) == 1
    assert losses


def test_a_chain_that_bites_its_tail_ends(read):
    link = '<coref:CoreferenceLink begin="{}" end="{}" next="{}"/>'

    content, _, _ = read(xmi(TEXT, link.format(0, 3, 3), link.format(7, 11, 2)))

    assert [each.entity for each in content.documents[0].mentions] == [1, 1]


def test_a_chain_goes_past_what_is_in_no_view(read):
    link = '<coref:CoreferenceLink begin="{}" end="{}" next="{}"/>'
    data = xmi(TEXT, link.format(0, 3, 3), link.format(7, 11, 4), link.format(12, 14, 0))

    content, _, _ = read(data.replace('members="2 3 4"', 'members="2 4"'))

    assert [each.entity for each in content.documents[0].mentions] == [1, 1]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("{}", "no CAS"),
        ("[]", "no CAS"),
        ('{"%FEATURE_STRUCTURES": [{"%ID": 1, "%ID": 1}]}', "twice"),
        ('{"%FEATURE_STRUCTURES": NaN}', "NaN"),
        ('{"%FEATURE_STRUCTURES": ' + "[" * 100_000, "nested|not JSON"),
        ('{"%FEATURE_STRUCTURES": [{"%ID": 1e999}]}', "too large"),
        ('{"%FEATURE_STRUCTURES": [{"%TYPE": 7}], "%TYPES": 3, "%VIEWS": []}', "no text"),
        (
            '{"%FEATURE_STRUCTURES": [{"%TYPE": "uima.cas.Sofa", "sofaString": "\\ud800"}]}',
            "half a character",
        ),
    ],
)
def test_what_is_no_cas_json_is_refused_in_a_sentence(read, data, reason):
    with pytest.raises(ImportFailed, match=reason) as caught:
        read(data, ".json")

    assert "bad.json" in str(caught.value)


HEADER = "#FORMAT=WebAnno TSV 3.3\n#T_SP=custom.Span|label\n\n\n"


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ("1-2\t4-9\tsaid\tB\t", "bad.tsv, line 7: said"),
        ("1-2\t4-99\tsaid\tB\t", "bad.tsv, line 7"),
        ("1-2\t4-8\tasked\tB\t", "bad.tsv, line 7: asked"),
        ("1-2\t4-8\tsaid", "bad.tsv, line 7: 0 cells of 1"),
        ("nonsense", "bad.tsv, line 7: nonsense"),
        ("# a comment", "bad.tsv, line 7: # a comment"),
    ],
)
def test_a_wrong_line_is_told_and_the_others_come_in(read, lines, line):
    content, losses, _ = read(
        f"{HEADER}#Text=Ada said no.\n1-1\t0-3\tAda\tA\t\n{lines}\n1-3\t9-11\tno\tC\t\n", ".tsv"
    )

    assert line in losses.lines
    types = {each.type for each in content.documents[0].mentions}
    assert {"A", "C"} <= types


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("a\tb\n", "no WebAnno TSV"),
        ("#FORMAT=WebAnno TSV 2.0\n", "Export it again"),
        (HEADER, "no text"),
        (f"{HEADER}#Text=Ada\n1-1\t0-3\tAda\t_\t\n\n#Text=no\n2-1\t1-3\tno\t_\t\n", "line 9"),
        (f"{HEADER}#Text=Ada\n1-1\t99999999-100000002\tAda\t_\t\n", "missing before"),
        (HEADER.encode("utf-16"), "UTF-8"),
    ],
)
def test_what_is_no_webanno_tsv_is_refused_in_a_sentence(read, data, reason):
    with pytest.raises(ImportFailed, match=reason) as caught:
        read(data, ".tsv")

    assert "bad.tsv" in str(caught.value)


ROW = "#Text=a\n1-1\t0-1\ta\t"


@pytest.mark.parametrize(
    "made",
    [
        lambda n: f"{HEADER}{ROW}" + "|".join(f"x[{each}]" for each in range(n)),
        lambda n: f"{HEADER}{ROW}" + "[1" * n,
        lambda n: f"{HEADER}{ROW}" + "\\" * n,
        lambda n: HEADER.replace("\n\n\n", "|x" * n + "\n\n\n") + f"{ROW}_",
        lambda n: (
            HEADER.replace("\n\n\n", "|x" * n + "\n\n\n")
            + f"{ROW}x\n"
            + "".join(f"1-{each}\t0-1\ta\tx\n" for each in range(2, n // 8))
        ),
    ],
    ids=["stacked", "brackets", "backslashes", "columns", "short rows"],
)
def test_time_follows_the_size_of_a_file_whatever_is_in_it(read, made):
    few, many = (_seconds(read, made(n)) for n in (1_000, 8_000))

    assert many < 24 * few + 0.1  # and not 64 times as long


def _seconds(read, data):
    """The least of three readings: one may hold a collection of what other tests left."""
    return min(_one_reading(read, data) for _ in range(3))


def _one_reading(read, data):
    began = time.process_time()
    read(data, ".tsv")
    return time.process_time() - began


ATTRIBUTES = " ".join(f'a{each}=""' for each in range(1_001))


@pytest.mark.parametrize(
    ("elements", "reason"),
    [
        (f"<a {ATTRIBUTES}/>", "more than 1,000 attributes"),
        (f"<a {ATTRIBUTES.replace('=', ' = ' + ' ' * 2_000)}/>", "more than 1,000 attributes"),
        (f"<a {'x' * 1_500_000}/>", "not closed"),
        (f"<{'x' * 1_500_000}/>", "not closed"),
        (f"</{'x' * 1_500_000}>", "not closed"),
        ("".join(f"<a b{each}='c'/>" for each in range(10_001)), "more than 10,000 names"),
        ("".join(f"<x:a xmlns:x='u:{n}'/>" for n in range(10_001)), "more than 10,000 names"),
        ("".join(f'<cas:Sofa xmi:id="{n}"/>' for n in range(1_002)), "more than 1,000 texts"),
        ("".join(f'<cas:View sofa="{n}"/>' for n in range(1_002)), "more than 1,000 texts"),
        (f'<cas:View sofa="1" members="{"1 " * 1_000_001}"/>', "1,000,000 numbers in a list"),
        (f'<cas:FSArray xmi:id="9" elements="{"1 " * 1_000_001}"/>', "numbers in a list"),
    ],
    ids=lambda value: value if len(value) < 40 else value[:12],
)
def test_xmi_that_would_fill_the_memory_is_refused(read, elements, reason):
    with pytest.raises(ImportFailed, match=reason):
        read(xmi(TEXT, NAME).replace("</xmi:XMI>", f"{elements}</xmi:XMI>"))


def test_a_long_text_in_xmi_comes_in_whatever_stands_in_it(read):
    text = "a = 'b' /> " * 110_000

    content, losses, _ = read(xmi(text, NAME))

    assert content.documents[0].text == text
    assert not losses


def test_large_xmi_in_utf_16_is_to_be_saved_in_utf_8(read):
    with pytest.raises(ImportFailed, match=r"in UTF-16\. Save it in UTF-8"):
        read(b"\xff\xfe" + b" \0" * 4_000_001)


@pytest.mark.parametrize(
    ("data", "suffix", "reason"),
    [
        (HEADER + "x\n" * 1_000_001, ".tsv", "more than 1,000,000 lines"),
        (HEADER.replace("|label", "|a" * 10_001), ".tsv", "more than 10,000 columns"),
        (f"{HEADER}{ROW}{'a|' * 400_001}\t\n", ".tsv", "more than 400,000 annotations"),
        (f'{{"%TYPES": {{}}, "x": [{"1," * 4_000_001}1]}}', ".json", "more than 4,000,000 values"),
        (f'{{"%TYPES": {{}}, "x": [{"{}," * 700_000}1]}}', ".json", "more than 700,000 objects"),
    ],
    ids=["lines", "columns", "stack", "values", "objects"],
)
def test_tsv_and_json_that_would_fill_the_memory_are_refused(read, data, suffix, reason):
    with pytest.raises(ImportFailed, match=reason):
        read(data, suffix)


@pytest.mark.parametrize("suffix", [".xmi", ".json", ".tsv"])
def test_a_file_that_is_too_large_is_to_be_divided(tmp_path, suffix):
    path = tmp_path / f"large{suffix}"
    path.touch()
    os.truncate(path, 300_000_000)
    importers = {".xmi": CasXmiImporter(), ".json": CasJsonImporter()}

    with pytest.raises(ImportFailed, match=r"it has 300 MB, and 64 MB are the most\)\. Divide it"):
        imported(importers.get(suffix, WebAnnoTsvImporter()), path)


@pytest.mark.slow
def test_a_file_in_an_archive_that_is_too_large_is_to_be_divided(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("large.xmi", bytes(65_000_000))

    with pytest.raises(ImportFailed, match=r"it has 65 MB, and 64 MB are the most\. Divide"):
        imported(CasXmiImporter(), tmp_path / "a.zip")


def test_tokens_do_not_count_among_annotations(read, monkeypatch):
    monkeypatch.setattr("annotator.formats.layers.faults.MOST_NODES", 2)
    token = '<segmentation:Token xmlns:segmentation="{}" begin="0" end="3"/>'.format(
        "http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore"
    )

    content, losses, _ = read(xmi(TEXT, token, token, token, NAME, NAME))

    assert len(content.documents[0].mentions) == 2
    assert not losses


def test_an_article_that_xml_cannot_hold_is_named(project):
    folder, losses = exported(CasXmiExporter(), project)

    assert [(each.what, each.lines) for each in losses.items] == [(NO_XML, ("a: U+0007 at 115",))]
    assert sorted(folder.files) == ["Bob.xmi", "TypeSystem.xml", "_project.xmi"]


@pytest.mark.parametrize(
    ("data", "suffix", "reason"),
    [
        (f"{HEADER}#Text=a\n" + "1-1\t0-1\ta\t_\t\n" * 400_001, ".tsv", "more than 400,000"),
        (
            f"{HEADER}"
            + "".join(f"#Text=a\n{n}-1\t{n}00000-{n}00001\ta\t_\t\n\n" for n in range(1, 20)),
            ".tsv",
            "characters are missing",
        ),
        (xmi(TEXT, NAME).replace("</xmi:XMI>", "<a/>" * 400_000), ".xmi", "more than 400,000"),
        (
            xmi(TEXT, NAME).replace("</xmi:XMI>", f"<cas:FSList>{'<head/>' * 1_000_000}"),
            ".xmi",
            "more than 1,000,000 elements",
        ),
    ],
    ids=["rows", "gaps", "objects", "elements"],
)
@pytest.mark.slow
def test_more_than_anybody_makes_is_refused(read, data, suffix, reason):
    with pytest.raises(ImportFailed, match=reason):
        read(data, suffix)


def test_a_list_without_end_is_told(read):
    endless = f'<ner:NamedEntity begin="0" end="3" parts="{"2 " * 400_002}"/>'

    content, losses, _ = read(xmi(TEXT, NAME, endless))

    assert [each.what for each in losses.items] == ["values of the wrong kind"]
    assert len(content.documents[0].mentions) == 2
