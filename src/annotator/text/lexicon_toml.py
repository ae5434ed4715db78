"""Reads the words of a language from a TOML text; docs/lexicons.md explains the file.

Verbs are listed by lemma and inflected by rule.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from annotator.errors import AnnotatorError
from annotator.text.conjugations import CONJUGATIONS, Forms, forms_of, prefixed
from annotator.text.gazetteer import Gazetteer
from annotator.text.inflection import Tense
from annotator.text.lexicon import Cue, Grammar, Inflected, Lexicon

SCHEMA = "annotator-lexicon/1"
#: The tag of each list of small words; see `tags`.
_WORD_TAGS = {
    "be": "B", "have": "H", "do": "Z", "modal": "M", "pronoun": "O", "object_pronoun": "U",
    "determiner": "D", "wh": "Q", "subordinator": "S", "to": "T", "coordinator": "R",
    "preposition": "P", "adverb": "A",
}  # fmt: skip


class LexiconError(AnnotatorError):
    """A lexicon that cannot be read; the message says what is wrong with it."""


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
    inflect = _inflector(tree)
    names = _by_word(_table(tree, "name"), "name")
    words = _words(tree)
    verbs = _verbs(cues, inflect)
    return Lexicon(
        language=str(tree.get("language", "")),
        grammar=_grammar(tree),
        verbs=MappingProxyType(verbs),
        sayings=frozenset(form for form, verb in verbs.items() if _says(cues[verb.lemma])),
        cues=MappingProxyType(cues),
        nouns=_kinds(tree, "noun"),
        adjectives=_kinds(tree, "adjective"),
        carriers=MappingProxyType(_carriers(tree, inflect)),
        phrases=MappingProxyType(_phrases(tree)),
        behind=frozenset(_list(_table(tree, "phrase").get("behind", ""), "phrase.behind")),
        stances=_kinds(tree, "stance"),
        anonymous=frozenset(_list(_table(tree, "anonymous").get("words", ""), "anonymous.words")),
        hedges=_kinds(tree, "hedge"),
        channels=_kinds(tree, "channel"),
        heads=MappingProxyType(_by_word(_table(tree, "head"), "head")),
        openers=MappingProxyType(_by_word(_table(tree, "opener"), "opener")),
        names=MappingProxyType(
            {name: "gpe" if kind == "demonym" else kind for name, kind in names.items()}
        ),
        demonyms=frozenset(name.casefold() for name, kind in names.items() if kind == "demonym"),
        words=MappingProxyType(words),
        tags=MappingProxyType(_tags(tree, cues, inflect, words)),
        endings=tuple(
            (ending, tag)
            for tag, endings in _table(tree, "endings").items()
            for ending in _list(endings, f"endings.{tag}")
        ),
        gazetteer=gazetteer or Gazetteer(),
    )


Inflect = Callable[[str], Forms]


def _grammar(tree: Table) -> Grammar:
    table = _table(tree, "grammar")
    values = {name: table.get(name, False) for name in ("free", "drops", "comma", "capitals")}
    for name, value in values.items():
        if not isinstance(value, bool):
            raise LexiconError(f"In the lexicon, grammar.{name} has to be true or false.")
    return Grammar(**{name: bool(value) for name, value in values.items()})


def _inflector(tree: Table) -> Inflect:
    """What gives the forms of a lemma: the conjugation of the language, and what it lists."""
    conjugation = str(_table(tree, "grammar").get("conjugation", "english"))
    if conjugation not in CONJUGATIONS:
        known = ", ".join(CONJUGATIONS)
        raise LexiconError(f"In the lexicon, grammar.conjugation has to be one of: {known}.")
    listed = {**_table(tree, "irregular"), **_table(tree, "forms")}
    joined = _joined(tree)

    def inflect(lemma: str) -> Forms:
        if lemma in joined:
            particle, base = joined[lemma]
            return prefixed(particle, inflect(base))
        return forms_of(conjugation, lemma, str(listed.get(lemma, "")))

    return inflect


def _joined(tree: Table) -> dict[str, tuple[str, str]]:
    """The verbs with a particle, written "mit|teilen", with both parts."""
    found = {}
    for kind, strengths in _table(tree, "cue").items():
        for strength, value in strengths.items() if isinstance(strengths, dict) else ():
            for phrase in _list(value, f"cue.{kind}.{strength}"):
                particle, bar, base = phrase.split()[-1].partition("|")
                if bar:
                    found[particle + base] = (particle, base)
    return found


def _phrased(value: object, where: str) -> Iterator[str]:
    """The verbs of a list; one with a particle is two: "teilen mit" and "mitteilen"."""
    for phrase in _list(value, where):
        *before, last = phrase.split()
        particle, bar, base = last.partition("|")
        if bar:
            yield " ".join([base, *before, particle])
        yield particle + base if bar else phrase


def _verbs(cues: Mapping[str, tuple[Cue, ...]], inflect: Inflect) -> dict[str, Inflected]:
    verbs: dict[str, Inflected] = {}
    for lemma in cues:
        for form, tenses in inflect(lemma).items():
            verbs.setdefault(form, _inflected(lemma, tenses))
    return verbs


def _inflected(lemma: str, tenses: frozenset[Tense]) -> Inflected:
    participle = len(tenses) > 1 and Tense.PARTICIPLE in tenses
    first = Tense.FINITE if Tense.FINITE in tenses else min(tenses)
    return Inflected(lemma, first, participle)


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
            for phrase in _phrased(strengths.get(strength, ""), f"cue.{kind}.{strength}"):
                into.setdefault(phrase, kind)
    ambiguous = set(_phrased(_table(tree, "ambiguous").get("verbs", ""), "ambiguous.verbs"))
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
        for phrase in _phrased(phrases, f"frames.{frame}"):
            frames.setdefault(phrase, []).append(frame)
    return frames


def _words(tree: Table) -> dict[str, frozenset[str]]:
    return {
        name: frozenset(_list(value, f"words.{name}"))
        for name, value in _table(tree, "words").items()
    }


def _carriers(tree: Table, inflect: Inflect) -> dict[str, tuple[tuple[str, ...], ...]]:
    carriers: dict[str, list[tuple[str, ...]]] = {}
    for phrase in _list(_table(tree, "carrier").get("verbs", ""), "carrier.verbs"):
        lemma, *rest = phrase.split()
        for form in inflect(lemma):
            carriers.setdefault(form, []).append(tuple(rest))
    return {form: tuple(sorted(rests, key=len, reverse=True)) for form, rests in carriers.items()}


def _phrases(tree: Table) -> dict[str, tuple[tuple[str, ...], ...]]:
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for phrase in _list(_table(tree, "phrase").get("sources", ""), "phrase.sources"):
        words = tuple(phrase.split())
        phrases.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(each, key=len, reverse=True)) for first, each in phrases.items()}


def _tags(
    tree: Table,
    cues: Mapping[str, tuple[Cue, ...]],
    inflect: Inflect,
    words: Mapping[str, frozenset[str]],
) -> dict[str, str]:
    """What each known word does in a sentence, as one letter; `tags` explains them."""
    tags: dict[str, str] = {}
    for name, tag in _WORD_TAGS.items():
        for word in words.get(name, ()):
            tags.setdefault(word, tag)
    ambiguous = set(_phrased(_table(tree, "ambiguous").get("verbs", ""), "ambiguous.verbs"))
    plain = _table(tree, "verbs")
    doubtful = {*_list(plain.get("doubtful", ""), "verbs.doubtful"), *ambiguous}
    others = _list(plain.get("plain", ""), "verbs.plain")
    for lemma in dict.fromkeys([*cues, *others, *doubtful]):
        if " " not in lemma:
            forms = inflect(lemma)
            inflects = any(Tense.FINITE in tenses for tenses in forms.values())
            apart = any(Tense.PARTICIPLE in tenses for tenses in forms.values())
            for form, tenses in forms.items():
                tag = _verb_tag(tenses, apart=apart, doubtful=lemma in doubtful, inflects=inflects)
                tags.setdefault(form, tag)
    return tags


def _verb_tag(tenses: frozenset[Tense], *, apart: bool, doubtful: bool, inflects: bool) -> str:
    """The tag of a form; `apart` says that the verb has a participle that is no past form."""
    if Tense.FINITE in tenses:
        return "V"
    tense = min(tenses)
    if tense is Tense.PAST:
        return "V" if apart else "E"
    if tense is Tense.PRESENT:
        return "K" if doubtful else "V"
    if tense is Tense.BASE and not inflects:
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
