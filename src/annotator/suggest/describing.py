"""What a text calls somebody: "the mayor of Torvik" beside a name, "who leads the union" behind."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import regex

from annotator.model.span import Span
from annotator.suggest.speaker_words import AGENTS, DETERMINERS, INDEFINITE, LINKS, is_personal
from annotator.text.words import FUNCTION_WORDS

_BEFORE, _BEHIND = 110, 140
_MOST = 8
WORD = regex.compile(
    r"(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sen|Rep|Gov|St|Sgt|Capt)\.|(?:\p{L}\.){2,6}"
    r"|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['\u2019\-][\p{L}\p{M}\p{N}]+)*(?:['\u2019](?=\s))?"
)
_JOINS = frozenset({"of", "for", "at", "from"})
_BETWEEN = regex.compile(r"\s+")
_PAST = frozenset({"former", "then", "acting", "ex", "late"})
_STARTS = DETERMINERS | INDEFINITE
_BE = frozenset({"is", "was", "are", "were", "became", "remains"})


@dataclass(frozen=True, slots=True)
class Description:
    """A noun phrase in lower case: its head, and every other word that says more of it."""

    head: str
    words: frozenset[str] = frozenset()


def phrase_of(words: list[str]) -> Description | None:
    """The head of a noun phrase is its last word before "of", "for", "who" and the like."""
    kept = [word for word in words if word not in _STARTS and word not in _PAST]
    cut = next((number for number, word in enumerate(kept) if word in LINKS), len(kept))
    if not cut:
        return None
    rest = (*kept[: cut - 1], *kept[cut + 1 :])
    return Description(_plain(kept[cut - 1]), frozenset(_plain(word) for word in rest))


def descriptions(text: str, name: Span, verbs: Collection[str]) -> list[Description]:
    """What stands around a name and says who it is; `verbs` end a phrase before a name."""
    found = [_before(text, name, verbs), *_behind(text, name)]
    return [each for each in found if each is not None]


def _plain(word: str) -> str:
    for ending in ("'s", "\u2019s", "'", "\u2019"):
        word = word.removesuffix(ending)
    return word


def _before(text: str, name: Span, verbs: Collection[str]) -> Description | None:
    """What stands before: "Foreign Minister", "the club's coach,", "the first witness was"."""
    piece = text[max(0, name.start - _BEFORE) : name.start]
    words = list(WORD.finditer(piece))
    gap = piece[words[-1].end() :].strip() if words else "."
    right = len(piece)
    if not gap and words[-1][0] in _BE:
        right = words.pop().start()
        gap = ","
    if gap not in {"", ","}:
        return None
    taken = _phrase_before(piece, words, right, verbs)
    found = phrase_of(taken) if taken else None
    if found is None or taken[0] in _STARTS or any(map(_owns, taken)):
        return found
    return found if not gap and is_personal(found.head) else None


def _phrase_before(
    piece: str, words: list[regex.Match[str]], right: int, verbs: Collection[str]
) -> list[str]:
    """The words of the noun phrase that ends a piece, in lower case."""
    taken: list[str] = []
    for number, match in enumerate(reversed(words)):
        word = match[0].lower()
        if number and not _BETWEEN.fullmatch(piece[match.end() : right]):
            break
        determined = bool(taken) and (taken[0] in _STARTS or _owns(taken[0]))
        if (determined and word not in _JOINS) or _ends(word, verbs, taken) or number >= _MOST:
            break
        taken.insert(0, word)
        right = match.start()
    while taken and taken[0] in _JOINS:
        del taken[0]
    return taken


def _owns(word: str) -> bool:
    return word.endswith(("'s", "\u2019s", "s'", "s\u2019"))


def _ends(word: str, verbs: Collection[str], taken: list[str]) -> bool:
    """Whether a phrase cannot go on to the left with a word."""
    if word in _STARTS or word in _JOINS:
        return not taken
    return word in FUNCTION_WORDS or (word in verbs and not taken)


def _behind(text: str, name: Span) -> list[Description | None]:
    """What stands behind: ", 44, a farmer", "who leads the union", "is the mayor", "of X"."""
    piece = text[name.end : name.end + _BEHIND].partition("\n")[0]
    words = list(WORD.finditer(piece))
    if len(words) > 1 and words[0][0].isdigit() and piece[: words[0].start()].strip() == ",":
        piece, words = piece[words[0].end() :], []
        words = list(WORD.finditer(piece))
    gap = piece[: words[0].start()].strip() if words else "."
    if gap not in {"", ","}:
        return []
    first = words[0][0].lower()
    if first in _JOINS:
        return [Description("", frozenset(_run(piece, words[1:])))]
    if first == "who":
        return _done(piece, words[1:])
    if not gap:
        return _done(piece, words) if first in AGENTS or first in _BE else []
    if first in _STARTS or not words[0][0][0].isupper():
        return [*_noun(piece, words), *_done_later(piece, words)]
    return []


def _run(piece: str, words: list[regex.Match[str]]) -> list[str]:
    """The words up to the next punctuation, in lower case."""
    taken: list[str] = []
    right = None
    for match in words[:_MOST]:
        if right is not None and not _BETWEEN.fullmatch(piece[right : match.start()]):
            break
        taken.append(_plain(match[0].lower()))
        right = match.end()
    return taken


def _noun(piece: str, words: list[regex.Match[str]]) -> list[Description | None]:
    run = _run(piece, words)
    if run and run[0] in FUNCTION_WORDS and run[0] not in _STARTS:
        return []
    return [phrase_of(run)]


def _done_later(piece: str, words: list[regex.Match[str]]) -> list[Description | None]:
    """What "a retired teacher who founded the group" did."""
    for number, match in enumerate(words[:_MOST]):
        if match[0].lower() == "who":
            return _done(piece, words[number + 1 :])
    return []


def _done(piece: str, words: list[regex.Match[str]]) -> list[Description | None]:
    """What somebody is who does this: "leads the union", "is the mayor"."""
    run = _run(piece, words)
    found: list[Description | None] = []
    if run and run[0] in _BE and len(run) > 1 and run[1] in (*_STARTS, "the"):
        found.append(phrase_of(run[1:]))
    for number, word in enumerate(run[:3]):
        if word in AGENTS:
            found.append(Description(AGENTS[word], frozenset(run[number + 1 :])))
            break
    if run[:2] == ["speaks", "for"]:
        found.append(Description("spokesperson", frozenset(run[2:])))
    return found
