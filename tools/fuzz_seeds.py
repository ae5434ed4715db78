"""The files that fuzzing begins with: what we export, what the tests are made of, real corpora."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from fuzz_mutations import packed
from fuzz_targets import TARGETS

from annotator.errors import AnnotatorError
from annotator.formats.base import FolderExporter
from annotator.formats.registry import Formats
from annotator.formats.w3c.names import FILE
from tests.formats.articles.containers import CONTAINERS, docx_of, pdf_of
from tests.formats.articles.table.workbooks import number, text, workbook
from tests.formats.articles.test_feed import ATOM, RDF, RSS
from tests.formats.articles.test_mail import WORDS, letter
from tests.formats.articles.test_ninjs import ITEM
from tests.formats.articles.test_pdf import BODY
from tests.formats.articles.test_warc import answer, record
from tests.formats.layers.small import small
from tests.formats.layers.written import exported

ROOT = Path(__file__).parents[1]
CORPORA = ROOT.parent / "shared" / "corpora"
MOST = 1 << 16
"""So many bytes a file has at most."""
_LONG, _OF_LONG = 16_000, 4_000
"""Small files are read more often: of longer ones of lines, so much is taken; others are not."""
_PARAGRAPHS = ("The ferry is late.", "“Nobody knows why,” said Ada Öz, the head of the harbour.")
_WORD = (
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>1998</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    "<w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr><w:r><w:t>Words</w:t></w:r><w:r>"
    "<w:footnoteReference w:id='7'/></w:r></w:p><w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins>"
    "<w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:r><w:br/><w:tab/><w:t>line</w:t></w:r></w:p>"
)
_NOTES = (
    "<w:footnotes xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
    "<w:footnote w:id='7'><w:p><w:r><w:t>Note.</w:t></w:r></w:p></w:footnote></w:footnotes>"
)
_ROWS = (
    "id,text,title,date,author",
    "1,The ferry is late.,Late,2025-11-05,Ada",
    '2,"a ""b""\nc",,,',
)


def seeds(target: str, formats: Formats) -> Iterator[bytes]:
    """Files of a target, none of them large."""
    for data in (*_exported(target, formats), *_made(target), *_found(target, formats)):
        lines = TARGETS[target].shape == "lines" and b"\n" in data[:_OF_LONG]
        if lines and len(data) > _LONG:
            yield data[: data.rindex(b"\n", 0, _OF_LONG) + 1]
        elif len(data) <= _LONG:
            yield data


def _exported(target: str, formats: Formats) -> Iterator[bytes]:
    """A small project as we write it."""
    exporter = formats.exporters.get(target)
    if isinstance(exporter, FolderExporter):
        files = exported(exporter, small())[0].files
        yield packed(files)
        if target in ("cas_json", "webanno_tsv"):
            yield from files.values()
    elif exporter is not None:
        out = io.BytesIO()
        exporter.write(small(), out)
        yield out.getvalue()


def _made(target: str) -> Iterable[bytes]:
    """Files that the tests of the readers make, and those that ship with annotator."""
    container = [CONTAINERS[target](_PARAGRAPHS)] if target in CONTAINERS else []
    rows = [
        text("text") + text("date") + text("n"),
        text("The ferry.") + number(45966, 1) + number(7),
    ]
    page = record("response", answer())
    plain = record("conversion", b"The ferry is late.", type="text/plain")
    made: dict[str, Iterable[bytes]] = {
        "feed": (RSS, ATOM, RDF),
        "eml": (letter().as_bytes(), letter(WORDS, f"<p>{WORDS}</p>").as_bytes()),
        "ninjs": (json.dumps(ITEM).encode(), json.dumps([ITEM, ITEM]).encode()),
        "warc": (page + plain, gzip.compress(page)),
        "docx": (docx_of(_WORD, word__footnotes=_NOTES),),
        "pdf": (
            pdf_of([[*BODY, (72, 20, 8, f"Page {n}")] for n in range(3)], "/Title(The ferry)"),
        ),
        "xlsx": (workbook({"News": rows}),),
        "csv": ("\n".join(_ROWS).encode(), "\r\n".join(_ROWS).replace(",", "\t").encode("utf-16")),
        "table_jsonl": (b'{"text": "The ferry.", "date": 20251105}\n{"text": "a", "url": "b"}\n',),
        "plain_text": (WORDS.encode("utf-16"), WORDS.encode("cp1252"), WORDS.encode()),
    }
    files = {"schema": "resources/schemas/news.toml", "mapping": "resources/mappings/layers.toml"}
    golden = [(ROOT / files[target]).read_bytes()] if target in files else []
    if target == "schema":
        golden.append((ROOT / "tests/data/small_schema.toml").read_bytes())
    return (*container, *made.get(target, ()), *golden)


def _found(target: str, formats: Formats) -> Iterator[bytes]:
    """The files of the corpora that annotator takes for files of this format."""
    if target == "brat":
        yield from map(_with_its_text, sorted(CORPORA.rglob("*.ann")))
        return
    for path in sorted(each for each in CORPORA.rglob("*") if each.is_file()):
        try:
            importer = formats.importer_for(path)
        except AnnotatorError:  # it may be of two formats
            continue
        if importer is not None and importer.name == target:
            yield packed({FILE: path.read_bytes()}) if target == "w3c" else path.read_bytes()


def _with_its_text(path: Path) -> bytes:
    files = (path, path.with_suffix(".txt"), path.parent / "annotation.conf")
    return packed({each.name: each.read_bytes() for each in files if each.is_file()})
