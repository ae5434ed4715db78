"""The words of one language that report speech or name things, and how its sentences are built.

`lexicon_toml` reads them from a file such as `resources/lexicons/en.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotator.text.gazetteer import Gazetteer
from annotator.text.inflection import Tense
from annotator.text.words import TITLE_HEADS

__all__ = ["Cue", "Grammar", "Inflected", "Lexicon", "Tense"]

_NOTHING: frozenset[str] = frozenset()


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
    participle: bool = False
    """Whether a finite form is the participle too: French "dit", German "erklärt"."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """How the sentences of a language are built, as far as the rules differ by it.

    `free` is a subject that may stand behind its verb, `drops` one that may be missing. `comma` is
    a language whose clauses begin behind commas, whose verb has the second or the last place, and
    whose participles and particles go to the end. `capitals` is one whose nouns have capitals.
    """

    free: bool = False
    drops: bool = False
    comma: bool = False
    capitals: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Lexicon:
    """Everything a language adds to the rules; empty parts simply find less.

    `verbs` maps a lower-case form of a verb that reports to its verb, `cues` a lemma to its cues
    (longest first); `sayings` are the forms of verbs that hardly do anything but report. `nouns`,
    `adjectives` and `hedges` map a word to its statement kind, `channels` a phrase to its channel,
    `heads` the capitalised last word of a name, `openers` its first one, and `names` a whole name
    to an entity type;
    `demonyms` are lower-case. `tags` maps a word to what it does in a sentence,
    `words` holds the lists of small words, `carriers` maps a form of a verb that carries a noun of
    saying to the words behind it, `phrases` the first word of "according to" to all of its words,
    `stances` what a verb or noun says about the truth: `likely`, `unlikely`, `negation`. `behind`
    are phrases of a source that follow it (German "zufolge"). `endings`
    are those of unknown words with the tag that they show, the first that fits. `gazetteer`
    has the names that are the same in many languages.
    """

    language: str = ""
    grammar: Grammar = Grammar()
    verbs: Mapping[str, Inflected] = field(default_factory=dict)
    cues: Mapping[str, tuple[Cue, ...]] = field(default_factory=dict)
    sayings: frozenset[str] = _NOTHING
    nouns: Mapping[str, str] = field(default_factory=dict)
    adjectives: Mapping[str, str] = field(default_factory=dict)
    carriers: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    phrases: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    behind: frozenset[str] = _NOTHING
    stances: Mapping[str, str] = field(default_factory=dict)
    anonymous: frozenset[str] = _NOTHING
    hedges: Mapping[str, str] = field(default_factory=dict)
    channels: Mapping[str, str] = field(default_factory=dict)
    heads: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    openers: Mapping[str, str] = field(default_factory=dict)
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

    @property
    def titles(self) -> frozenset[str]:
        """Words that are a rank or office by themselves."""
        return TITLE_HEADS | self.listed("title")

    @property
    def tells_names(self) -> bool:
        """Whether the rules about names fit: they know the words of English."""
        return bool(self.heads) or not self.language

    @property
    def speaks(self) -> bool:
        """Whether there are words that report: without them only quotation marks are known."""
        return bool(self.cues)
