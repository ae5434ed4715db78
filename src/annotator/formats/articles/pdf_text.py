"""The text of a PDF, read by pdfium: lines with their places, joined to paragraphs.

Only the child process imports this module, and before the time of a file runs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from pypdfium2 import PdfDocument, PdfiumError, PdfPage, PdfTextPage, raw

from annotator.formats.articles.extracted import Extracted
from annotator.formats.articles.meta_keys import HYPHENS_UNDONE, PAGE_STARTS
from annotator.formats.articles.paragraphs import Line, joined
from annotator.formats.documents import ImportFailed, Said
from annotator.formats.losses import MOST_LINES, Loss, Losses

MOST_PAGES = 10_000
_DIVIDED = frozenset((0x02, 0xFFFE))
"""How pdfium gives a hyphen that divides a word at the end of a line, with the end itself."""
_LINE_ENDS = frozenset((0x0A, 0x0D))
_SPACE = 0x20
_UNKNOWN = 0xFFFD
_DIGITS = re.compile(r"\d+")
_NUMBER_OF_PAGE = re.compile(r"\W*(?:\w{1,6}\W{1,2})?#(?:\W{1,3}(?:\w{1,4}\s)?#)?\W*")
_NO_TITLE = re.compile(r"(?i)^(?:untitled|microsoft word|.*\.(?:docx?|odt|rtf|indd|pdf|qxd)$)")
_EDGE = 2
"""Running heads have so many lines."""
_ROOM = 1.5
_LEVEL = 3
"""Running heads stand on the same level to so many points."""
_SEVERAL = 3
_MOST_NAMED = 20


def pdf_text(data: bytes, name: str, options: Mapping[str, str]) -> Iterator[Extracted]:
    """Hand back the text of a PDF. Raises ImportFailed, naming the file."""
    del options
    document = _opened(data, name)
    pages = [_lines(document, number) for number in range(len(document))]
    kept, left_out = _without_running_heads(pages, name)
    found = joined([line for page in kept for line in page], len(pages))
    if not found.text:
        raise ImportFailed(
            f"{name} has no text, only pictures of pages. Let a program recognise the text (OCR), "
            "and import what it makes."
        )
    meta = {PAGE_STARTS: " ".join(map(str, found.page_starts))}
    if found.hyphens_undone:
        meta[HYPHENS_UNDONE] = " ".join(map(str, found.hyphens_undone))
    about = document.get_metadata_dict()
    title = about.get("Title", "").strip()
    said = Said(
        title="" if _NO_TITLE.match(title) else title, author=about.get("Author"), meta=meta
    )
    yield Extracted(found.text, said, left_out, tuple(_notices(name, found.text, pages)))


def _opened(data: bytes, name: str) -> PdfDocument:
    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        if "password" in str(error).lower():
            raise ImportFailed(
                f"{name} is encrypted. Save it without a password, and import that."
            ) from error
        raise ImportFailed(
            f"{name} was not read: it is damaged, or no PDF. Open it in a viewer and save it again."
        ) from error
    if len(document) > MOST_PAGES:
        raise ImportFailed(
            f"{name} was not read: it has {len(document):,} pages, and {MOST_PAGES:,} are the "
            "most. Divide it."
        )
    return document


def _lines(document: PdfDocument, number: int) -> list[Line]:
    """The lines of a page that have words, in the order of the file."""
    try:
        page: PdfPage = document[number]
        text: PdfTextPage = page.get_textpage()
    except PdfiumError:
        return []
    found = [
        line
        for first, codes, hyphen in _runs(text)
        if (line := _line(text, number, first, codes, hyphen=hyphen))
    ]
    text.close()
    page.close()
    return found


def _runs(text: PdfTextPage) -> Iterator[tuple[int, list[int], bool]]:
    """The number of the first character of each line, all of them, and if a word is divided."""
    codes: list[int] = []
    first = 0
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        if code in _LINE_ENDS or code in _DIVIDED:
            yield first, codes, code in _DIVIDED
            codes, first = [], index + 1
        else:
            codes.append(code)
    yield first, codes, False


def _line(
    text: PdfTextPage, page: int, first: int, codes: Sequence[int], *, hyphen: bool
) -> Line | None:
    seen = [index for index, code in enumerate(codes) if code > _SPACE]
    if not seen:
        return None
    left, bottom, _, top = text.get_charbox(first + seen[0], loose=True)
    right = text.get_charbox(first + seen[-1], loose=True)[2]
    words = " ".join(_decoded(codes[seen[0] : seen[-1] + 1]).split(" "))
    return Line(words, page, left, right, bottom, top - bottom, hyphen)


def _decoded(codes: Sequence[int]) -> str:
    """The text of UTF-16 or of whole code points; what is no character is marked."""
    known = (code if code >= _SPACE else _UNKNOWN for code in codes)
    chars = "".join(map(chr, known))
    return chars.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _without_running_heads(
    pages: Sequence[Sequence[Line]], name: str
) -> tuple[list[list[Line]], Losses]:
    """The pages without what stands at the top or bottom of several of them at the same place."""
    places = Counter(place for page in pages for place in {_place(line) for line in _edges(page)})
    kept: list[list[Line]] = []
    left_out: list[str] = []
    for page in pages:
        edges = {id(line) for line in _edges(page) if _is_running(_place(line), places)}
        kept.append([line for line in page if id(line) not in edges])
        left_out += [
            f"{name}, page {line.page + 1}: {line.text[:100]}" for line in page if id(line) in edges
        ]
    found = Loss("running heads and page numbers", len(left_out), tuple(left_out[:MOST_LINES]))
    return kept, Losses((found,) if left_out else ())


def _edges(page: Sequence[Line]) -> list[Line]:
    """The highest and the lowest lines of a page, where there is room between them and others."""
    by_height = sorted(page, key=lambda line: -line.bottom)
    return _until_room(by_height) + _until_room(by_height[::-1])


def _until_room(lines: Sequence[Line]) -> list[Line]:
    """The first few lines, up to one that is followed by more room than lines of text have."""
    for number, (line, next_) in enumerate(pairwise(lines[: _EDGE + 1]), 1):
        if abs(line.bottom - next_.bottom) > _ROOM * line.height:
            return list(lines[:number])
    return list(lines) if len(lines) <= _EDGE else []


def _place(line: Line) -> tuple[str, int]:
    """What a line says, whatever its numbers are, and how high it stands."""
    return _DIGITS.sub("#", line.text), round(line.bottom / _LEVEL)


def _is_running(place: tuple[str, int], places: Mapping[tuple[str, int], int]) -> bool:
    words, level = place
    times = sum(places.get((words, near), 0) for near in (level - 1, level, level + 1))
    if _NUMBER_OF_PAGE.fullmatch(words):
        return times > 1
    # what begins small is the end of a sentence from the page before
    return times >= _SEVERAL and not words[0].islower()


def _notices(name: str, text: str, pages: Sequence[Sequence[Line]]) -> Iterator[str]:
    empty = [number for number, page in enumerate(pages, 1) if not page]
    if empty:
        shown = ", ".join(map(str, empty[:_MOST_NAMED]))
        more = f" and {len(empty) - _MOST_NAMED} more" if len(empty) > _MOST_NAMED else ""
        yield f"{name} has no text on page {shown}{more}: it may be in a picture."
    unknown = text.count(chr(_UNKNOWN))
    if unknown:
        yield (
            f"{name} does not say what {unknown:,} of its characters are; they are shown as "
            f"{chr(_UNKNOWN)}."
        )
