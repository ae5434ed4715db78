"""The gate before archives: nothing passes that could do harm, and what is honest does."""

import pytest

from annotator.formats import gate
from annotator.formats.gate import ArchiveRefused, open_archive
from tests.formats.archives import HARMS, MEGABYTE, zipped

PARTS = {"mimetype": b"application/x", "text/a.xml": b"<a/>" * 100, "empty/": b""}


def test_an_honest_archive_shows_its_parts_and_gives_their_bytes():
    archive = open_archive(zipped(PARTS), "a.epub")

    assert archive.names == ("mimetype", "text/a.xml")
    assert archive.read("text/a.xml") == PARTS["text/a.xml"]
    assert "mimetype" in archive
    assert "text/b.xml" not in archive


def test_a_library_gets_a_new_archive_of_the_parts_that_it_needs():
    archive = open_archive(zipped({**PARTS, "media/x.png": bytes(1000)}), "a.docx")

    made = archive.only(["text/a.xml"])

    assert open_archive(made, "made").names == ("text/a.xml",)
    assert made == archive.only(["text/a.xml"])


@pytest.mark.parametrize("harm", HARMS)
def test_the_gate_refuses(harm):
    make, reason = HARMS[harm]

    with pytest.raises(ArchiveRefused) as refused:
        open_archive(make(PARTS), "a.docx")

    assert str(refused.value).startswith("a.docx was not opened: ")
    assert reason in str(refused.value)


def test_an_archive_in_the_archive_is_never_read():
    archive = open_archive(zipped({"inner.zip": zipped(PARTS)}), "a.docx")

    with pytest.raises(ArchiveRefused, match=r"inner\.zip is an archive in the archive"):
        archive.read("inner.zip")


def test_a_part_that_is_missing_is_named():
    with pytest.raises(ArchiveRefused, match=r"a\.docx was not opened: its part x\.xml is missing"):
        open_archive(zipped(PARTS), "a.docx").read("x.xml")


def test_what_is_no_archive_is_refused():
    with pytest.raises(ArchiveRefused, match="it is damaged"):
        open_archive(b"hello", "a.docx")


def test_a_small_archive_may_become_much_larger_but_not_without_end(monkeypatch):
    """A table of a million equal cells is honest."""
    data = zipped({"table.xml": b"<cell>0</cell>" * 300_000})
    assert len(data) < 4_200_000 / gate.MOST_RATIO

    assert open_archive(data, "a.odt").names == ("table.xml",)

    with pytest.raises(ArchiveRefused, match="becomes too large"):
        open_archive(zipped({"table.xml": bytes(11 * MEGABYTE)}), "a.odt")
