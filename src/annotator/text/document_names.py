"""The names of a text, each with the type that its whole text speaks for."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from annotator.model.span import Span
from annotator.text.evidence import Evidence
from annotator.text.lexicon import Lexicon
from annotator.text.name_context import outer_evidence
from annotator.text.name_own import own_evidence
from annotator.text.name_parts import CLUBS, COMPANIES, FOREWORDS
from annotator.text.name_scores import WordRead
from annotator.text.names import acronym, surnames
from annotator.text.setting import opens_sentence
from annotator.text.titles import Name

_LONG = 3
_FAR = 8
_STEP = 500
_STREETS = frozenset({"Street", "Road", "Avenue", "Drive", "Lane", "Boulevard", "Way", "Square"})
_NESTING = frozenset({"organization", "event", "facility"})
_PLAIN = 5.0
_OF = (" of ", " of the ", " from ", " from the ")
_OWNS = ("'s ", "\u2019s ")
_JOINED = (" and ", ", ", " or ", " & ")


@dataclass(frozen=True, slots=True)
class TypedName:
    """A name or title in a text; `type` is None where nothing speaks for one.

    `rule` is the strongest sign. `full` is the longer name in the same text that this one stands
    for, where there is exactly one. `strength` is all signs together: from 2 on there are several
    weak ones, or a strong one.
    """

    span: Span
    type: str | None
    rule: str
    full: str | None = None
    strength: float = _PLAIN


class NamesRead:
    """What has been read of a text so far: its names, and what speaks for the type of each.

    Names are added in text order, a stretch at a time, and asked for when all have been.
    """

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._text = text
        self._lexicon = lexicon
        self._words: dict[str, WordRead] = {}
        self._places: list[tuple[Name, list[Evidence]]] = []
        self._is_linked = False

    def add(self, names: Iterable[Name]) -> None:
        """Read some names, which stand behind those added before."""
        for name in names:
            for part in _without_adjectives(self._text, name, self._lexicon):
                self._add(part)
        self._is_linked = False

    def typed(self, start: int, end: int) -> Iterator[TypedName]:
        """The names that touch a stretch, in text order, an outer one before what lies in it."""
        for _ in self.linking():
            pass
        # The names do not overlap, so that their ends are in order too.
        at = bisect_right(self._places, start, key=lambda place: place[0].span.end)
        for name, outer in islice(self._places, at, None):
            if name.span.start >= end:
                return
            yield from self._typed(name, outer)

    def linking(self) -> Iterator[None]:
        """Let names learn from each other in steps of some milliseconds, as far as it is due."""
        if not self._is_linked:
            yield from self._link()
            self._is_linked = True

    def _add(self, name: Name) -> None:
        surface = name.span.of(self._text)
        if name.is_title:
            self._places.append((name, []))
            return
        known = self._words.get(surface)
        if known is None:
            own = own_evidence(surface, name.words, self._lexicon)
            known = self._words[surface] = WordRead(name.words, own)
        outer = outer_evidence(self._text, name.span.start, name.span.end, self._lexicon)
        if name.titled:
            outer.append(Evidence("person", 4, "title_before"))
        known.stands_with(outer)
        known.times += 1
        known.opening += opens_sentence(self._text, name.span.start)
        self._places.append((name, outer))

    def _typed(self, name: Name, outer: list[Evidence]) -> Iterator[TypedName]:
        if name.is_title:
            yield TypedName(name.span, "title", "title")
            return
        word = self._words[name.span.of(self._text)]
        type, rule, strength = word.decided(outer)
        yield TypedName(name.span, type, rule, word.full, strength)
        if type in _NESTING and len(word.words) > 1 and rule != "gazetteer":
            yield from self._nested(name)

    def _nested(self, name: Name) -> Iterator[TypedName]:
        """The country or city that the name of a body begins with."""
        for count in (2, 1):
            first = " ".join(name.words[:count])
            if count < len(name.words) and name.words[-1] not in _STREETS and self._is_place(first):
                inner = Span(name.span.start, name.span.start + len(first))
                yield TypedName(inner, "gpe", "gazetteer")
                break
        if "of" in name.words[:-1]:
            last = " ".join(name.words[name.words.index("of") + 1 :]).removeprefix("the ")
            if self._is_place(last):
                inner = Span(name.span.end - len(last), name.span.end)
                yield TypedName(inner, "gpe", "gazetteer")

    def _is_place(self, name: str) -> bool:
        lexicon = self._lexicon
        known = lexicon.names.get(name) or lexicon.gazetteer.types.get(name)
        if known is None and name in lexicon.gazetteer.cities:
            gazetteer = lexicon.gazetteer
            known = None if gazetteer.is_given(name) or name in gazetteer.surnames else "gpe"
        return known == "gpe" and name.casefold() not in lexicon.demonyms

    def _link(self) -> Iterator[None]:
        """Let short names learn from the longer ones, and neighbours from each other."""
        decided = {}
        for number, (surface, word) in enumerate(self._words.items()):
            word.links.clear()
            word.full = None
            word.add_up()
            decided[surface] = word.decided()
            if number % _STEP == 0:
                yield
        self._link_shouted(decided)
        types = {surface: type for surface, (type, *_) in decided.items()}
        self._link_persons(
            {s: None if rule == "capitals" else t for s, (t, rule, _) in decided.items()}
        )
        yield
        self._link_bodies(types)
        yield
        self._link_bare(types)
        yield
        yield from self._link_neighbours(types)
        for number, word in enumerate(self._words.values()):
            word.add_up()
            if number % _STEP == 0:
                yield

    def _link_shouted(self, decided: dict[str, tuple[str | None, str, float]]) -> None:
        """Let "Port Marren" be what "PORT MARREN" is in the dateline."""
        for surface, (type, *_) in list(decided.items()):
            spoken = surface.title()
            if type and len(surface) > _LONG and surface.isupper() and spoken in decided:
                self._words[spoken].learns(type, 4, "in_capitals")
                decided[spoken] = type, "in_capitals", 4

    def _link_persons(self, types: dict[str, str | None]) -> None:
        bearers: defaultdict[str, list[str]] = defaultdict(list)
        for surface, type in types.items():
            words = self._words[surface].words
            if type == "person" and len(words) > 1:
                for form in {*surnames(surface), words[-1]}:
                    bearers[form].append(surface)
                if len(words[0]) > 2 and self._is_first(words[0]):  # noqa: PLR2004
                    bearers[words[0]].append(surface)
        self._link_families(types, bearers)
        for form, fulls in bearers.items():
            word = self._words.get(form)
            if word is not None:
                word.learns("person", 3.5, "surname_of")
                word.full = fulls[0] if len(set(fulls)) == 1 else None

    def _link_families(
        self, types: dict[str, str | None], bearers: defaultdict[str, list[str]]
    ) -> None:
        """Let an unknown name learn from who has the same surname."""
        for surface, type in types.items():
            words = self._words[surface].words
            if type is None and len(words) in {2, 3} and words[-1] in bearers:
                self._words[surface].learns("person", 1.5, "surname_of")

    def _is_first(self, word: str) -> bool:
        gazetteer = self._lexicon.gazetteer
        return gazetteer.is_given(word) or word not in gazetteer.types

    def _link_bodies(self, types: dict[str, str | None]) -> None:
        for surface, type in types.items():
            words = self._words[surface].words
            if type not in {"organization", "facility", "law"} or len(words) < 2:  # noqa: PLR2004
                continue
            if type != "facility":
                for short in acronym(surface):
                    self._learn(short, (type, 4, "acronym_of"), surface)
            for count in range(1, len(words)):
                short = " ".join(words[:count])
                if short in self._words and words[count] != "of":
                    self._link_short(short, words, type, types)

    def _link_short(
        self, short: str, words: tuple[str, ...], type: str, types: dict[str, str | None]
    ) -> None:
        """Let "Brill" be the club "Brill Town", and "Delmar" the company "Delmar Holdings"."""
        if words[-1] in CLUBS and type == "organization":
            self._learn(short, (type, 3.2, "short_of"), None)
        elif types[short] != "gpe":
            weight = 4.0 if words[-1] in COMPANIES else 1.2
            self._learn(short, (type, weight, "short_of"), None)

    def _link_bare(self, types: dict[str, str | None]) -> None:
        """Let "Zelda" learn from "Storm Zelda", and "ZELDA" in a headline from "Zelda"."""
        for surface, type in types.items():
            words = self._words[surface].words
            if type and len(words) > 1 and words[0] in FOREWORDS:
                self._learn(" ".join(words[1:]), (type, 4, "bare"), surface)
            if type and len(surface) > _LONG and surface.title() == surface != surface.upper():
                self._learn(surface.upper(), (type, 4, "in_capitals"), None)

    def _learn(self, short: str, sign: tuple[str, float, str], full: str | None) -> None:
        word = self._words.get(short)
        if word is not None:
            word.learns(*sign)
            word.full = word.full or full

    def _link_neighbours(self, types: dict[str, str | None]) -> Iterator[None]:
        """Names with "and" or a comma between them are mostly of one type."""
        for number, ((left, _), (right, _)) in enumerate(pairwise(self._places)):
            if number % _STEP == 0:
                yield
            between = self._text[left.span.end : right.span.start]
            if len(between) > _FAR or left.is_title or right.is_title:
                continue
            surfaces = left.span.of(self._text), right.span.of(self._text)
            if between in _JOINED:
                self._link_listed(surfaces, types, 0.5 if between == ", " else 0.8)
            elif between in _OF and types[surfaces[0]] == "person":
                self._learn_side(surfaces[1])
            elif between in _OWNS and types[surfaces[1]] == "person" and len(right.words) > 1:
                self._learn_side(surfaces[0])

    def _learn_side(self, surface: str) -> None:
        """Of "Ada Otieno of X" and "X's Ada Otieno": X is what she stands for."""
        self._words[surface].learns("organization", 0.7, "side_of")
        self._words[surface].learns("gpe", 0.4, "side_of")

    def _link_listed(
        self, surfaces: tuple[str, str], types: dict[str, str | None], weight: float
    ) -> None:
        for one, other in (surfaces, surfaces[::-1]):
            type, is_acronym = types[one], other.isupper() and " " not in other
            if type is None or type in {"other", types[other]}:
                continue
            if not (type == "person" and is_acronym):
                self._words[other].learns(type, weight, "listed_with")


def _without_adjectives(text: str, name: Name, lexicon: Lexicon) -> Iterator[Name]:
    """A name without the demonyms or parties before a person: "Kenyan Ada Otieno"."""
    words = name.words
    if len(words) < 3 or name.is_title or not _is_adjective(words[0], lexicon):  # noqa: PLR2004
        yield name
        return
    rest = words[1:]
    if not (lexicon.gazetteer.is_given(rest[0]) and rest[-1] not in lexicon.heads):
        yield name
        return
    cut = text.index(rest[0], name.span.start + len(words[0]))
    yield Name(Span(name.span.start, name.span.start + len(words[0])), words[:1])
    yield Name(Span(cut, name.span.end), rest, titled=name.titled)


def _is_adjective(word: str, lexicon: Lexicon) -> bool:
    if word.endswith(("ologist", "crat")):
        return True
    return word.casefold() in lexicon.demonyms or lexicon.gazetteer.types.get(word) == "other"
