"""A sentence as words, with what each does in it and where it is cut."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from annotator.model.span import Span
from annotator.text.datelines import behind_dateline
from annotator.text.lexicon import Lexicon
from annotator.text.quotes import quotations
from annotator.text.segments import words
from annotator.text.sentences import LINE_ENDS, sentence_at
from annotator.text.tags import NOMINAL, tagged
from annotator.text.words import TITLE_ABBREVIATIONS

_HARD = ";:()[]\u2014\u2013\u2026/" + LINE_ENDS
_STOPS = ".!?"
_MAX = 1_500
#: A quotation of at most so many words may be a part of a noun phrase.
_SCARE = 3
_REACH = 24
_COMMAS = 3
#: What `finite` and `clause_strength` say when there is hardly a doubt.
SURE = 2


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence, with the quotations that begin or end in it, and its words.

    The lists have an entry for each word: `lowers` the word in lower case with straight
    apostrophes, `tags` what it does (see `tags`), `cuts` the strongest punctuation before it ("" is
    none, then `,` `"` `;` `.`), `within` the number of the quotation it stands in, or -1, `extents`
    the first and the last word of its sentence.
    """

    text: str
    span: Span
    spans: Sequence[Span]
    lowers: Sequence[str]
    tags: Sequence[str]
    cuts: Sequence[str]
    within: Sequence[int]
    quoted: Sequence[Span]
    extents: Sequence[tuple[int, int]]
    lexicon: Lexicon

    def __len__(self) -> int:
        return len(self.spans)

    def gap(self, index: int) -> str:
        """What stands between a word and the one before it."""
        start = self.spans[index - 1].end if index > 0 else self.span.start
        end = self.spans[index].start if index < len(self.spans) else self.span.end
        return self.text[start:end]

    def lower(self, index: int) -> str:
        """The word at an index, or nothing outside the sentence."""
        return self.lowers[index] if 0 <= index < len(self.lowers) else ""

    def tag(self, index: int) -> str:
        """The tag at an index; a blank outside the sentence."""
        return self.tags[index] if 0 <= index < len(self.tags) else " "

    def cut(self, index: int) -> str:
        """The punctuation before a word; the ends of the sentence cut like a stop."""
        return self.cuts[index] if 0 < index < len(self.cuts) else "."

    def is_quoted(self, index: int) -> bool:
        """Whether a word stands inside quotation marks."""
        return 0 <= index < len(self.within) and self.within[index] >= 0

    def bounds(self, index: int) -> tuple[int, int]:
        """The first word and the one behind the last of the sentence around a word.

        A long quotation is a world of its own: its words are not mixed with those around it.
        """
        return self.extents[index]

    def at(self, position: int) -> int:
        """The first word that begins at a position of the text or behind it."""
        return bisect_left(self.spans, position, key=lambda span: span.start)

    def part(self, first: int, last: int) -> Span:
        """From the start of a word to the end of another one."""
        return Span(self.spans[first].start, self.spans[last].end)

    def previous(self, index: int) -> str:
        """The tag of the word before, adverbs left out; a cut counts as a blank."""
        at = index
        while 0 < at < len(self.tags):
            if self.cuts[at] not in {"", '"'}:
                return " "
            at -= 1
            if self.tags[at] != "A":
                return self.tags[at]
        return " "


def clause_at(text: str, at: int, lexicon: Lexicon) -> Clause | None:
    """The sentence around a position with whole quotations, no longer than a few pages."""
    sentence = sentence_at(text, at)
    if sentence is None:
        return None
    start, end = sentence.start, sentence.end
    around = [each.span for each in quotations(text, sentence) if each.depth == 0]
    for span in around:
        start, end = min(start, span.start), max(end, span.end)
        beyond = sentence_at(text, span.end) if span.end > sentence.end else None
        end = max(end, beyond.end) if beyond and beyond.start < span.end else end
        ahead = sentence_at(text, span.start) if span.start < sentence.start else None
        start = min(start, ahead.start) if ahead else start
    behind = behind_dateline(text, start, end)
    start = behind if at >= behind else start
    span = Span(max(start, at - _MAX), min(end, at + _MAX))
    return clause_of(text, span, around, lexicon)


def clause_of(text: str, span: Span, quoted: Sequence[Span], lexicon: Lexicon) -> Clause:
    """The clause of a stretch of text, given the outer quotations in it."""
    spans = list(words(text, span.start, span.end))
    if lexicon.listed("elided") or lexicon.listed("enclitic"):
        spans = [part for each in spans for part in _parts(text, each, lexicon)]
    lowers = [each.of(text).lower().replace("\u2019", "'") for each in spans]
    capitals = [text[each.start].isupper() for each in spans]
    honorifics = lexicon.listed("honorific")
    cuts = [_cut(text, spans, lowers, capitals, index, honorifics) for index in range(len(spans))]
    tags = tagged(lowers, capitals, lexicon)
    within = _within(spans, quoted)
    extents = _extents(cuts, within, [each.of(text).count(" ") >= _SCARE for each in quoted])
    return Clause(text, span, spans, lowers, tags, cuts, within, quoted, extents, lexicon)


def _parts(text: str, word: Span, lexicon: Lexicon) -> Iterator[Span]:
    """The words that are written as one: "l'homme", "qu'il", "dit-il", "a-t-elle"."""
    start, end = word.start, word.end
    lower = text[start:end].lower().replace("\u2019", "'")
    head, mark, _ = lower.partition("'")
    if mark and head + mark in lexicon.listed("elided"):
        yield Span(start, start + len(head) + 1)
        start += len(head) + 1
    verb, _, pronoun = lower.rpartition("-")
    if verb and pronoun in lexicon.listed("enclitic"):
        verb = verb.removesuffix("-t")
        yield Span(start, word.start + len(verb))
        start = end - len(pronoun)
    if start < end:
        yield Span(start, end)


