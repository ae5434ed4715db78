"""CoNLL-2003 and its kin: a word a line, the tag of what it names in the last column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from annotator.formats.base import Certainty, Imported, Stamp, Start, articles_only
from annotator.formats.conll.building import Building
from annotator.formats.conll.flat import chosen
from annotator.formats.conll.left_out import (
    DETAILS,
    WORDLESS_DOCUMENTS,
    tell_entities,
    tell_statements,
    tell_the_rest,
)
from annotator.formats.conll.lines import Line, Lines, columns
from annotator.formats.conll.placing import Placing, is_name
from annotator.formats.conll.rebuilding import rebuilt_notice, tell_white_space
from annotator.formats.conll.tags import iob2, is_tag, stretches
from annotator.formats.documents import ImportFailed, Said, new_document
from annotator.formats.labels import Labels
from annotator.formats.losses import Losses, Tally
from annotator.formats.options import require_choice
from annotator.model.annotations import AnnotatedDocument, ProjectContent
from annotator.model.ids import DocumentId, MentionId
from annotator.model.mention import Mention
from annotator.model.provenance import Provenance, Status
from annotator.model.span import Span

NAME = "conll2003"
NESTED = "mentions within or across longer ones"
NO_NAMES = "mentions that are no names"
UNTAGGED = "words without a tag that can be read (they stay in the text)"
_DOCSTART = "-DOCSTART-"
_MIDDLE = {"2": " ", "4": " _ _ "}
_SUFFIXES = (".conll", ".iob", ".iob2", ".bio", ".bioes")
_LEAST_SURE = 10
_MOSTLY = 0.8


@dataclass(frozen=True, slots=True)
class Conll2003Exporter:
    """Writes names as tags of words (IOB2); of names within names the longest."""

    types: str = field(
        default="conll",
        metadata={"help": "How types are called: conll (PER, ORG, LOC, MISC), ontonotes, or own."},
    )
    all_mentions: bool = field(
        default=False, metadata={"help": "Write noun phrases and pronouns too, not only names."}
    )
    columns: str = field(
        default="4", metadata={"help": "4: word, two empty ones, tag. 2: word and tag."}
    )
    name: str = NAME
    title: str = "CoNLL-2003 (IOB2)"
    suffix: str = ".conll"

    def __post_init__(self) -> None:
        require_choice("columns", self.columns, _MIDDLE)

    def write(self, content: ProjectContent, out: BinaryIO) -> Losses:
        """Write all documents into one file, each after a line that begins it."""
        tally, labels = Tally(), Labels(content.schema, self.types)
        for annotated in content.documents:
            placing = Placing(annotated, tally)
            self._place(placing)
            if placing.sentences:
                out.write(f"{_DOCSTART} -X- O O\n\n".encode())
                out.writelines(self._sentences(placing, labels))
                tally.add(DETAILS, placing.where)
                tell_white_space(placing, tally)
            else:
                tally.add(WORDLESS_DOCUMENTS, placing.where)
            tell_statements(placing.where, annotated.text, annotated.statements, tally)
        tell_entities(content, (), tally)
        tell_the_rest(content, tally)
        return tally.losses

    def _place(self, placing: Placing) -> None:
        candidates = placing.candidates(self._why_not, joined=True)
        kept = chosen(candidates)
        ids = {one.mention.id for one in kept}
        for one in candidates:
            if one.mention.id in ids:
                placing.tell_details(one.mention)
            else:
                placing.tell(NESTED, one.mention)
        placing.place(kept)

    def _why_not(self, mention: Mention) -> str:
        return "" if self.all_mentions or is_name(mention) else NO_NAMES

    def _sentences(self, placing: Placing, labels: Labels) -> Iterator[bytes]:
        tokens = placing.tokens
        marked = ((one.extent, labels.of(one.mention.type)) for one in placing.placed)
        tags = iob2(len(tokens), marked)
        for sentence in placing.sentences:
            lines = (f"{tokens.word(at)}{_MIDDLE[self.columns]}{tags[at]}\n" for at in sentence)
            yield f"{''.join(lines)}\n".encode()


@dataclass(frozen=True, slots=True)
class Conll2003Importer:
    """Reads words with tags in IOB2, IOB1, BIOES or BILOU; of the columns the first and the last.

    White space is put between words by the rule of `spacing`, since the format has none.
    """

    encoding: str | None = field(
        default=None, metadata={"help": "How the text is encoded, as cp1252; usually found out."}
    )
    name: str = NAME
    title: str = "CoNLL-2003 (IOB, BIOES)"
    suffixes: tuple[str, ...] = _SUFFIXES

    def recognises(self, start: Start) -> Certainty:
        """By the line that begins documents, or by tags at the ends of nearly all lines."""
        text = start.data.decode("utf-8", "replace")
        if text.removeprefix("\ufeff").lstrip().startswith(_DOCSTART):
            return Certainty.SURE
        rows = [_cells(line) for line in text.split("\n")[:-1] if line.strip()]
        tags = [row[-1] for row in rows if len(row) > 1 and is_tag(row[-1])]
        if len(tags) < max(1, _MOSTLY * len(rows)):
            return Certainty.NO
        some = any(tag != "O" for tag in tags)
        return Certainty.SURE if some and len(tags) >= _LEAST_SURE else Certainty.LIKELY

    def read(self, path: Path, stamp: Stamp) -> Iterator[Imported]:
        """Hand over the documents of a file one by one.

        Raises ImportFailed or DecodingError for a file that cannot be read or has no words.
        """
        lines = Lines(path, self.encoding)
        notices = (*lines.notices, rebuilt_notice(path.name))
        number = 0
        for rows in _documents(lines):
            reading = _Reading(rows, path.name)
            if reading.text:
                number += 1
                content = reading.content(number, path, stamp)
                yield Imported(content, reading.losses, notices, share=lines.share)
                notices = ()
        if not number:
            raise ImportFailed(f"{path.name} has no words: each stands on a line, with its tag.")


def _cells(line: str) -> list[str]:
    return columns(line.strip(" \t\r"))


def _documents(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """The lines of each document that has words, the empty ones among them."""
    rows: list[Line] = []
    for line in lines:
        if line.text.startswith(_DOCSTART):
            if any(row.text for row in rows):
                yield rows
            rows = []
        else:
            text = line.text.strip(" \t")
            rows.append(line if text == line.text else Line(line.number, text))
    if any(row.text for row in rows):
        yield rows


def _sentences(rows: Iterable[Line]) -> Iterator[list[Line]]:
    sentence: list[Line] = []
    for row in rows:
        if row.text:
            sentence.append(row)
        elif sentence:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


class _Reading:
    """The lines of one document as they are read: its text, and what is marked in it."""

    def __init__(self, rows: Iterable[Line], name: str) -> None:
        self._name, self._tally, self._building = name, Tally(), Building()
        self._marked: list[tuple[Span, str]] = []
        for sentence in _sentences(rows):
            self._take(sentence)

    @property
    def text(self) -> str:
        """The words, with white space put in by rule."""
        return self._building.text

    @property
    def losses(self) -> Losses:
        """What could not be read."""
        return self._tally.losses

    def content(self, number: int, path: Path, stamp: Stamp) -> ProjectContent:
        """The document of a number in its file, with what is marked in it."""
        said = Said(title=f"{path.stem} {number}" if number > 1 else "")
        document = new_document(self.text, path.name, stamp, said, id=DocumentId(number))
        made = Provenance("", "", Status.ACCEPTED, f"import:{NAME}")
        mentions = tuple(
            Mention(MentionId(id), document.id, label, (span,), made)
            for id, (span, label) in enumerate(self._marked, 1)
        )
        return articles_only([AnnotatedDocument(document, self.text, mentions)])

    def _take(self, sentence: list[Line]) -> None:
        words: list[str] = []
        tags: list[str] = []
        for row in sentence:
            word, *others = _cells(row.text)
            tag = others[-1] if others else ""
            if not is_tag(tag):
                if word.startswith("#") and not words:
                    continue  # a comment
                self._tally.add(UNTAGGED, f"{self._name}, line {row.number}: {row.text[:80]}")
            words.append(word)
            tags.append(tag)
        if words:
            places = self._building.sentence(words)
            for first, end, label in stretches(tags):
                self._marked.append((Span(places[first][0], places[end - 1][1]), label))
