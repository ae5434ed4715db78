"""Whether quoted words are what somebody said, or a name, a title, a word held at arm's length.

Nothing but the text decides: who is named beside the marks, what leads to them, and whether the
quoted words are a sentence. Each sign has a weight; the sum says what is more likely, and how sure
that is.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import regex

from annotator.model.span import Span
from annotator.text.marks import PAIRS
from annotator.text.quotes import Quotation
from annotator.text.saying import says
from annotator.text.sentences import LINE_ENDS
from annotator.text.words import COPULAS, NAMING_WORDS, THINKING_VERBS

_BEFORE, _AFTER = 160, 80
#: Words from which on quoted words are long for a name, and long for a phrase.
_PHRASE_LENGTH, _SENTENCE_LENGTH = 3, 6
_MARKS = regex.escape(
    "".join(sorted({sign for sign in PAIRS if len(sign) == 1} | set("\u201d\u2019")))
)
_LEADS = ",:;\u2014-\uff0c\uff1a\u060c"
_TERMINAL = ".!?\u2026\u2014-\u3002\uff01\uff1f\u061f"
_CJK = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:[-'\u2019][\p{L}\p{M}]+)*")
_SENTENCE = regex.compile(rf"[.!?\u2026][{_MARKS}\s]*\s|[{LINE_ENDS}]")


class Use(StrEnum):
    """What quotation marks are for."""

    SPEECH = "speech"
    THOUGHT = "thought"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class QuotedUse:
    """What a quotation is for, how sure that is (0 to 1), and why, for an analyst."""

    use: Use
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around a quotation: the words of its sentence, and what is next to its marks."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    lead: str
    resumes: bool


def use_of(text: str, quotation: Quotation) -> QuotedUse:
    """What the marks of a quotation are for, as far as the text around them tells."""
    around = _around(text, quotation.span)
    words = _WORD.findall(quotation.inner.of(text))
    verb = _verb(around)
    if verb is not None and verb in THINKING_VERBS:
        return QuotedUse(
            Use.THOUGHT, 0.9, f"\u201c{verb}\u201d says that it was thought, not said."
        )
    score, reason = _naming(around, verb)
    score += _sentence_like(text, quotation, words)
    score += _place(around)
    if verb is not None:
        score, reason = score + 3, f"\u201c{verb}\u201d beside it reports speech."
    if score > 0:
        return QuotedUse(Use.SPEECH, _sure(score), reason or "It reads like a sentence of its own.")
    if verb is not None or not reason:
        reason = "Only a few words, which belong to the sentence around them."
    return QuotedUse(Use.WORDS, _sure(-score), reason)


def is_speech(text: str, quotation: Quotation) -> bool:
    """Whether a quotation is likely to be what somebody said."""
    return use_of(text, quotation).use is Use.SPEECH


def _sure(score: float) -> float:
    return round(min(0.98, 0.6 + 0.08 * score), 2)


def _around(text: str, span: Span) -> _Around:
    low, high = max(0, span.start - _BEFORE), min(len(text), span.end + _AFTER)
    before = text[low : span.start]
    sentences = list(_SENTENCE.finditer(before))
    gap = before[sentences[-1].end() :] if sentences else before
    closer = max(
        (gap.rfind(mark) for mark in '"\u201d\u00bb\u2019\u300d\u201c' if _closes(gap, mark)),
        default=-1,
    )
    resumes = closer >= 0
    return _Around(
        tuple(word.lower() for word in _WORD.findall(gap[closer + 1 :])),
        _behind(text[span.end : high]),
        gap.rstrip()[-1:],
        resumes,
    )


def _closes(gap: str, mark: str) -> bool:
    at = gap.rfind(mark)
    return at >= 0 and not gap[at + 1 : at + 2].isalnum()


def _behind(text: str) -> tuple[str, ...]:
    after = text.lstrip(" \u00a0")
    if after[:1] in LINE_ENDS and not after.lstrip()[:1].islower():
        return ()
    after = regex.split(rf"[.!?;:{_MARKS}]", after.lstrip(), maxsplit=1)[0]
    return tuple(word.lower() for word in _WORD.findall(after)[:7])


def _verb(around: _Around) -> str | None:
    """The verb beside a quotation that reports it."""
    for word in around.after[:5]:
        if _reports(word):
            return word
    leads = bool(around.lead) and around.lead in _LEADS
    last = around.before[-1] if around.before else ""
    if leads or last == "that" or _reports(last):
        return next((word for word in reversed(around.before) if _reports(word)), None)
    return None


def _reports(word: str) -> bool:
    return word in THINKING_VERBS or says(word)


def _is_joined(around: _Around) -> bool:
    """Whether nothing but "and" stands between two quotations."""
    return around.resumes and around.before in {(), ("and",), ("or",), ("and", "then"), ("then",)}


def _naming(around: _Around, verb: str | None) -> tuple[float, str]:
    last = around.before[-1] if around.before else ""
    leads = bool(around.lead) and around.lead.isalnum() and not _is_joined(around)
    if leads and last in NAMING_WORDS and not (last == "that" and verb):
        return (
            -2.5,
            f"After \u201c{last}\u201d the quoted words are a name, or belong to the sentence.",
        )
    if around.after and around.after[0] in COPULAS and verb is None:
        return -2, f"\u201c{around.after[0]}\u201d says something about these words."
    return 0, ""


def _sentence_like(text: str, quotation: Quotation, words: list[str]) -> float:
    inner = quotation.inner.of(text)
    count = max(len(words), len(_CJK.findall(inner)) // 2)
    score = 1.5 if count >= _SENTENCE_LENGTH else 0.3 if count >= _PHRASE_LENGTH else -0.5
    first = words[0][0] if words else ""
    if inner[0] not in "-\u2014\u2013\u2026":
        # Behind a dash or dots a sentence goes on.
        score += 1 if first and not first.islower() else -1
    if inner[-1] in _TERMINAL:
        return score + 1
    return score + (0.5 if inner[-1] in ",;:" else -1.5)


def _place(around: _Around) -> float:
    if _is_joined(around):
        return 2
    if around.resumes and around.lead and around.lead in ",;:\u2014-.":
        return 2
    if not around.before:
        return 1
    return 1 if around.lead in _LEADS else -1.5