def _extents(
    cuts: Sequence[str], within: Sequence[int], is_long: Sequence[bool]
) -> list[tuple[int, int]]:
    """The sentence of each word: outside of quotations, or inside of a long one."""
    outer, inner = [0], [0]
    for index in range(1, len(cuts)):
        changes = within[index] != within[index - 1]
        if cuts[index] == "." and (changes or within[index] < 0):
            outer.append(index)
        if cuts[index] == "." or changes:
            inner.append(index)
    worlds = (_spread(outer, len(cuts)), _spread(inner, len(cuts)))
    return [worlds[number >= 0 and is_long[number]][index] for index, number in enumerate(within)]


def _spread(starts: Sequence[int], size: int) -> list[tuple[int, int]]:
    ends = [*starts[1:], size]
    return [(low, high) for low, high in zip(starts, ends, strict=True) for _ in range(low, high)]


def _within(spans: Sequence[Span], quoted: Sequence[Span]) -> list[int]:
    within, number = [], 0
    for span in spans:
        while number < len(quoted) and quoted[number].end <= span.start:
            number += 1
        inside = number < len(quoted) and quoted[number].start <= span.start
        within.append(number if inside else -1)
    return within


#: Signs that belong to the number beside them.
_UNITS = dict.fromkeys(map(ord, "%\u2030\u00b0$\u20ac\u00a3\u00a5"))


def _cut(
    text: str,
    spans: Sequence[Span],
    lowers: Sequence[str],
    capitals: Sequence[bool],
    index: int,
    honorifics: AbstractSet[str],
) -> str:
    """The strongest punctuation before a word."""
    if index == 0:
        return "."
    gap = text[spans[index - 1].end : spans[index].start].translate(_UNITS)
    if gap in {" ", "-", "-t-", ""}:
        return ""
    titled = lowers[index - 1] in honorifics and gap == ". "
    if not titled and _ends_sentence(gap, lowers[index - 1], capital=capitals[index]):
        return "."
    if any(char in _HARD for char in gap) or " - " in gap or "--" in gap:
        return ";"
    if any(not char.isspace() and char not in ",.-" for char in gap):
        return '"'
    return "," if "," in gap else ""


def _ends_sentence(gap: str, before: str, *, capital: bool) -> bool:
    if not any(stop in gap for stop in _STOPS) or before in TITLE_ABBREVIATIONS:
        return False
    return capital and any(char.isspace() for char in gap)


def finite(clause: Clause, index: int) -> int:
    """How surely a word is the finite verb of a clause: 0, 1 or 2."""
    if not 0 <= index < len(clause):
        return 0
    tag, before = clause.tags[index], clause.previous(index)
    if tag == "O":
        return 2 if "'" in clause.lowers[index].rstrip("'") else 0
    if tag in "MBHZ":
        bare = clause.lowers[index] in clause.lexicon.listed("nonfinite")
        return 0 if bare or before in "TMB" else 2
    if tag == "V":
        return 0 if before in "DPTMHB" else 2
    if tag == "E":
        return _past(clause, index, before)
    return _present(clause, index, before) if tag in "IK" else 0


def _past(clause: Clause, index: int, before: str) -> int:
    if before in "OQR":
        return 2
    if before not in "NCX#KG":
        return 0
    following = clause.tag(index + 1) if not clause.cut(index + 1) else " "
    return 2 if following in "DOUCXS#Q" else 1


def _present(clause: Clause, index: int, before: str) -> int:
    word, at = clause.lowers[index], index - 1
    while at > 0 and clause.tags[at] == "A":
        at -= 1
    ahead = clause.lower(at)
    ends_s = word.endswith("s") and not word.endswith("ss")
    if before in "OQ":
        return 2
    if before not in "NCK":
        return 0
    plural = ahead.endswith("s") and not ahead.endswith(("ss", "'s"))
    if plural == ends_s and not ahead.endswith("people"):
        return 0
    following = clause.tag(index + 1) if not clause.cut(index + 1) else " "
    return 2 if following in ("DOUST" if clause.tags[index] == "I" else "DOUS") else 1


def clause_strength(clause: Clause, start: int, high: int) -> int:
    """How surely a clause of its own, a subject and a finite verb, begins at a word: 0, 1 or 2."""
    seen, owed, commas, joined, aside = False, 0, 0, False, False
    that = clause.lexicon.listed("that")
    for index in range(start, min(high, start + _REACH)):
        tag, cut = clause.tags[index], clause.cuts[index] if index > start else ""
        commas += cut not in {"", '"'}
        relative = tag == "Q" or (seen and clause.lowers[index] in that)
        if _breaks(cut, tag, commas) or (tag == "S" and seen and not relative):
            return 0
        owed, joined = owed + relative, joined or tag == "R"
        strength = finite(clause, index) if seen or tag == "O" else 0
        aside = aside or (cut == "," and seen and tag in "EV")
        if strength and aside and commas == 1 and not owed:
            # One comma never stands between a subject and its verb.
            return 0
        if cut == "," and commas > 1 and tag in "EK":
            strength = 1
        if strength and not owed:
            return 1 if joined else strength
        owed -= strength > 0
        seen = seen or tag in NOMINAL
    return 0


def _breaks(cut: str, tag: str, commas: int) -> bool:
    """Whether punctuation ends the search for the verb of a clause."""
    if cut in {"", '"'}:
        return False
    return cut != "," or tag in "RGS" or commas > _COMMAS
