"""Dialogue whose turns begin with a dash: French, Spanish, Russian, Polish, and some English.

A turn is a paragraph that begins with a dash. What it says ends where its speaker is named ("he
said", "dijo él") and goes on behind that. A list has dashes too, so a turn must sound spoken, or
name its speaker.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from annotator.model.span import Span
from annotator.text.saying import says
from annotator.text.sentences import LINE_ENDS
from annotator.text.spans import Cover
from annotator.text.words import SPEAKING_PRONOUNS

#: A line longer than this is read to here only.
_LONGEST = 4_000
_SENTENCE, _NAME = 160, 60
_DASH = "\u2014\u2013\u2015"
_TURN = regex.compile(
    rf"(?:\A|(?<=[{LINE_ENDS}])|(?<=:[ \u00a0])|(?<=:))[ \t\u00a0]*(?P<dash>[{_DASH}]|--)"
    r"[ \u00a0\u2009\u202f]*(?![IVXLC\d]+[ \u00a0]?[\u2014\u2013])"
    r"(?=[\p{Lu}\p{Lo}\u00bf\u00a1\u2026(])"
)
#: Where a speaker may be named: behind a comma or the end of a sentence, or between dashes.
_BREAK = regex.compile(
    rf"(?P<stop>[,!?\u2026;.])[ \u00a0\n]?(?:[{_DASH}][ \u00a0]?)?|[ \u00a0\n][{_DASH}][ \u00a0]?"
    rf"|(?<=\S)[{_DASH}](?=\p{{Ll}})"
)
_SPEAKER_END = regex.compile(rf"[.!?\u2026:;]|,|(?<=[ \p{{L}}.,])[{_DASH}]")
_LEAD = regex.compile(rf"(?<=[.!?{LINE_ENDS}]|^)[^.!?{LINE_ENDS}]*+:[ \u00a0]?\Z")
_CLAUSE = regex.compile(rf"[^.,;:!?{_DASH}{LINE_ENDS}]*+")
_DASHED_END = regex.compile(rf"(?<=\S|[.,!?] )[{_DASH}](?![{_DASH}])")
_GAP = regex.compile(rf"[ \u00a0{LINE_ENDS}{_DASH}.,]*+")
#: How a clause about the speaker goes on behind a comma.
_TELLS_ON = regex.compile(
    r"\p{L}+(?:ing|ed)\b|(?:with|his|her|their|as|and|in|on|at|to|a|the|en|y|et|и)\b|\p{Lu}"
)
_SPOKEN = regex.compile(
    r"\b(?:I|I['\u2019]\w+|you|your|yours|me|my|mine|we|us|our|n['\u2019]t|let['\u2019]s|"
    r"je|j['\u2019]\p{L}+|tu|vous|nous|moi|toi|mon|ma|mes|votre|notre|oui|non|"
    r"yo|tú|usted|ustedes|nosotros|mi|mis|sí|te|nos|"
    r"я|ты|вы|мы|мне|меня|тебя|вас|нас|да|нет|ja|ty|wy|nie|tak|ich|du|wir|sie|io|noi|eu|você|nós)\b"
    r"|(?<!\w)['\u2019](?:ll|ve|re|m)\b|[?!¿¡]",
    regex.IGNORECASE,
)
_PAST = (
    r"(?:\p{L}{2,}ed|went|came|took|stood|sat|gave|held|saw|bent|shook|fell|put|let|rose|drew|threw|"
    r"laid|broke|said|was|were|had|ran|left|made|felt|kept|led|met|spoke|turned|caught|began|knew|"
    r"thought|heard|found|brought|wrote|leant|leapt|swept|swung|flung|hung|lit|shut|spun|struck|woke)"
)
_NARRATED = regex.compile(
    rf"\A(?:{_PAST}\b|.{{0,80}}?\b(?:he|she|they|it|his|her|their)\b(?: \p{{L}}+ly| ,)? {_PAST}\b"
    rf"|(?!(?:an?|the|this|that|his|her|its|their) )(?:\p{{L}}+ ){{1,2}}(?:\p{{L}}+ly )?{_PAST}\b"
    rf"|(?:An?|The|His|Her|Their) [\p{{L}}\u2019' ,-]{{1,60}} {_PAST}\b)",
    regex.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A piece of a turn, with its dash where it has one, and without."""

    span: Span
    inner: Span


@dataclass(frozen=True, slots=True)
class _Turn:
    pieces: tuple[Spoken, ...]
    names_speaker: bool
    sounds_spoken: bool
    ends_sentence: bool


def dash_dialogue(text: str, quoted: Sequence[Span]) -> Iterator[Spoken]:
    """What is said in the turns of a stretch, in text order, outside of quotation marks."""
    cover = Cover(quoted)
    found = [each for each in _TURN.finditer(text) if not _is_quoted(each, cover)]
    turns = []
    for number, turn in enumerate(found):
        high = found[number + 1].start() if number + 1 < len(found) else len(text)
        turns.append(_turn(text, turn, min(high, turn.end() + _LONGEST)))
    sure = any(each.names_speaker for each in turns)
    if sure or all(each.sounds_spoken for each in turns):
        for each in turns:
            if each.names_speaker or each.ends_sentence:
                yield from (piece for piece in each.pieces if not _crosses(piece.span, cover))


