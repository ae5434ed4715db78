"""A document of CoNLL-U as it is read: its metadata, and its text, exact where the file says it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from annotator.formats.base import Stamp
from annotator.formats.conll.building import Building, Place
from annotator.formats.conll.conllu_words import Sentence, Word
from annotator.formats.conll.conllu_writing import GENERATOR, META
from annotator.formats.conll.escapes import escapes_undone, unescaped
from annotator.formats.documents import Said, new_document
from annotator.formats.losses import Tally
from annotator.model.document import Document
from annotator.model.ids import DocumentId

UNLIKE = "sentences whose words are not those of their text (the words came in)"
PARAGRAPH = "\n\n"
"""What stands before a paragraph where the file does not say."""
_SAID = {
    "title": "title",
    "author": "author",
    "publisher": "publisher",
    "dateCreated": "published",
    "sourceURL": "source_url",
    "language": "language",
}
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")


@dataclass(slots=True)
class Read:
    """A document being read: its text, its metadata, the words with their places."""

    name: str
    id: str = ""
    """What the file calls it."""
    ours: bool = False
    """Whether annotator wrote it, so that its own conventions hold."""
    fields: str = ""
    """What stands between the hyphens of an `Entity`, by name."""
    meta: dict[str, str] = field(default_factory=dict)
    words: list[tuple[Place, str]] = field(default_factory=list)
    """Each word with its place in the text and its brackets."""
    _building: Building = field(default_factory=Building)
    _pending: str | None = None
    """The white space behind the last word, where the file says what that is."""

    @property
    def text(self) -> str:
        """The text; white space at its end is there only where the file says so."""
        return self._building.text

    def take_comments(self, sentence: Sentence) -> None:
        """Take in what the comments of a sentence say of the document."""
        self.id = sentence.value("newdoc id") or self.id
        self.ours |= sentence.value("generator") == GENERATOR
        self.fields = sentence.value("global.Entity") or self.fields
        for key, value in sentence.comments:
            if key.startswith(META):
                self.meta[key.removeprefix(META)] = escapes_undone(value) if self.ours else value

    def document(self, id: DocumentId, stamp: Stamp) -> Document:
        """The document with its metadata; raises ImportFailed for a text that is none."""
        said: dict[str, str] = {"title": self.id} if self.id and not self.ours else {}
        meta: dict[str, str] = {}
        for key, value in self.meta.items():
            known = _SAID.get(key)
            if known is None or (known == "published" and not _DATE.fullmatch(value)):
                meta[self._own(key)] = value
            else:
                said[known] = value
        name = meta.pop("sourceName", "") if self.ours else self.name
        return new_document(self.text, name, stamp, Said(**said, meta=meta), id=id)

    def _own(self, key: str) -> str:
        """The name of metadata that is called by the analyst, not by the format."""
        return unescaped(key.removeprefix(META)) if self.ours else key

    def take_words(self, sentence: Sentence, tally: Tally) -> None:
        """Add the words of a sentence to the text."""
        if not sentence.pieces:
            return
        self._add_gap(sentence)
        blanks = [piece.blanks for piece in sentence.pieces]
        gaps = _gaps(sentence, blanks)
        if gaps is None:
            shown = sentence.value("sent_id") or sentence.value("text")[:80]
            tally.add(UNLIKE, f"{self.name}: {shown}")
            gaps = [" " for _ in sentence.pieces]
        self._pending, blanks[-1] = blanks[-1], ""
        behind = [gap if blank is None else blank for blank, gap in zip(blanks, gaps, strict=True)]
        places = self._building.words([piece.form for piece in sentence.pieces], behind)
        for piece, place in zip(sentence.pieces, places, strict=True):
            if piece.words is None:
                self.words.append((place, piece.misc.get("Entity", "")))
            else:
                self._add_parts(piece.form, piece.words, place[0])

    def finish(self) -> None:
        """Add the white space at the end."""
        self._building.add(self._pending or "")
        self._pending = None

    def _add_gap(self, sentence: Sentence) -> None:
        """Add what stands before a sentence."""
        if self._pending is not None:
            self._building.add(self._pending)
        elif self._building.length:
            self._building.add(PARAGRAPH if sentence.says("newpar") else " ")
        first = sentence.pieces[0].misc
        if "SpacesBefore" in first:
            self._building.add(escapes_undone(first["SpacesBefore"]))

    def _add_parts(self, form: str, words: list[Word], at: int) -> None:
        """Add the words that one in the text is made of, each with its place if it can be told."""
        whole = at, at + len(form)
        apart = "".join(word.form for word in words) == form
        for word in words:
            end = at + len(word.form)
            self.words.append(((at, end) if apart else whole, word.misc.get("Entity", "")))
            at = end


def _gaps(sentence: Sentence, blanks: list[str | None]) -> list[str] | None:
    """What stands behind each piece but the last, or None where words and text do not agree.

    A file may have the text only in the comment, and not the marks of its white space.
    """
    text = sentence.value("text")
    pieces = sentence.pieces
    plain = [" " if blank is None else " " * bool(blank) for blank in blanks]
    plain[-1] = ""
    words = [f"{piece.form}{blank}" for piece, blank in zip(pieces, plain, strict=True)]
    if not text or text == "".join(words):
        return plain
    places, at = [], 0
    for piece in pieces:
        start = text.find(piece.form, at)
        if start < 0:
            return None
        at = start + len(piece.form)
        places.append((start, at))
    gaps = [text[end:start] for (_, end), (start, _) in pairwise(places)]
    return [*gaps, ""] if all(not gap or gap.isspace() for gap in gaps) else None
