"""One file, a folder, an archive, and the folder that INCEpTION exports a whole project to."""

import zipfile

import pytest

from annotator.formats.base import Certainty
from annotator.formats.cas.files import CasJsonExporter, CasXmiExporter, CasXmiImporter
from annotator.formats.documents import ImportFailed
from annotator.formats.gate import ArchiveRefused
from annotator.formats.registry import installed, start_of
from annotator.formats.webanno_tsv.files import WebAnnoTsvExporter
from tests.formats.layers.small import small
from tests.formats.layers.written import exported, imported
from tests.formats.layers.xmi import type_system, xmi

NAME = '<ner:NamedEntity begin="0" end="3" value="PER"/>'
KIND = '<custom:Kind begin="0" end="3" kind="x"/>'


def zipped(path, **files):
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return path


def test_an_archive_of_an_article_and_its_types_is_read(tmp_path):
    path = zipped(
        tmp_path / "article.zip",
        article_dot_xmi=xmi("Ada left.", NAME, KIND),
        TypeSystem_dot_xml=type_system(Kind="kind"),
    )

    content, losses, _ = imported(CasXmiImporter(), path)

    assert [each.type for each in content.documents[0].mentions] == ["PER", "Kind"]
    assert content.documents[0].document.source_name == "article.xmi"
    assert not losses


@pytest.fixture
def inception(tmp_path):
    """The unpacked export of a project in which two people annotated an article."""
    folder = tmp_path / "annotation" / "article.txt"
    folder.mkdir(parents=True)
    for user, value in (("INITIAL_CAS", "X"), ("ada", "PER"), ("bob", "ORG")):
        files = {
            f"{user}_dot_xmi": xmi("Ada left.", NAME.replace("PER", value)),
            "TypeSystem_dot_xml": type_system(),
        }
        zipped(folder / f"{user}.zip", **files)
    return tmp_path


def test_a_project_of_inception_says_who_annotated(inception):
    content, losses, _ = imported(CasXmiImporter(), inception)

    made = [
        (each.provenance.author, each.type)
        for annotated in content.documents
        for each in annotated.mentions
    ]
    assert made == [("ada", "PER"), ("bob", "ORG")]
    assert not losses
    assert installed().importer_for(inception).name == "cas_xmi"


def test_an_archive_in_a_folder_that_is_refused_does_not_keep_out_the_others(inception):
    (inception / "annotation" / "article.txt" / "eve.zip").write_bytes(b"PK\x03\x04 nothing")

    content, losses, _ = imported(CasXmiImporter(), inception)

    assert len(content.documents) == 2
    assert losses.lines[0].startswith("eve.zip was not opened")


def test_archives_in_an_archive_are_to_be_unpacked_first(tmp_path):
    inner = zipped(tmp_path / "ada.zip", ada_dot_xmi=xmi("Ada left.", NAME))
    path = zipped(tmp_path / "project.zip", annotation__a__ada_dot_zip=inner.read_bytes())

    with pytest.raises(ImportFailed, match="Unpack it, and import the folder"):
        imported(CasXmiImporter(), path)


def test_an_archive_that_leads_out_of_its_folder_is_refused(tmp_path):
    path = tmp_path / "slip.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../article.xmi", xmi("Ada left.", NAME))

    with pytest.raises(ArchiveRefused):
        imported(CasXmiImporter(), path)


def test_a_file_that_cannot_be_read_is_told_and_the_others_come_in(tmp_path):
    (tmp_path / "a.xmi").write_text("<x/>", "utf-8")
    (tmp_path / "b.xmi").write_text(xmi("Ada left.", NAME), "utf-8")

    content, losses, _ = imported(CasXmiImporter(), tmp_path)

    assert len(content.documents) == 1
    assert losses.lines == ("a.xmi is XML, but no XMI of UIMA: export it again.",)


def test_a_folder_without_such_files_is_refused(tmp_path):
    with pytest.raises(ImportFailed, match=r"holds no file that ends in \.xmi"):
        imported(CasXmiImporter(), tmp_path)


@pytest.mark.parametrize(
    ("exporter", "name"),
    [
        (CasXmiExporter(), "cas_xmi"),
        (CasJsonExporter(), "cas_json"),
        (WebAnnoTsvExporter(), "webanno_tsv"),
    ],
)
def test_files_and_folders_are_recognised_by_what_they_hold(tmp_path, exporter, name):
    folder, _ = exported(exporter, small())
    folder.put(tmp_path)

    formats = installed()

    first = tmp_path / next(iter(folder.files))
    for path in (tmp_path, first):
        assert formats.importer_for(path).name == name
        assert formats.importers[name].recognises(start_of(path)) is Certainty.SURE


def test_an_archive_of_types_and_xmi_is_recognised(tmp_path):
    path = zipped(
        tmp_path / "article.zip",
        article_dot_xmi=xmi("Ada left.", NAME),
        TypeSystem_dot_xml=type_system(),
    )

    assert installed().importer_for(path).name == "cas_xmi"
