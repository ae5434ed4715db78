"""Which mentions of a document are written, and on which words."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass

from annotator.formats.conll.left_out import (
    JOINED,
    NOT_ACCEPTED,
    TRIMMED,
    WORDLESS,
    details_of,
    tell_maker,
    told,
)
from annotator.formats.losses import Tally
from annotator.formats.tokens import Tokens
from annotator.model.annotations import AnnotatedDocument
from annotator.model.mention import Level, Mention
from annotator.model.provenance import Status
from annotator.model.span import Span, Spans, envelope


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention that can be written: its stretches, each of which begins and ends with a word."""

    mention: Mention
    spans: Spans

    @property
    def extent(self) -> Span:
        """From its first to its last character, gaps included."""
        return envelope(self.spans)


@dataclass(frozen=True, slots=True)
class Placed:
    """A mention that is written: its stretches as ranges of token numbers."""

    mention: Mention
    words: tuple[range, ...]

    @property
    def extent(self) -> range:
        """From the first to the last word, gaps included."""
        return range(self.words[0].start, self.words[-1].stop)


class Placing:
    """One document on its way into a format of words: what can be written, then on which words."""

    def __init__(self, annotated: AnnotatedDocument, tally: Tally) -> None:
        self.document, self.text = annotated.document, annotated.text
        self.placed: list[Placed] = []
        self.sentences: list[range] = []
        self.tokens = Tokens("")
        self._mentions, self._tally = annotated.mentions, tally

    @property
    def where(self) -> str:
        """The name of the document."""
        return self.document.title or self.document.source_name or f"document {self.document.id}"

    def tell(self, what: str, mention: Mention) -> None:
        """Count something of a mention that is not written."""
        self._tally.add(what, told(self.where, self.text, mention.spans, f"mention {mention.id}"))

    def tell_details(self, mention: Mention, carried: Container[str] = ()) -> None:
        """Count what a mention that is written says, but for what the format carries."""
        for what in details_of(mention):
            if what not in carried:
                self.tell(what, mention)
        tell_maker(mention.provenance, self._tally)

    def candidates(
        self, wanted: Callable[[Mention], str] = lambda _: "", *, joined: bool = False
    ) -> list[Candidate]:
        """The accepted mentions that have words; the others are told.

        `wanted` says why one that is accepted is not asked for, if it is not; `joined` makes one
        stretch of a discontinuous mention.
        """
        found = []
        for mention in self._mentions:
            accepted = mention.provenance.status is Status.ACCEPTED
            if reason := wanted(mention) if accepted else NOT_ACCEPTED:
                self.tell(reason, mention)
                continue
            spans = (mention.extent,) if joined else mention.spans
            trimmed = tuple(each for span in spans if (each := self._trimmed(span)))
            if trimmed:
                found.append(Candidate(mention, trimmed))
            self._tell_change(mention, spans, trimmed)
        return found

    def _trimmed(self, span: Span) -> Span | None:
        words = span.of(self.text)
        start = span.start + len(words) - len(words.lstrip())
        return Span(start, start + len(words.strip())) if not words.isspace() else None

    def _tell_change(self, mention: Mention, spans: Spans, trimmed: Spans) -> None:
        if not trimmed:
            self.tell(WORDLESS, mention)
            return
        if spans != mention.spans:
            self.tell(JOINED, mention)
        if spans != trimmed:
            self.tell(TRIMMED, mention)

    def place(self, kept: Sequence[Candidate], *, heads: bool = False) -> None:
        """Find the words of what is written, and the sentences.

        Words are cut where one of the mentions begins or ends, or its head where `heads` are
        written. Sentences that a mention lies in are one.
        """
        cuts = [span for one in kept for span in one.spans]
        if heads:
            cuts += [head for one in kept if (head := self._plain_head(one.mention))]
        self.tokens = Tokens(self.text, (edge for span in cuts for edge in (span.start, span.end)))
        touching = self.tokens.touching
        self.placed = [Placed(one.mention, tuple(map(touching, one.spans))) for one in kept]
        self.sentences = self._sentences()

    def _plain_head(self, mention: Mention) -> Span | None:
        """A head that begins and ends with a word, within one of the spans."""
        head = mention.head
        inside = head is not None and any(span.contains(head) for span in mention.spans)
        return head if head and inside and self._trimmed(head) == head else None

    def head(self, mention: Mention) -> range | None:
        """The words of a mention's head; None where it has none, or not one that is in it."""
        head = self._plain_head(mention)
        return None if head is None else self.tokens.touching(head)

    def _sentences(self) -> list[range]:
        inside = bytearray(len(self.tokens) + 1)  # whether a mention goes on from the word before
        for placed in self.placed:
            words = placed.extent
            inside[words.start + 1 : words.stop] = b"\1" * (len(words) - 1)
        found: list[range] = []
        for sentence in self.tokens.sentences:
            if found and inside[sentence.start]:
                found[-1] = range(found[-1].start, sentence.stop)
            else:
                found.append(sentence)
        return found


def is_name(mention: Mention) -> bool:
    """Whether a mention is a name, as far as its level says."""
    return mention.level in (None, Level.NAM)
