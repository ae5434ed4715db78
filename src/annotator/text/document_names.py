"""The names of a text, each with the type that its whole text speaks for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from annotator.model.span import Span
from annotator.text.lexicon import Lexicon
from annotator.text.name_context import outer_evidence
from annotator.text.name_own import Evidence, own_evidence
from annotator.text.names import acronym, surnames
from annotator.text.setting import opens_sentence
from annotator.text.titles import Name

_HERE = 0.5
_ENOUGH = 0.65
_ENOUGH_IN_FRONT = 1.5
_FAR = 8
_OF = (" of ", " of the ", " from ", " from the ")
_OWNS = ("'s ", "\u2019s ")
_JOINED = (" and ", ", ", " or ", " & ")


@dataclass(frozen=True, slots=True)
class TypedName:
    """A name or title in a text; `type` is None where nothing speaks for one.

    `rule` is the strongest sign. `full` is the longer name in the same text that this one stands
    for, where there is exactly one.
    """

    span: Span
    type: str | None
    rule: str
    full: str | None = None


Sign = tuple[str, str]
_Scores = dict[str, tuple[float, float, str]]


@dataclass(slots=True)
class _Word:
    """Everything that is known of one name, wherever it stands in the text.

    The signs are added up by type and rule: what is kept does not grow with the text.
    """

    words: tuple[str, ...]
    own: list[Evidence]
    around: dict[Sign, float] = field(default_factory=dict)
    links: dict[Sign, float] = field(default_factory=dict)
    times: int = 0
    #: How often it stands where a capital tells nothing.
    opening: int = 0
    full: str | None = None
    scores: _Scores = field(default_factory=dict)

    def stands_with(self, signs: Iterable[Evidence]) -> None:
        """Count what stands around one occurrence."""
        for type, weight, rule in signs:
            self.around[type, rule] = self.around.get((type, rule), 0) + weight

    def learns(self, type: str, weight: float, rule: str) -> None:
        """Keep the strongest sign of a rule that comes from other names."""
        self.links[type, rule] = max(weight, self.links.get((type, rule), 0))

    def add_up(self) -> None:
        """What all occurrences say together: the more there are, the less each counts."""
        self.scores = {}
        share = 1 / max(1, self.times) ** 0.5
        for (type, rule), weight in self.around.items():
            _count(self.scores, type, weight * share, rule)
        for (type, rule), weight in self.links.items():
            _count(self.scores, type, weight, rule)
        for sign in self.own:
            _count(self.scores, *sign)

    def decided(self, here: Sequence[Evidence] = ()) -> tuple[str | None, str]:
        """The type that most speaks for, and its strongest sign."""
        scores = self.scores
        if here:
            scores = dict(scores)
            for type, weight, rule in here:
                _count(scores, type, weight * _HERE, rule)
        # One word that never stands inside a sentence needs more than a weak sign.
        doubtful = len(self.words) == 1 and self.opening == self.times
        best, most = None, _ENOUGH_IN_FRONT if doubtful else _ENOUGH
        for type, (total, _, _) in scores.items():
            if total > most:
                best, most = type, total
        return best, scores[best][2] if best else "capitals"


def _count(scores: _Scores, type: str, weight: float, rule: str) -> None:
    total, strongest, named = scores.get(type, (0.0, 0.0, rule))
    if weight > strongest:
        strongest, named = weight, rule
    scores[type] = total + weight, strongest, named


class NamesRead:
    """What has been read of a text so far: its names, and what speaks for the type of each.

    Names are added in text order, a stretch at a time, and asked for when all have been.
    """

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._text = text
        self._lexicon = lexicon
        self._words: dict[str, _Word] = {}
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
        if not self._is_linked:
            self._link()
            self._is_linked = True
        for name, outer in self._places:
            if name.span.end > start and name.span.start < end:
                yield from self._typed(name, outer)

    def _add(self, name: Name) -> None:
        surface = name.span.of(self._text)
        if name.is_title:
            self._places.append((name, []))
            return
        known = self._words.get(surface)
        if known is None:
            own = own_evidence(surface, name.words, self._lexicon)
            known = self._words[surface] = _Word(name.words, own)
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
        type, rule = word.decided(outer)
        yield TypedName(name.span, type, rule, word.full)
        if type == "organization" and len(word.words) > 1 and rule != "gazetteer":
            yield from self._nested(name)

    def _nested(self, name: Name) -> Iterator[TypedName]:
        """The country or city that the name of a body begins with."""
        lexicon = self._lexicon
        for count in (2, 1):
            first = " ".join(name.words[:count])
            known = lexicon.names.get(first) or lexicon.gazetteer.types.get(first)
            if known == "gpe" and count < len(name.words):
                if first.casefold() not in lexicon.demonyms:
                    inner = Span(name.span.start, name.span.start + len(first))
                    yield TypedName(inner, "gpe", "gazetteer")
                return

    def _link(self) -> None:
        """Let short names learn from the longer ones, and neighbours from each other."""
        for word in self._words.values():
            word.links.clear()
            word.full = None
            word.add_up()
        decided = {surface: word.decided() for surface, word in self._words.items()}
        types = {surface: type for surface, (type, _) in decided.items()}
        self._link_persons(
            {s: None if rule == "capitals" else t for s, (t, rule) in decided.items()}
        )
        self._link_bodies(types)
        self._link_neighbours(types)
        for word in self._words.values():
            word.add_up()

    def _link_persons(self, types: dict[str, str | None]) -> None:
        bearers: defaultdict[str, list[str]] = defaultdict(list)
        for surface, type in types.items():
            words = self._words[surface].words
            if type == "person" and len(words) > 1:
                for form in {*surnames(surface), words[-1]}:
                    bearers[form].append(surface)
                if len(words[0]) > 2 and self._is_first(words[0]):  # noqa: PLR2004
                    bearers[words[0]].append(surface)
        for form, fulls in bearers.items():
            word = self._words.get(form)
            if word is not None:
                word.learns("person", 3.5, "surname_of")
                word.full = fulls[0] if len(set(fulls)) == 1 else None

    def _is_first(self, word: str) -> bool:
        gazetteer = self._lexicon.gazetteer
        return gazetteer.is_given(word) or word not in gazetteer.types

    def _link_bodies(self, types: dict[str, str | None]) -> None:
        for surface, type in types.items():
            words = self._words[surface].words
            if type not in {"organization", "facility", "gpe"} or len(words) < 2:  # noqa: PLR2004
                continue
            if type == "organization":
                for short in acronym(surface):
                    self._learn(short, (type, 4, "acronym_of"), surface)
            for count in range(1, len(words)):
                short = " ".join(words[:count])
                if short in self._words and types[short] != "gpe" and words[count] != "of":
                    self._learn(short, (type, 1.2, "short_of"), None)

    def _learn(self, short: str, sign: tuple[str, float, str], full: str | None) -> None:
        word = self._words.get(short)
        if word is not None:
            word.learns(*sign)
            word.full = word.full or full

    def _link_neighbours(self, types: dict[str, str | None]) -> None:
        """Names with "and" or a comma between them are mostly of one type."""
        for (left, _), (right, _) in zip(self._places, self._places[1:], strict=False):
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
    return word.casefold() in lexicon.demonyms or lexicon.gazetteer.types.get(word) == "other"
