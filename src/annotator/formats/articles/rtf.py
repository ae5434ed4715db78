"""The text of rich text (RTF): control words, groups in groups, bytes of many code pages."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from annotator.formats.articles.extracted import Extracted
from annotator.formats.articles.lines import Lines
from annotator.formats.articles.rtf_words import CHARACTER_SETS, CHARACTERS, CODE_PAGES, UNSEEN
from annotator.formats.documents import ImportFailed, Said

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|\\'(?P<byte>[0-9a-fA-F]{2})"
    rb"|\\(?P<symbol>[^a-zA-Z])"
    rb"|(?P<brace>[{}])"
    rb"|(?P<text>[^\\{}\r\n]+)"
    rb"|[\r\n]+|\\"
)
_MOST_DEPTH = 1000
_MOST_SKIPPED = 100
_UNIT = 0x10000
_UNKNOWN = "\ufffd"


def rtf(data: bytes, name: str, options: Mapping[str, str]) -> Iterator[Extracted]:
    """Hand back the text of a file of rich text. Raises ImportFailed, naming the file."""
    del options
    if not data.startswith(b"{\\rtf"):
        raise ImportFailed(f"{name} is no rich text: it does not begin as such files do.")
    reader = _Reader(name)
    reader.read(data)
    text = reader.text
    if not text:
        raise ImportFailed(f"{name} has no text: the document is empty, or holds pictures only.")
    unknown = text.count(_UNKNOWN)
    notice = (
        f"{name} has {unknown:,} characters that its encoding does not have; they are shown as "
        f"{_UNKNOWN}."
    )
    yield Extracted(text, reader.said, notices=(notice,) if unknown else ())


@dataclass(frozen=True, slots=True)
class _State:
    """What holds in a group: where its text goes, if anywhere, and how its bytes are read."""

    lines: Lines | None
    codec: str
    skipped: int = 1
    hidden: bool = False
    in_table: bool = False
    about: bool = False


class _Reader:
    def __init__(self, name: str) -> None:
        self._name = name
        self._body = Lines()
        self._boxes: list[Lines] = []
        self._notes: list[Lines] = []
        self._title, self._author = Lines(), Lines()
        self._state = _State(self._body, "cp1252")
        self._outer: list[_State] = []
        self._codec = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._bytes = bytearray()
        self._units = bytearray()
        self._skip = 0
        self._optional = False
        self._row_open = False
        self._after_row = False

    @property
    def text(self) -> str:
        """The text, then that of boxes, then the notes."""
        notes = [f"[{number}] {note.text.strip()}" for number, note in enumerate(self._notes, 1)]
        parts = [self._body.text, *(box.text for box in self._boxes), *notes]
        return "\n\n".join(part for part in parts if part)

    @property
    def said(self) -> Said:
        """What the file says of itself."""
        return Said(title=self._title.text, author=self._author.text)

    def read(self, data: bytes) -> None:
        """Read all tokens; raises ImportFailed when groups are nested too deeply."""
        at = 0
        while found := _TOKEN.match(data, at):
            at = found.end()
            kind = found.lastgroup
            if kind == "text":
                self._add(found["text"])
            elif kind == "byte":
                self._add(bytes.fromhex(found["byte"].decode("ascii")))
            elif kind == "brace":
                self._group(opens=found["brace"] == b"{")
            elif kind in ("word", "number"):
                at += self._word(found["word"].decode("ascii"), found["number"])
            elif kind == "symbol":
                self._symbol(found["symbol"].decode("latin-1"))
        self._flush()
        if self._row_open:
            self._body.end_row()

    def _add(self, words: bytes) -> None:
        """Bytes of text, of which some may stand for a character that was told already."""
        skipped = min(self._skip, len(words))
        self._skip -= skipped
        self._optional = False
        if words := words[skipped:]:
            self._flush_units()
            self._bytes += words

    def _group(self, *, opens: bool) -> None:
        self._flush()
        self._skip = 0
        self._optional = False
        if opens:
            if len(self._outer) >= _MOST_DEPTH:
                raise ImportFailed(f"{self._name} was not read: it is nested too deeply.")
            self._outer.append(self._state)
        elif self._outer:
            self._state = self._outer.pop()

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._optional = True
        elif symbol in "\r\n":
            self._word("par", None)
        elif symbol in CHARACTERS:
            self._character(CHARACTERS[symbol])

    def _character(self, char: str) -> None:
        if self._skip:
            self._skip -= 1
        else:
            self._flush()
            self._emit(char)

    def _word(self, word: str, digits: bytes | None) -> int:
        """Do what a control word says; returns how many bytes after it are no text."""
        number = int(digits) if digits else None
        optional, self._optional = self._optional, False
        if word == "u":
            self._unit(number or 0)
        elif word in CHARACTERS:
            self._character(CHARACTERS[word])
        elif word == "uc":  # it may stand between the halves of a character, as LibreOffice writes
            self._state = replace(self._state, skipped=min(max(number or 0, 0), _MOST_SKIPPED))
        elif word == "bin":
            return max(0, number or 0)
        elif not self._began(word, optional=optional):
            self._flush()
            self._format(word, number)
        return 0

    def _unit(self, number: int) -> None:
        self._flush_bytes()
        self._units += (number % _UNIT).to_bytes(2, "little")
        self._skip = self._state.skipped

    def _began(self, word: str, *, optional: bool) -> bool:
        """Whether a word begins a group whose text goes elsewhere, or nowhere."""
        state, lines = self._state, self._state.lines
        if word == "footnote":
            lines = self._noted()
        elif word == "shptxt":
            lines = Lines()
            self._boxes.append(lines)
        elif word == "ud":
            lines = next((each.lines for each in reversed(self._outer) if each.lines), None)
        elif word in ("title", "author") and state.about:
            lines = self._title if word == "title" else self._author
        elif word in UNSEEN or optional:
            lines = None
        else:
            return False
        self._flush()
        self._state = replace(state, lines=lines, about=word == "info")
        return True

    def _noted(self) -> Lines | None:
        """Where a footnote goes; its number stands where it is called for."""
        if self._state.lines is not self._body:
            return None
        self._flush()
        self._notes.append(Lines())
        self._emit(f"[{len(self._notes)}]")
        return self._notes[-1]

    def _format(self, word: str, number: int | None) -> None:
        """A word that says how what follows is read, or that ends something."""
        state = self._state
        if word in ("par", "sect", "page", "line", "cell", "row", "nestcell", "nestrow"):
            self._end(word)
        elif word in ("v", "deleted"):
            self._state = replace(state, hidden=number != 0)
        elif word == "plain":
            self._state = replace(state, hidden=False)
        elif word == "pard":
            self._state = replace(state, in_table=False)
        elif word == "intbl":
            self._state = replace(state, in_table=True)
        else:
            self._encode(word, number)

    def _encode(self, word: str, number: int | None) -> None:
        """A word that says how bytes are read."""
        if word in CODE_PAGES:
            self._codec = CODE_PAGES[word]
            self._state = replace(self._state, codec=self._codec)
        elif word == "ansicpg" and _is_codec(f"cp{number}"):
            self._codec = f"cp{number}"
            self._state = replace(self._state, codec=self._codec)
        elif word == "f":
            self._font = number or 0
            self._state = replace(self._state, codec=self._fonts.get(self._font, self._codec))
        elif word == "fcharset" and number in CHARACTER_SETS and number:
            self._fonts[self._font] = CHARACTER_SETS[number]

    def _end(self, word: str) -> None:
        lines = self._state.lines
        if lines is None or self._state.hidden:
            return
        if word == "cell" and self._row_open:
            lines.end_cell()
        elif word == "row" and self._row_open:
            lines.end_row()
            self._row_open, self._after_row = False, True
        elif word == "line" or word.startswith("nest"):
            lines.end_line()
        else:
            lines.end_block()

    def _emit(self, words: str) -> None:
        state = self._state
        if state.lines is None or state.hidden or not words:
            return
        if state.lines is self._body:
            self._begin_row(state)
        state.lines.add(words)

    def _begin_row(self, state: _State) -> None:
        """A row begins with the first words in it, and a table ends with other words."""
        if state.in_table and not self._row_open:
            self._body.begin_row()
            self._row_open = True
        elif self._after_row and not state.in_table:
            self._body.end_block()
        self._after_row = False

    def _flush(self) -> None:
        self._flush_bytes()
        self._flush_units()

    def _flush_bytes(self) -> None:
        if self._bytes:
            words, self._bytes = bytes(self._bytes), bytearray()
            self._emit(words.decode(self._state.codec, "replace"))

    def _flush_units(self) -> None:
        if self._units:
            units, self._units = bytes(self._units), bytearray()
            self._emit(units.decode("utf-16-le", "replace"))


def _is_codec(name: str) -> bool:
    try:
        codecs.lookup(name)
    except LookupError:
        return False
    return True