def _crosses(span: Span, cover: Cover) -> bool:
    return any(not span.contains(each) for each in cover.overlapping(span))


def _is_quoted(turn: regex.Match[str], cover: Cover) -> bool:
    at = turn.start("dash")
    return cover.touches(Span(at, at + 1))


def _turn(text: str, turn: regex.Match[str], high: int) -> _Turn:
    end = _paragraph_end(text, turn.end(), high)
    pieces = list(_pieces(text, turn.end(), end))
    if not pieces:
        return _Turn((), names_speaker=False, sounds_spoken=False, ends_sentence=False)
    said = pieces[0].of(text)
    names = len(pieces) > 1 or pieces[0] != _trimmed(text, turn.end(), end)
    first = Spoken(Span(turn.start("dash"), pieces[0].end), pieces[0])
    return _Turn(
        (first, *(Spoken(piece, piece) for piece in pieces[1:])),
        names_speaker=names or _is_led(text, turn.start()),
        sounds_spoken=_SPOKEN.search(said) is not None,
        # Two hyphens are a dash of many other uses: they need a speaker.
        ends_sentence=said[-1] in ".?!\u2026" and turn["dash"] != "--",
    )


def _is_led(text: str, at: int) -> bool:
    """Whether a colon behind a verb of saying leads to a turn."""
    before = _LEAD.search(text, max(0, at - _SENTENCE), at)
    return before is not None and any(says(word) for word in before[0].split())


def _paragraph_end(text: str, start: int, high: int) -> int:
    """Where the paragraph of a turn ends: with its line, unless lines are sentences or wrapped."""
    at = start
    while True:
        end = min((p for c in LINE_ENDS if (p := text.find(c, at, high)) >= 0), default=high)
        if end >= high or not _runs_on(text, end):
            return end
        at = end + 1


def _runs_on(text: str, end: int) -> bool:
    before, after = text[max(0, end - 2) : end], text[end + 1 : end + 2]
    if not after or after in LINE_ENDS:
        return False
    # Tokenised text has its sentences on lines; a lower-case line goes on.
    return after.islower() or before[:1] == " " or before[-1:] not in ".?!\u2026:"


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """The spoken pieces between two positions, without the words that name the speaker."""
    at = low = start
    while at < end:
        cut = _next_break(text, at, end)
        if cut is None:
            break
        stop, at, resumed = cut
        piece = _trimmed(text, low, stop)
        if piece:
            yield piece
        if not resumed:
            return
        low = at
    piece = _trimmed(text, low, end)
    if piece:
        yield piece


def _next_break(text: str, at: int, end: int) -> tuple[int, int, bool] | None:
    """Where speech stops, where it may go on, and whether it does; None when it never stops."""
    for found in _BREAK.finditer(text, at, end):
        stop = found.end("stop") if found["stop"] else found.start()
        new_line = text[stop : found.end()].strip(" \u00a0") == "\n"
        leads_on = new_line and _line(text, found.end(), end).endswith(":")
        if found["stop"] != "." and not leads_on and _names_speaker(text, found.end(), end):
            return stop, *_resumed(text, found.end(), end, dashed=found[0].strip()[-1] in _DASH)
        if new_line and _narrates(text, found.end(), end):
            return stop, end, False
    return None


def _names_speaker(text: str, at: int, end: int) -> bool:
    """Whether a speaker and a verb of saying stand at a position, in either order."""
    clause = _CLAUSE.match(text, at, min(end, at + _NAME))
    tokens: list[str] = clause[0].split() if clause else []
    for number, token in enumerate(tokens[:4]):
        if says(token):
            if number == 0:
                return token[0].islower()
            before = tokens[number - 1]
            return tokens[0][0].isupper() or before.lower() in SPEAKING_PRONOUNS
    return False


def _resumed(text: str, at: int, end: int, *, dashed: bool) -> tuple[int, bool]:
    """Where speech goes on behind the words that name a speaker, if it does."""
    ends = _DASHED_END if dashed else _SPEAKER_END
    for found in ends.finditer(text, at, end):
        after = _GAP.match(text, found.end(), end).end()  # type: ignore[union-attr] # may be empty
        if found[0] == "," and _TELLS_ON.match(text, after, end):
            continue
        if after >= end or _narrates(text, after, end):
            return end, False
        return after, True
    return end, False


def _narrates(text: str, at: int, end: int) -> bool:
    """Whether the sentence at a position tells rather than speaks."""
    line = _line(text, at, end)
    if line.endswith(":"):
        # It leads to the next turn.
        return True
    return _SPOKEN.search(line) is None and _NARRATED.match(line) is not None


def _line(text: str, at: int, end: int) -> str:
    return text[at : min(end, at + _SENTENCE)].split("\n", maxsplit=1)[0].rstrip()


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while end > start and (text[end - 1].isspace() or text[end - 1] in _DASH):
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return Span(start, end) if start < end else None
