"""Names of a text in a language of which little is known: only those that are sure.

Capitals tell little where every noun has one, and the words around a name are those of another
language. So a name is one that the gazetteer has, one that begins with a given name or with a word
such as "Ministerio", one behind a title, or the surname of somebody who is named in full.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import regex

from annotator.model.span import Span
from annotator.text.document_names import TypedName
from annotator.text.lexicon import Lexicon
from annotator.text.setting import Headlines, opens_sentence
from annotator.text.words import HONORIFICS

_LONGEST = 5
_NAMES = 3
_OF = frozenset(
    {"de", "del", "du", "des", "d'", "von", "van", "der", "den", "zu", "la", "las", "los", "le",
     "für", "y", "e", "et"}
)  # fmt: skip
_PARTICLES = frozenset({"de", "del", "von", "van", "der", "la", "las", "los", "le", "du"})
_BRIEF = 3


@cache
def _word() -> regex.Pattern[str]:
    return regex.compile(
        r"\p{L}[\p{L}\p{M}\p{N}]*+(?:[-][\p{L}\p{M}\p{N}]++)*+(?:['\u2019](?=\p{L}))?+\.?+"
    )


class SureNames:
    """The names of a text, a stretch at a time; surnames are known from the first full name on."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._text, self._lexicon = text, lexicon
        self._surnames: dict[str, str] = {}
        self._headlines = Headlines(text)

    def within(self, start: int, end: int) -> Iterator[TypedName]:
        """The names that begin in a stretch, in text order."""
        words = [self._without_stop(*m.span()) for m in _word().finditer(self._text, start, end)]
        at = 0
        while at < len(words):
            found = self._name(words, at) if self._is_capital(words[at]) else None
            if found is None:
                at += 1
                continue
            name, used = found
            yield name
            at += used

    def _without_stop(self, start: int, end: int) -> Span:
        long = end - start > _BRIEF + 1
        return Span(start, end - 1 if long and self._text[end - 1] == "." else end)

    def _is_capital(self, word: Span) -> bool:
        return self._text[word.start].isupper() and not self._headlines.covers(word.start)

    def _name(self, words: Sequence[Span], at: int) -> tuple[TypedName, int] | None:
        for rule in (self._honoured, self._person, self._known, self._body, self._titled):
            found = rule(words, at)
            if found is not None:
                return found
        return None

    def _run(self, words: Sequence[Span], at: int, small: frozenset[str], most: int) -> int:
        """How many words from one on are a name: capitalised ones, and small ones between them."""
        count, index = 0, at
        while index < len(words) and index - at < most and self._is_joined(words, index, at):
            word = words[index].of(self._text)
            if word[0].isupper():
                count = index - at + 1
            elif word.lower().replace("\u2019", "'") not in small:
                break
            index += 1
        return count

    def _is_joined(self, words: Sequence[Span], index: int, first: int) -> bool:
        if index == first:
            return True
        gap = self._text[words[index - 1].end : words[index].start]
        elided = self._text[words[index - 1].end - 1] in "'\u2019"
        return gap in {" ", "\u00a0"} or (elided and not gap)

    def _span(self, words: Sequence[Span], at: int, count: int) -> Span:
        return Span(words[at].start, words[at + count - 1].end)

    def _person(self, words: Sequence[Span], at: int) -> tuple[TypedName, int] | None:
        """Somebody with a given name, or with the surname of one."""
        first = words[at].of(self._text)
        is_word = first.lower() in self._lexicon.tags
        if (
            self._lexicon.gazetteer.is_given(first)
            and not is_word
            and not self._has_article(words, at)
        ):
            count = self._run(words, at, _PARTICLES, _NAMES + 1)
            if count > 1 and not self._opens_another(words, at, count):
                return self._made(words, at, count, "given_name"), count
        full = self._surnames.get(first)
        if full is not None:
            name = TypedName(words[at], "person", "surname_of", full)
            return name, 1
        return None

    def _opens_another(self, words: Sequence[Span], at: int, count: int) -> bool:
        """Whether what follows a given name is a place or a body: "Victoria y España"."""
        rest = self._span(words, at + 1, count - 1).of(self._text)
        return self._type(rest) is not None and rest not in self._lexicon.gazetteer.surnames

    def _has_article(self, words: Sequence[Span], at: int) -> bool:
        before = (
            words[at - 1].of(self._text).lower() if at and self._is_joined(words, at, 0) else ""
        )
        return before in self._lexicon.listed("determiner")

    def _made(self, words: Sequence[Span], at: int, count: int, rule: str) -> TypedName:
        span = self._span(words, at, count)
        last = words[at + count - 1].of(self._text)
        self._surnames.setdefault(last, span.of(self._text))
        return TypedName(span, "person", rule)

    def _known(self, words: Sequence[Span], at: int) -> tuple[TypedName, int] | None:
        """The longest name that the gazetteer has."""
        for count in range(self._run(words, at, _OF, _LONGEST), 0, -1):
            surface = self._span(words, at, count).of(self._text)
            found = self._type(surface)
            if found and not (count == 1 and self._is_doubtful(words, at, surface)):
                type, rule = found
                return TypedName(self._span(words, at, count), type, rule), count
        return None

    def _type(self, surface: str) -> tuple[str, str] | None:
        gazetteer = self._lexicon.gazetteer
        type = self._lexicon.names.get(surface) or gazetteer.types.get(surface)
        if type and type != "other":
            return type, "gazetteer"
        return ("gpe", "city") if surface in gazetteer.cities else None

    def _is_doubtful(self, words: Sequence[Span], at: int, surface: str) -> bool:
        """Whether one known word is as likely a common one, or a given name."""
        gazetteer, folded = self._lexicon.gazetteer, surface.casefold()
        if len(surface) < _BRIEF and not surface.isupper():
            return True
        if (
            folded in self._lexicon.tags
            or folded in self._lexicon.verbs
            or folded in gazetteer.common
        ):
            return True
        if surface in gazetteer.types:
            return False
        if self._is_in(words, at):
            return False
        if self._has_article(words, at) or opens_sentence(self._text, words[at].start):
            return True
        return surface in gazetteer.surnames and self._lexicon.grammar.capitals

    def _is_in(self, words: Sequence[Span], at: int) -> bool:
        """Whether a word such as "in" or "en" stands before a name."""
        before = (
            words[at - 1].of(self._text).lower() if at and self._is_joined(words, at, 0) else ""
        )
        return before in self._lexicon.listed("place")

    def _body(self, words: Sequence[Span], at: int) -> tuple[TypedName, int] | None:
        """A name that begins with what it is: "Ministerio del Interior", "Université de Nantes"."""
        type = self._lexicon.openers.get(words[at].of(self._text))
        count = self._run(words, at, _OF, _LONGEST) if type else 0
        if type is None or count < 2:  # noqa: PLR2004
            return None
        rule = "org_head" if type == "organization" else f"{type}_head"
        return TypedName(self._span(words, at, count), type, rule), count

    def _titled(self, words: Sequence[Span], at: int) -> tuple[TypedName, int] | None:
        """A name right behind a title: "el ministro Parra", "Kommissarin Robel"."""
        if not at or not self._is_joined(words, at, 0):
            return None
        before = words[at - 1].of(self._text).lower()
        word = words[at].of(self._text).lower()
        if before not in self._lexicon.titles or word in self._lexicon.titles:
            return None
        return self._behind(words, at)

    def _honoured(self, words: Sequence[Span], at: int) -> tuple[TypedName, int] | None:
        """A name behind "Frau", "Mme" or "Sr."."""
        before = words[at - 1].of(self._text).lower().rstrip(".") if at else ""
        if before not in HONORIFICS and before not in self._lexicon.listed("honorific"):
            return None
        return self._behind(words, at) if self._is_joined(words, at, 0) else None

    def _behind(self, words: Sequence[Span], at: int) -> tuple[TypedName, int] | None:
        word = words[at].of(self._text)
        if self._type(word) or word in self._lexicon.openers or word.isupper():
            return None
        count = self._run(words, at, _PARTICLES, _NAMES)
        return self._made(words, at, count, "title_before"), count
