"""The words of one language that report speech or name things, read from a TOML text.

Verbs are listed by lemma and inflected here by rule; `resources/lexicons/en.toml` is the first one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from annotator.errors import AnnotatorError
from annotator.text.gazetteer import Gazetteer

SCHEMA = "annotator-lexicon/1"
_VOWELS = "aeiou"


class LexiconError(AnnotatorError):
    """A lexicon that cannot be read; the message says what is wrong with it."""


class Tense(StrEnum):
    """What an inflected form of a verb is."""

    BASE = "base"
    PRESENT = "present"
    PAST = "past"
    PARTICIPLE = "participle"
    ING = "ing"


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb that reports, with the statement kind it has before a clause and before an object.

    `weak` verbs report a clause only with "that" or quoted words. `ambiguous` ones are often nouns
    or plain actions. `rest` are the words that complete a cue like "call for".
    """

    lemma: str
    clause: str | None = None
    object: str | None = None
    weak: bool = False
    ambiguous: bool = False
    rest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inflected:
    """One form of a verb: its lemma and what the form is."""

    lemma: str
    tense: Tense


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything a language adds to the rules; empty parts simply find less.

    `verbs` maps a lower-case form to its verb, `cues` a lemma to its cues (longest first), `nouns`
    and `hedges` a word to its statement kind, `channels` a phrase to its channel, `heads` the
    capitalised last word of a name and `names` a whole name to an entity type; `demonyms` are
    lower-case. `gazetteer` has the names that are the same in many languages.
    """

    language: str = ""
    verbs: Mapping[str, Inflected] = field(default_factory=dict)
    cues: Mapping[str, tuple[Cue, ...]] = field(default_factory=dict)
    nouns: Mapping[str, str] = field(default_factory=dict)
    hedges: Mapping[str, str] = field(default_factory=dict)
    channels: Mapping[str, str] = field(default_factory=dict)
    heads: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    demonyms: frozenset[str] = frozenset()
    gazetteer: Gazetteer = field(default_factory=Gazetteer)

    def cue(self, words: tuple[str, ...]) -> Cue | None:
        """The cue that some lower-case words begin with, the longest of them."""
        verb = self.verbs.get(words[0]) if words else None
        if verb is None:
            return None
        for cue in self.cues.get(verb.lemma, ()):
            if words[1 : 1 + len(cue.rest)] == cue.rest:
                return cue
        return None


Table = Mapping[str, object]


def parse_lexicon(toml_text: str, gazetteer: Gazetteer | None = None) -> Lexicon:
    """Read a lexicon; the gazetteer goes with it.

    Raises LexiconError when the text is no TOML, is of another schema, or has a value of the wrong
    kind.
    """
    try:
        tree = tomllib.loads(toml_text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"The lexicon is not valid TOML: {error}. Correct that line.") from error
    if tree.get("schema") != SCHEMA:
        raise LexiconError(f'The lexicon needs the line schema = "{SCHEMA}" at its top.')
    cues = _cues(tree)
    irregular = _table(tree, "irregular")
    names = _by_word(_table(tree, "name"), "name")
    return Lexicon(
        language=str(tree.get("language", "")),
        verbs=MappingProxyType(_verbs(cues, irregular)),
        cues=MappingProxyType(cues),
        nouns=MappingProxyType(_folded(_by_word(_table(tree, "noun"), "noun"))),
        hedges=MappingProxyType(_folded(_by_word(_table(tree, "hedge"), "hedge"))),
        channels=MappingProxyType(_folded(_by_word(_table(tree, "channel"), "channel"))),
        heads=MappingProxyType(_by_word(_table(tree, "head"), "head")),
        names=MappingProxyType(
            {name: "gpe" if kind == "demonym" else kind for name, kind in names.items()}
        ),
        demonyms=frozenset(name.casefold() for name, kind in names.items() if kind == "demonym"),
        gazetteer=gazetteer or Gazetteer(),
    )


def inflections(lemma: str, irregular: str = "") -> dict[str, Tense]:
    """Every form of an English verb, from its lemma and its past forms where they are irregular."""
    past = [form.strip() for form in irregular.split(",") if form.strip()] or [_regular_past(lemma)]
    forms = {lemma: Tense.BASE, _present(lemma): Tense.PRESENT}
    for form in past:
        forms.setdefault(form, Tense.PAST)
        doubled = form.endswith("ed") and len(form) == len(lemma) + 3
        forms[form[:-2] + "ing" if doubled else _ing(lemma)] = Tense.ING
    if len(past) > 1 and past[1].endswith("n"):
        forms[past[1]] = Tense.PARTICIPLE
    return forms


def _regular_past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ied"
    return lemma + "ed"


def _present(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + "s"


def _ing(lemma: str) -> str:
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return lemma[:-1] + "ing"
    return lemma + "ing"


def _verbs(cues: Mapping[str, tuple[Cue, ...]], irregular: Table) -> dict[str, Inflected]:
    verbs: dict[str, Inflected] = {}
    for lemma in cues:
        for form, tense in inflections(lemma, str(irregular.get(lemma, ""))).items():
            verbs.setdefault(form, Inflected(lemma, tense))
    return verbs


def _cues(tree: Table) -> dict[str, tuple[Cue, ...]]:
    clauses: dict[str, str] = {}
    weak: dict[str, str] = {}
    objects: dict[str, str] = {}
    for kind, strengths in _table(tree, "cue").items():
        if not isinstance(strengths, dict):
            raise LexiconError(f"In the lexicon, cue.{kind} has to be a table of lists.")
        for strength, into in (("strong", clauses), ("weak", weak), ("transitive", objects)):
            for phrase in _list(strengths.get(strength, ""), f"cue.{kind}.{strength}"):
                into.setdefault(phrase, kind)
    ambiguous = set(_list(_table(tree, "ambiguous").get("verbs", ""), "ambiguous.verbs"))
    found: dict[str, list[Cue]] = {}
    for phrase in dict.fromkeys([*clauses, *weak, *objects]):
        lemma, *rest = phrase.split()
        clause = clauses.get(phrase) or weak.get(phrase)
        only_weak = phrase not in clauses and phrase in weak
        cue = Cue(lemma, clause, objects.get(phrase), only_weak, phrase in ambiguous, tuple(rest))
        found.setdefault(lemma, []).append(cue)
    return {
        lemma: tuple(sorted(group, key=lambda cue: -len(cue.rest)))
        for lemma, group in found.items()
    }


def _table(tree: Table, key: str) -> Table:
    table = tree.get(key, {})
    if not isinstance(table, dict):
        raise LexiconError(f"In the lexicon, [{key}] has to be a table.")
    return table


def _list(value: object, where: str) -> Iterator[str]:
    """The entries of a list separated by commas and line ends, or of a TOML array of strings."""
    entries = value.split(",") if isinstance(value, str) else value
    if not isinstance(entries, list) or not all(isinstance(entry, str) for entry in entries):
        raise LexiconError(f"In the lexicon, {where} has to be a list of words.")
    return (" ".join(entry.split()) for entry in entries if entry.strip())


def _by_word(table: Table, where: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for kind, value in table.items():
        for word in _list(value, f"{where}.{kind}"):
            found.setdefault(word, kind)
    return found


def _folded(words: Mapping[str, str]) -> dict[str, str]:
    return {word.casefold(): kind for word, kind in words.items()}
