"""The words of one language that report speech or name things, read from a TOML text.

Verbs are listed by lemma and inflected by rule; `resources/lexicons/en.toml` is the first one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from annotator.errors import AnnotatorError
from annotator.text.gazetteer import Gazetteer
from annotator.text.inflection import Tense, inflections

__all__ = ["Cue", "Inflected", "Lexicon", "LexiconError", "Tense", "inflections", "parse_lexicon"]

SCHEMA = "annotator-lexicon/1"
#: The tag of each list of small words; see `tags`.
_WORD_TAGS = {
    "be": "B", "have": "H", "do": "Z", "modal": "M", "pronoun": "O", "object_pronoun": "U",
    "determiner": "D", "wh": "Q", "subordinator": "S", "to": "T", "coordinator": "R",
    "preposition": "P", "adverb": "A",
}  # fmt: skip
_NOTHING: frozenset[str] = frozenset()


class LexiconError(AnnotatorError):
    """A lexicon that cannot be read; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb that reports, with the statement kind it has before a clause and before an object.

    `weak` verbs report a bare clause only where it clearly is one. `ambiguous` ones are often nouns
    or plain actions. `rest` are the words that complete a cue like "call for". `frames` says how
    the verb goes on: `plain`, `hearer`, `quoted`, `asking`.
    """

    lemma: str
    clause: str | None = None
    object: str | None = None
    weak: bool = False
    ambiguous: bool = False
    rest: tuple[str, ...] = ()
    frames: frozenset[str] = _NOTHING


@dataclass(frozen=True, slots=True)
class Inflected:
    """One form of a verb: its lemma and what the form is."""

    lemma: str
    tense: Tense


@dataclass(frozen=True, slots=True, repr=False)
class Lexicon:
    """Everything a language adds to the rules; empty parts simply find less.

    `verbs` maps a lower-case form of a verb that reports to its verb, `cues` a lemma to its cues
    (longest first); `sayings` are the forms of verbs that hardly do anything but report. `nouns`,
    `adjectives` and `hedges` map a word to its statement kind, `channels` a phrase to its channel,
    `heads` the capitalised last word of a name and `names` a whole name to an entity type;
    `demonyms` are lower-case. `tags` maps a word to what it does in a sentence,
    `words` holds the lists of small words, `carriers` maps a form of a verb that carries a noun of
    saying to the words behind it, `phrases` the first word of "according to" to all of its words,
    `stances` what a verb or noun says about the truth: `likely`, `unlikely`, `negation`. `endings`
    are those of unknown words with the tag that they show, the first that fits. `gazetteer`
    has the names that are the same in many languages.
    """

    language: str = ""
    verbs: Mapping[str, Inflected] = field(default_factory=dict)
    cues: Mapping[str, tuple[Cue, ...]] = field(default_factory=dict)
    sayings: frozenset[str] = _NOTHING
    nouns: Mapping[str, str] = field(default_factory=dict)
    adjectives: Mapping[str, str] = field(default_factory=dict)
    carriers: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    phrases: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    stances: Mapping[str, str] = field(default_factory=dict)
    anonymous: frozenset[str] = _NOTHING
    hedges: Mapping[str, str] = field(default_factory=dict)
    channels: Mapping[str, str] = field(default_factory=dict)
    heads: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    demonyms: frozenset[str] = _NOTHING
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    endings: tuple[tuple[str, str], ...] = ()
    gazetteer: Gazetteer = field(default_factory=Gazetteer)

    def __repr__(self) -> str:
        return f"Lexicon({self.language!r})"

    def cue(self, words: tuple[str, ...]) -> Cue | None:
        """The cue that some lower-case words begin with, the longest of them."""
        verb = self.verbs.get(words[0]) if words else None
        if verb is None:
            return None
        for cue in self.cues.get(verb.lemma, ()):
            if words[1 : 1 + len(cue.rest)] == cue.rest:
                return cue
        return None

    def listed(self, name: str) -> frozenset[str]:
        """One of the lists of small words; empty where the language has none."""
        return self.words.get(name, _NOTHING)


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
    words = _words(tree)
    verbs = _verbs(cues, irregular)
    return Lexicon(
        language=str(tree.get("language", "")),
        verbs=MappingProxyType(verbs),
        sayings=frozenset(form for form, verb in verbs.items() if _says(cues[verb.lemma])),
        cues=MappingProxyType(cues),
        nouns=_kinds(tree, "noun"),
        adjectives=_kinds(tree, "adjective"),
        carriers=MappingProxyType(_carriers(tree, irregular)),
        phrases=MappingProxyType(_phrases(tree)),
        stances=_kinds(tree, "stance"),
        anonymous=frozenset(_list(_table(tree, "anonymous").get("words", ""), "anonymous.words")),
        hedges=_kinds(tree, "hedge"),
        channels=_kinds(tree, "channel"),
        heads=MappingProxyType(_by_word(_table(tree, "head"), "head")),
        names=MappingProxyType(
            {name: "gpe" if kind == "demonym" else kind for name, kind in names.items()}
        ),
        demonyms=frozenset(name.casefold() for name, kind in names.items() if kind == "demonym"),
        words=MappingProxyType(words),
        tags=MappingProxyType(_tags(tree, cues, irregular, words)),
        endings=tuple(
            (ending, tag)
            for tag, endings in _table(tree, "endings").items()
            for ending in _list(endings, f"endings.{tag}")
        ),
        gazetteer=gazetteer or Gazetteer(),
    )


def _verbs(cues: Mapping[str, tuple[Cue, ...]], irregular: Table) -> dict[str, Inflected]:
    verbs: dict[str, Inflected] = {}
    for lemma in cues:
        for form, tense in inflections(lemma, str(irregular.get(lemma, ""))).items():
            verbs.setdefault(form, Inflected(lemma, tense))
    return verbs


def _says(cues: Iterable[Cue]) -> bool:
    return any(cue.clause and not cue.weak and not cue.rest for cue in cues)


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
    frames = _frames(tree)
    found: dict[str, list[Cue]] = {}
    for phrase in dict.fromkeys([*clauses, *weak, *objects]):
        lemma, *rest = phrase.split()
        clause = clauses.get(phrase) or weak.get(phrase)
        only_weak = phrase not in clauses and phrase in weak
        cue = Cue(
            lemma, clause, objects.get(phrase), only_weak, phrase in ambiguous, tuple(rest),
            frozenset(frames.get(phrase, ())),
        )  # fmt: skip
        found.setdefault(lemma, []).append(cue)
    return {
        lemma: tuple(sorted(group, key=lambda cue: -len(cue.rest)))
        for lemma, group in found.items()
    }


def _frames(tree: Table) -> dict[str, list[str]]:
    frames: dict[str, list[str]] = {}
    for frame, phrases in _table(tree, "frames").items():
        for phrase in _list(phrases, f"frames.{frame}"):
            frames.setdefault(phrase, []).append(frame)
    return frames


def _words(tree: Table) -> dict[str, frozenset[str]]:
    return {
        name: frozenset(_list(value, f"words.{name}"))
        for name, value in _table(tree, "words").items()
    }


def _carriers(tree: Table, irregular: Table) -> dict[str, tuple[tuple[str, ...], ...]]:
    carriers: dict[str, list[tuple[str, ...]]] = {}
    for phrase in _list(_table(tree, "carrier").get("verbs", ""), "carrier.verbs"):
        lemma, *rest = phrase.split()
        for form in inflections(lemma, str(irregular.get(lemma, ""))):
            carriers.setdefault(form, []).append(tuple(rest))
    return {form: tuple(sorted(rests, key=len, reverse=True)) for form, rests in carriers.items()}


def _phrases(tree: Table) -> dict[str, tuple[tuple[str, ...], ...]]:
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for phrase in _list(_table(tree, "phrase").get("sources", ""), "phrase.sources"):
        words = tuple(phrase.split())
        phrases.setdefault(words[0], []).append(words)
    return {first: tuple(each) for first, each in phrases.items()}


def _tags(
    tree: Table,
    cues: Mapping[str, tuple[Cue, ...]],
    irregular: Table,
    words: Mapping[str, frozenset[str]],
) -> dict[str, str]:
    """What each known word does in a sentence, as one letter; `tags` explains them."""
    tags: dict[str, str] = {}
    for name, tag in _WORD_TAGS.items():
        for word in words.get(name, ()):
            tags.setdefault(word, tag)
    ambiguous = set(_list(_table(tree, "ambiguous").get("verbs", ""), "ambiguous.verbs"))
    plain = _table(tree, "verbs")
    doubtful = {*_list(plain.get("doubtful", ""), "verbs.doubtful"), *ambiguous}
    others = _list(plain.get("plain", ""), "verbs.plain")
    for lemma in dict.fromkeys([*cues, *others, *doubtful]):
        if " " not in lemma:
            past = str(irregular.get(lemma, ""))
            for form, tense in inflections(lemma, past).items():
                tags.setdefault(form, _verb_tag(tense, past, doubtful=lemma in doubtful))
    return tags


def _verb_tag(tense: Tense, past: str, *, doubtful: bool) -> str:
    if tense is Tense.PAST:
        forms = [form.strip() for form in past.split(",")]
        return "V" if len(forms) > 1 and not forms[1].endswith("ed") else "E"
    if tense is Tense.PRESENT:
        return "K" if doubtful else "V"
    if tense is Tense.BASE:
        return "K" if doubtful else "I"
    return "G" if tense is Tense.ING else "Y"


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
    return _spaced(entries)


def _spaced(entries: Iterable[str]) -> Iterator[str]:
    return (" ".join(entry.split()) for entry in entries if entry.strip())


def _by_word(table: Table, where: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for kind, value in table.items():
        for word in _list(value, f"{where}.{kind}"):
            found.setdefault(word, kind)
    return found


def _kinds(tree: Table, key: str) -> Mapping[str, str]:
    words = _by_word(_table(tree, key), key)
    return MappingProxyType({word.casefold(): kind for word, kind in words.items()})
