"""The text of HTML, line by line: of a chapter of a book, a converted document, a whole page."""

from __future__ import annotations

from html.parser import HTMLParser

from annotator.formats.articles.lines import Lines
from annotator.formats.articles.note_calls import bracketed, is_call, is_way_back

_UNSEEN = """
audio canvas datalist iframe math noscript object rp script style svg template title video
"""
_BLOCKS = """
address article aside blockquote body caption center details div fieldset figcaption figure footer
form h1 h2 h3 h4 h5 h6 header hgroup hr legend main nav p pre section summary
"""
_LINES = frozenset(("br", "dd", "dt", "li", "option"))
_LISTS = frozenset(("dl", "menu", "ol", "ul"))
_CELLS = frozenset(("td", "th"))


def text_of(html: str) -> str:
    """What a reader would see of some HTML, as a text."""
    lines = Lines()
    html_lines(html, lines)
    return lines.text


def html_lines(html: str, lines: Lines, leave_out: frozenset[str] = frozenset()) -> None:
    """Write what a reader would see of some HTML into lines; `leave_out` are elements to pass over.

    There is no document type and there are no entities but those of HTML.
    """
    writer = _Writer(lines, leave_out.union(_UNSEEN.split()))
    writer.feed(html)
    writer.close()
    writer.end_tables()
    lines.end_block()


class _Writer(HTMLParser):
    def __init__(self, lines: Lines, unseen: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self._lines = lines
        self._unseen = unseen
        self._blocks = frozenset(_BLOCKS.split())
        self._hidden: list[str] = []
        self._lists = 0
        self._preformatted = False
        self._call: list[str] | None = None
        """What was read so far of a link that calls for a note."""
        self._tables: list[int] = []
        """For each open table 0 outside of its rows, else 1 and the number of cells so far."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            self._hidden.clear()  # something in the head was not closed
        if tag in self._unseen or (tag == "a" and is_way_back(dict(attrs))):
            self._hidden.append(tag)
        elif not self._hidden:
            if tag == "a" and is_call(dict(attrs)):
                self._call = []
            self._begin(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._hidden:
            if tag == "a" and self._call is not None:
                call, self._call = "".join(self._call), None
                self._lines.add(bracketed(call))
            self._end(tag)
        elif tag in self._hidden:
            while self._hidden.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        if self._call is not None:
            self._call.append(data)
            return
        first, *others = data.split("\n") if self._preformatted else [data]
        self._lines.add(first)
        for line in others:
            self._lines.end_line()
            self._lines.add(line)

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """Pass over what only XML and Word know; html.parser would stop at an unknown one."""
        del report
        end = "]]>" if self.rawdata.startswith("<![CDATA[", i) else ">"
        found = self.rawdata.find(end, i)
        return found + len(end) if found >= 0 else -1

    def end_tables(self) -> None:
        """End what was never closed."""
        while self._tables:
            self._end_row()
            self._tables.pop()

    def _begin(self, tag: str) -> None:
        if tag == "table":
            self._break()
            self._tables.append(0)
        elif tag == "tr":
            self._begin_row()
        elif tag in _CELLS:
            self._begin_cell()
        elif tag in _LISTS:
            self._break()
            self._lists += 1
        else:
            self._break_at(tag, opens=True)

    def _end(self, tag: str) -> None:
        if tag in _LISTS:
            self._lists = max(0, self._lists - 1)
            self._break()
        elif tag == "tr":
            self._end_row()
        elif tag == "table" and self._tables:
            self._end_row()
            self._tables.pop()
            self._break()
        else:
            self._break_at(tag, opens=False)

    def _break_at(self, tag: str, *, opens: bool) -> None:
        if tag == "pre":
            self._preformatted = opens
        if tag in self._blocks:
            self._break()
        elif tag in _LINES:
            self._lines.end_line()

    def _break(self) -> None:
        """A block ends; within a list that is a line."""
        if self._lists:
            self._lines.end_line()
        else:
            self._lines.end_block()

    def _begin_row(self) -> None:
        self._end_row()
        if self._tables:
            self._lines.begin_row()
            self._tables[-1] = 1

    def _begin_cell(self) -> None:
        if self._tables:
            if not self._tables[-1]:
                self._begin_row()
            elif self._tables[-1] > 1:
                self._lines.end_cell()
            self._tables[-1] += 1

    def _end_row(self) -> None:
        if self._tables and self._tables[-1]:
            self._lines.end_row()
            self._tables[-1] = 0
