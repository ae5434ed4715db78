"""A sentence as words, and the verb groups in it that report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.model.span import Span
from annotator.text.lexicon import Cue, Lexicon, Tense
from annotator.text.quotes import OPENING, quotations
from annotator.text.segments import words
from annotator.text.sentences import sentence_at


def word_set(text: str) -> frozenset[str]:
    """The words of a list separated by spaces."""
    return frozenset(text.split())


BE = word_set("be is are was were been being am isn't aren't wasn't weren't 's")
AUXILIARIES = BE | word_set(
    "has have had having do does did will would shall should can could may might must cannot "
    "hasn't haven't hadn't don't doesn't didn't won't wouldn't can't couldn't shouldn't"
)
ADVERBS = word_set(
    "not never also later then since already again even still now once only just thus soon "
    "first often further too always ever repeatedly earlier"
)
_NOT_ADVERBS = word_set(
    "family italy july ally reply supply apply bully rally assembly fly rely sicily"
)
DETERMINERS = word_set(
    "the a an this that these those his her its their our my your no any some every each another "
    "such several many few all both"
)
PREPOSITIONS = word_set(
    "in on at by after before during for from with without to of about against over under into "
    "through since until despite amid following between among towards toward upon via as than"
)
PRONOUNS = word_set(
    "i he she it we they you who which one someone everyone nobody others many some"
)
_BREAKS = ",;:()[]\u2014\u2013\n\u2028\u2029" + "".join(OPENING) + "\u201d\u2019\u300d\u300f"
_MAX = 1_500


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a clause in lower case, with straight apostrophes."""

    span: Span
    lower: str


@dataclass(frozen=True, slots=True)
class Group:
    """A reporting verb with its auxiliaries: tokens `first` to `last`, the verb at `verb`."""

    cue: Cue
    tense: Tense
    first: int
    verb: int
    last: int
    passive: bool


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence, with the quotations that begin or end in it, and its words."""

    text: str
    span: Span
    tokens: Sequence[Token]
    quoted: Sequence[Span]

    def gap(self, index: int) -> str:
        """What stands between a token and the one before it."""
        start = self.tokens[index - 1].span.end if index > 0 else self.span.start
        end = self.tokens[index].span.start if index < len(self.tokens) else self.span.end
        return self.text[start:end]

    def breaks(self, index: int) -> bool:
        """Whether punctuation parts a token from the one before it."""
        return any(char in _BREAKS for char in self.gap(index)) or index <= 0

    def is_quoted(self, index: int) -> bool:
        """Whether a token stands inside quotation marks."""
        return any(span.contains(self.tokens[index].span) for span in self.quoted)

    def lower(self, index: int) -> str:
        """The word of a token, or nothing outside the sentence."""
        return self.tokens[index].lower if 0 <= index < len(self.tokens) else ""

    def is_capital(self, index: int) -> bool:
        """Whether a token is written with a capital."""
        if not 0 <= index < len(self.tokens):
            return False
        return self.text[self.tokens[index].span.start].isupper()


def clause_at(text: str, at: int) -> Clause | None:
    """The sentence around a position with whole quotations, no longer than a few pages."""
    sentence = sentence_at(text, at)
    if sentence is None:
        return None
    start, end = sentence.start, sentence.end
    around = [each.span for each in quotations(text, sentence) if each.depth == 0]
    for span in around:
        start, end = min(start, span.start), max(end, span.end)
        beyond = sentence_at(text, span.end) if span.end > sentence.end else None
        end = max(end, beyond.end) if beyond and beyond.start < span.end else end
        ahead = sentence_at(text, span.start) if span.start < sentence.start else None
        start = min(start, ahead.start) if ahead else start
    span = Span(max(start, at - _MAX), min(end, at + _MAX))
    tokens = [
        Token(word, word.of(text).lower().replace("\u2019", "'"))
        for word in words(text, span.start, span.end)
    ]
    return Clause(text, span, tokens, around)


def is_adverb(word: str) -> bool:
    """Whether a word may stand in a verb group without being part of the verb."""
    return word in ADVERBS or (word.endswith("ly") and word not in _NOT_ADVERBS)


def groups(clause: Clause, lexicon: Lexicon) -> list[Group]:
    """Every reporting verb group of a sentence, in order."""
    found = (group_at(clause, index, lexicon) for index in range(len(clause.tokens)))
    return [group for group in found if group]


def group_at(clause: Clause, index: int, lexicon: Lexicon) -> Group | None:
    """The verb group whose verb is the token at an index, if that token reports something there."""
    following = tuple(clause.lower(at) for at in range(index, min(index + 5, len(clause.tokens))))
    cue = lexicon.cue(following)
    if cue is None:
        return None
    tense = lexicon.verbs[following[0]].tense
    first = index
    while first > 0 and not clause.breaks(first) and in_group(clause.lower(first - 1)):
        first -= 1
    before = {clause.lower(at) for at in range(first, index)}
    group = Group(cue, tense, first, index, index + len(cue.rest), _is_passive(before, tense))
    return group if _is_verb(clause, group, before) else None


def in_group(word: str) -> bool:
    """Whether a word may stand before the verb in its group."""
    return word in AUXILIARIES or is_adverb(word)


def _is_passive(before: set[str], tense: Tense) -> bool:
    return tense in {Tense.PAST, Tense.PARTICIPLE} and bool(before & BE)


def _is_verb(clause: Clause, group: Group, before: set[str]) -> bool:
    """Whether the word is a verb where it stands, and not a noun, an adjective or an infinitive."""
    previous = clause.lower(group.first - 1)
    helped = bool(before & AUXILIARIES)
    if clause.is_capital(group.verb) and group.verb > 0 and not clause.breaks(group.verb):
        return False
    if group.tense is Tense.ING:
        return helped or _is_participle(clause, group)
    if helped:
        return group.tense is not Tense.PRESENT
    return _is_plain_verb(clause, group, previous)


def _is_plain_verb(clause: Clause, group: Group, previous: str) -> bool:
    """Whether a form without auxiliaries is a verb after the word before it."""
    inverted = clause.breaks(group.first)
    if not inverted and (previous in DETERMINERS | PREPOSITIONS or previous.endswith("'s")):
        return False
    if group.tense is Tense.BASE:
        return previous in PRONOUNS or (not group.cue.ambiguous and _is_plural(previous))
    if group.cue.ambiguous and not inverted:
        return _is_subject(clause, group.first - 1, group.tense)
    return not (inverted and group.cue.ambiguous and group.first == 0)


def _is_participle(clause: Clause, group: Group) -> bool:
    previous = clause.lower(group.first - 1)
    if clause.breaks(group.first):
        return group.first > 0
    return previous in {"by", "statement", "letter", "message", "report", "tweet", "post", "and"}


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "'s")) and len(word) > 3  # noqa: PLR2004


def _is_subject(clause: Clause, index: int, tense: Tense) -> bool:
    word = clause.lower(index)
    if tense is Tense.PRESENT:
        return word in PRONOUNS or clause.is_capital(index)
    return word not in AUXILIARIES
