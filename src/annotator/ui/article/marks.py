"""What the annotations of a block draw: underlines by depth, letters, outlines, bars."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import pairwise

from annotator.model.mention import Mention
from annotator.model.provenance import Status
from annotator.model.span import Span
from annotator.model.statement import Statement
from annotator.text.corrected_words import CorrectedWords
from annotator.ui.article.block import Block, Piece


class Role(Enum):
    """The part of a statement that an outline stands for."""

    CUE = "cue"
    SOURCE = "source"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class MentionMark:
    """A piece of a mention on a line, and how deep its underline lies."""

    mention: Mention
    piece: Piece
    slot: int


@dataclass(frozen=True, slots=True)
class ContentMark:
    """A piece of the content of a statement on a line, and how deep its underline lies."""

    statement: Statement
    piece: Piece
    slot: int


@dataclass(frozen=True, slots=True)
class Outline:
    """A piece of a cue, a source or another part of a statement."""

    statement: Statement
    role: Role
    piece: Piece


@dataclass(frozen=True, slots=True)
class Letter:
    """Where a mention ends: its key letter stands above, up to `x`, or from it on if `rtl`."""

    mention: Mention
    line: int
    x: int
    rtl: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """Lines on which a statement has content; `begins` if its first content starts there."""

    statement: Statement
    first: int
    last: int
    begins: bool


@dataclass(frozen=True, slots=True)
class Wedge:
    """Where words were taken out of the text, and none stand for them."""

    line: int
    x: int


@dataclass(slots=True)
class BlockMarks:
    """Everything annotated or corrected in one block, in the order in which it is drawn."""

    mentions: list[MentionMark] = field(default_factory=list)
    contents: list[ContentMark] = field(default_factory=list)
    outlines: list[Outline] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    corrected: list[Piece] = field(default_factory=list)
    wedges: list[Wedge] = field(default_factory=list)

    def on_lines(self, first: int, last: int) -> BlockMarks:
        """Only what is drawn on some lines of the block; the bars are left out."""
        return BlockMarks(
            [mark for mark in self.mentions if first <= mark.piece.line <= last],
            [mark for mark in self.contents if first <= mark.piece.line <= last],
            [mark for mark in self.outlines if first <= mark.piece.line <= last],
            [letter for letter in self.letters if first <= letter.line <= last],
            corrected=[piece for piece in self.corrected if first <= piece.line <= last],
            wedges=[wedge for wedge in self.wedges if first <= wedge.line <= last],
        )


class _Slots:
    """Hands out underline depths on each line: the next one below everything already there."""

    def __init__(self) -> None:
        self._taken: dict[int, list[tuple[int, int, int]]] = {}

    def take(self, piece: Piece) -> int:
        taken = self._taken.setdefault(piece.line, [])
        below = (
            slot + 1 for left, right, slot in taken if left < piece.right and piece.left < right
        )
        slot = max(below, default=0)
        taken.append((piece.left, piece.right, slot))
        return slot


def marks_of(
    block: Block,
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    corrected: Iterable[CorrectedWords] = (),
) -> BlockMarks:
    """The marks in a block of what may touch it; rejected annotations leave none."""
    marks, slots = BlockMarks(), _Slots()
    for words in corrected:
        _mark_corrected(marks, block, words)
    # shorter first, so that inner underlines lie above outer ones
    for mention in sorted(filter(_counts, mentions), key=_size):
        _mark_mention(marks, slots, block, mention)
    for statement in sorted(filter(_counts, statements), key=_content_size):
        _mark_statement(marks, slots, block, statement)
    # longest first, so that the fill of a nested mention is painted on top
    marks.mentions.reverse()
    marks.letters.sort(key=lambda letter: (letter.line, letter.x))
    marks.bars.sort(key=_bar_order)
    return marks


def gaps(spans: Sequence[Span]) -> Iterator[Span]:
    """What lies between the pieces of a discontinuous annotation."""
    for one, following in pairwise(spans):
        yield Span(one.end, following.start)


def _counts(annotation: Mention | Statement) -> bool:
    return annotation.provenance.status is not Status.REJECTED


def _size(mention: Mention) -> tuple[int, int]:
    return (len(mention.extent), mention.id)


def _content_size(statement: Statement) -> tuple[int, int]:
    return (sum(len(span) for span in statement.content), statement.id)


def _bar_order(bar: Bar) -> tuple[int, ...]:
    """By the place, so that nothing changes its lane when a suggestion becomes a statement."""
    statement = bar.statement
    content, cue = statement.content, statement.cue
    place = (content[0].start, -content[-1].end, cue.start if cue else -1)
    return (bar.first, *place, statement.id)


def _mark_corrected(marks: BlockMarks, block: Block, words: CorrectedWords) -> None:
    pieces = list(block.pieces(Span(words.start, words.end))) if words.start < words.end else []
    marks.corrected.extend(pieces)
    if not pieces and block.start <= words.start <= block.end:
        # words were taken out, or only a line end was corrected
        marks.wedges.append(Wedge(block.line_at(words.start), block.caret_x(words.start)))


def _mark_mention(marks: BlockMarks, slots: _Slots, block: Block, mention: Mention) -> None:
    last: Piece | None = None
    for span in mention.spans:
        for piece in block.pieces(span):
            marks.mentions.append(MentionMark(mention, piece, slots.take(piece)))
            last = piece
    # the letter stands once, where the mention ends
    if last is not None and mention.spans[-1].end <= block.end:
        x, rtl = block.last_edge(last)
        marks.letters.append(Letter(mention, last.line, x, rtl))


def _mark_statement(marks: BlockMarks, slots: _Slots, block: Block, statement: Statement) -> None:
    bar: Bar | None = None
    for span in statement.content:
        pieces = list(block.pieces(span))
        for piece in pieces:
            marks.contents.append(ContentMark(statement, piece, slots.take(piece)))
        if not pieces:
            continue
        last = pieces[-1].line
        if bar is not None and pieces[0].line <= bar.last:
            # two pieces on one line share a bar, or the dashes of the one fill the other's gaps
            bar = marks.bars[-1] = replace(bar, last=last)
            continue
        begins = span == statement.content[0] and block.start <= span.start
        bar = Bar(statement, pieces[0].line, last, begins)
        marks.bars.append(bar)
    for role, part in _outlined(statement):
        marks.outlines.extend(Outline(statement, role, piece) for piece in block.pieces(part))


def _outlined(statement: Statement) -> Iterator[tuple[Role, Span]]:
    if statement.cue:
        yield Role.CUE, statement.cue
    if statement.source and statement.source.span:
        yield Role.SOURCE, statement.source.span
    for party in (statement.addressee, statement.time, statement.place):
        if party.span:
            yield Role.OTHER, party.span
