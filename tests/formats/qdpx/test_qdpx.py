"""QDPX: what is coded goes to programs for qualitative analysis and comes back."""

import io
import zipfile

import pytest
import xmlschema
from hypothesis import given, settings

from annotator.errors import AnnotatorError
from annotator.formats.base import Certainty, Stamp
from annotator.formats.qdpx.reading import QdpxImporter
from annotator.formats.qdpx.writing import QdpxExporter
from annotator.formats.registry import start_of
from tests.formats.projects import contents, generously
from tests.formats.same import joined
from tests.formats.spans.said import said

STAMP = Stamp("", "")
PROJECT = """<Project xmlns="urn:QDA-XML:project:1.0" name="x">
<CodeBook><Codes>
<Code guid="GUID-A" name="Place" isCodable="true"/>
</Codes></CodeBook><Sources>
<TextSource guid="GUID-1" name="News" plainTextPath="internal://a.txt">
<PlainTextSelection guid="GUID-2"
 startPosition="2" endPosition="6">
<Coding guid="GUID-3">
<CodeRef targetGUID="GUID-a"/></Coding></PlainTextSelection>
<PlainTextSelection guid="GUID-4"
 startPosition="4" endPosition="99"/>
</TextSource></Sources></Project>"""


def written(content, path):
    out = io.BytesIO()
    losses = QdpxExporter().write(content, out)
    path.write_bytes(out.getvalue())
    return losses


def packed(path, project, text):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("project.qde", project)
        archive.writestr("sources/a.txt", text.encode())
    return path


def read(path):
    return list(QdpxImporter().read(path, STAMP))


def whole(project):
    slots = {name: getattr(project, name) for name in type(project).__slots__}
    return type(project)(**slots | {"documents": tuple(project.documents)})


def test_what_is_coded_comes_back(tmp_path_factory):
    path = tmp_path_factory.mktemp("qdpx") / "a.qdpx"

    @settings(generously, max_examples=8)
    @given(content=contents())
    def holds(content):
        written(content, path)

        assert QdpxImporter().recognises(start_of(path)) is Certainty.SURE
        assert said(joined(read(path))) == said(content)

    holds()


def test_the_project_file_is_valid_by_the_schema_of_the_standard(project, tmp_path, corpora):
    path = tmp_path / "a.qdpx"
    written(whole(project), path)
    with zipfile.ZipFile(path) as archive:
        data = archive.read("project.qde")
        texts = [name for name in archive.namelist() if name.startswith("Sources/")]

    schema = xmlschema.XMLSchema(str(corpora / "refi-qda" / "Project.xsd"))
    schema.validate(io.BytesIO(data))
    assert len(texts) == 2


def test_two_exports_are_the_same_bytes(project, tmp_path):
    content = whole(project)
    for name in ("a", "b"):
        written(content, tmp_path / name)

    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_project_of_another_program_is_read_and_what_is_no_text_is_told(corpora, tmp_path):
    """The project of ATLAS.ti has its project file only; its texts lie elsewhere."""
    parts = read(corpora / "refi-qda" / "TestProject.qdpx")

    counted = {loss.what: loss.count for part in parts for loss in part.losses.items}
    assert counted["texts that are not in the archive"] > 0
    assert counted["sources that are no text"] > 0
    assert counted["notes"] > 0


def test_selections_of_another_program_become_mentions(tmp_path):
    project = PROJECT.replace("GUID-", "00000000-0000-0000-0000-00000000000")
    first, *rest = read(packed(tmp_path / "a.qdpx", project, "\ufeff😀 Lima.\r\n"))

    (document,) = first.content.documents
    assert document.text == "😀 Lima.\r\n"
    assert [(each.type, each.surface(document.text)) for each in document.mentions] == [
        ("Place", "Lima")
    ]
    lines = [line for part in (first, *rest) for line in part.losses.lines]
    assert lines == ["News: 4 to 99"]


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("project.qde", '<!DOCTYPE a [<!ENTITY b "c">]><Project>&b;</Project>', "a.qdpx"),
        ("project.qde", "<Project/>", "is no REFI-QDA project"),
        ("project.xml", "<Project/>", "holds no REFI-QDA project"),
        ("../project.qde", "<Project/>", "a.qdpx"),
    ],
)
def test_what_is_no_project_is_refused_in_a_sentence(tmp_path, name, data, told):
    path = tmp_path / "a.qdpx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, data)

    with pytest.raises(AnnotatorError, match=told):
        read(path)


def test_maxqda_counts_each_line_end_as_two_characters(tmp_path):
    text = "One.\nTwo in Lodz.\r\nThree\n\nin Lodz."
    twice = text.replace("\r\n", "\n").replace("\n", "\r\n")
    places = [twice.index("Lodz"), twice.rindex("Lodz")]
    selections = "".join(
        f'<PlainTextSelection guid="GUID-{at}" startPosition="{at}" endPosition="{at + 4}">'
        f'<Coding guid="GUID-C{at}"><CodeRef targetGUID="GUID-A"/></Coding></PlainTextSelection>'
        for at in places
    )
    head, _, rest = PROJECT.partition("<PlainTextSelection")
    project = head + selections + rest[rest.index("</TextSource>") :]
    project = project.replace('name="x"', 'name="x" origin="MAXQDA 24"')

    (first, _) = read(packed(tmp_path / "theirs.qdpx", project, text))

    (document,) = first.content.documents
    assert [each.surface(text) for each in document.mentions] == ["Lodz", "Lodz"]
    out = io.BytesIO()
    QdpxExporter(maxqda=True).write(first.content, out)
    with zipfile.ZipFile(out) as archive:
        written = archive.read("project.qde").decode()
    assert all(f'startPosition="{at}" endPosition="{at + 4}"' in written for at in places)
