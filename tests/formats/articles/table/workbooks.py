"""Workbooks as Excel writes them, made by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.formats.archives import zipped

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACK = "http://schemas.openxmlformats.org/package/2006/relationships"
STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/>'
    '<numFmt numFmtId="165" formatCode="[Red]0&quot; days&quot;"/></numFmts><cellXfs>'
    '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/>'
    '<xf numFmtId="22"/></cellXfs></styleSheet>'
)


def text(words: str) -> str:
    return f'<c t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'


def number(value: object, style: int = 0) -> str:
    return f'<c s="{style}"><v>{value}</v></c>'


def shared(at: int) -> str:
    return f'<c t="s"><v>{at}</v></c>'


def workbook(
    sheets: Mapping[str, Sequence[str]],
    strings: Sequence[str] = (),
    *,
    hidden: Sequence[str] = (),
    about: str = "",
    before: str = "",
) -> bytes:
    """Sheets of rows, each the XML of its cells; `strings` is the XML of the shared texts."""
    listed, related, parts = "", "", {}
    for at, (name, rows) in enumerate(sheets.items(), 1):
        state = ' state="hidden"' if name in hidden else ""
        listed += f'<sheet name="{name}" sheetId="{at}" r:id="rId{at}"{state}/>'
        related += f'<Relationship Id="rId{at}" Target="worksheets/sheet{at}.xml"/>'
        cells = "".join(f"<row>{row}</row>" for row in rows)
        data = f'{before}<worksheet xmlns="{_MAIN}"><sheetData>{cells}</sheetData></worksheet>'
        parts[f"xl/worksheets/sheet{at}.xml"] = data.encode()
    texts = "".join(f"<si>{each}</si>" for each in strings)
    return zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            "xl/workbook.xml": (
                f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}">{about}'
                f"<sheets>{listed}</sheets></workbook>"
            ).encode(),
            "xl/_rels/workbook.xml.rels": (
                f'<Relationships xmlns="{_PACK}">{related}</Relationships>'
            ).encode(),
            "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{texts}</sst>'.encode(),
            "xl/styles.xml": STYLES.encode(),
            **parts,
        }
    )
