"""The words around a reporting verb: its verb group, its subject and the edges of its clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.model.span import Span
from annotator.text.lexicon import Cue, Lexicon, Tense
from annotator.text.quotes import OPENING, quotations
from annotator.text.segments import words
from annotator.text.sentences import sentence_at
from annotator.text.words import MONTHS, WEEKDAYS


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


BE = _set("be is are was were been being am isn't aren't wasn't weren't 's")
AUXILIARIES = BE | _set(
    "has have had having do does did will would shall should can could may might must cannot "
    "hasn't haven't hadn't don't doesn't didn't won't wouldn't can't couldn't shouldn't"
)
ADVERBS = _set(
    "not never also later then since already again even still now once only just thus soon "
    "first often further too always ever repeatedly earlier"
)
_NOT_ADVERBS = _set(
    "family italy july ally reply supply apply bully rally assembly fly rely sicily"
)
DETERMINERS = _set(
    "the a an this that these those his her its their our my your no any some every each another "
    "such several many few all both"
)
PREPOSITIONS = _set(
    "in on at by after before during for from with without to of about against over under into "
    "through since until despite amid following between among towards toward upon via as than"
)
PRONOUNS = _set("i he she it we they you who which one someone everyone nobody others many some")
_SUBORDINATORS = _set(
    "that when while after because although though if since before where whether as whereas until "
    "unless but so what how why"
)
_STOPS_RIGHT = PREPOSITIONS - {"of", "for", "from"} | _set(
    "when while who which that because although today yesterday earlier later monday tuesday "
    "wednesday thursday friday saturday sunday last this and but"
)
_LEADING = _set(
    "and but so yet then however meanwhile also earlier later today yesterday still now thus "
    "nevertheless moreover instead indeed finally recently separately although though while when "
    "because if as that since after before where whether whereas"
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
    """A reporting verb with its auxiliaries: tokens `first` to `last`, the verb itself at `verb`."""

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

    def index_at(self, at: int) -> int | None:
        """The token that begins or goes on at a position."""
        for index, token in enumerate(self.tokens):
            if token.span.end > at:
                return index if token.span.start <= at else None
        return None


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
    while first > 0 and not clause.breaks(first) and _in_group(clause.lower(first - 1)):
        first -= 1
    before = {clause.lower(at) for at in range(first, index)}
    group = Group(cue, tense, first, index, index + len(cue.rest), _is_passive(before, tense))
    return group if _is_verb(clause, group, before) else None


def _in_group(word: str) -> bool:
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


def subject(clause: Clause, group: Group, lexicon: Lexicon) -> Span | None:
    """The noun phrase before a verb group that says, with its title and apposition."""
    end = group.first - 1
    if end < 0 or clause.is_quoted(end):
        return None
    if clause.lower(end) in {"who", "which", "he", "she", "they", "it", "we", "i", "you"}:
        return clause.tokens[end].span
    if clause.lower(end) in {"and", "but", "or"} or group.tense is Tense.ING:
        return main_subject(clause, end, lexicon)
    start = _chunk_start(clause, end)
    if clause.breaks(group.first) and "," in clause.gap(group.first) and start > 0:
        start = _chunk_start(clause, start - 1)
    return _phrase(clause, start, end)


def main_subject(clause: Clause, before: int, lexicon: Lexicon) -> Span | None:
    """What stands before the first finite verb of a sentence."""
    start = 0
    while start < before and clause.is_quoted(start):
        start += 1
    for index in range(start + 1, before + 1):
        if is_finite(clause, index, lexicon):
            end = index - 1
            while end > start and _in_group(clause.lower(end)):
                end -= 1
            return _phrase(clause, start, end)
    return None


def is_finite(clause: Clause, index: int, lexicon: Lexicon) -> bool:
    """Whether a token looks like the finite verb of a clause."""
    word = clause.lower(index)
    if word in AUXILIARIES:
        return True
    if clause.is_capital(index) or clause.lower(index - 1) in DETERMINERS | PREPOSITIONS:
        return False
    verb = lexicon.verbs.get(word)
    known = verb is not None and verb.tense in {Tense.PAST, Tense.PRESENT}
    return known or (word.endswith("ed") and len(word) > 4) or word in _COMMON_PAST  # noqa: PLR2004


_COMMON_PAST = _set(
    "made took gave went came met left sent held won lost told began led fell rose "
    "quit ended became saw kept stood spoke stopped paid sold bought brought "
    "fought sought issues makes takes gives put set hit cut ran drew broke wrote"
)
# fmt: skip


def phrase_after(clause: Clause, index: int) -> Span | None:
    """The noun phrase that begins at a token: behind "said", "by" or "according to"."""
    end = index
    while end < len(clause.tokens):
        if end > index and (clause.breaks(end) or clause.lower(end) in _STOPS_RIGHT):
            break
        end += 1
    while end > index and is_adverb(clause.lower(end - 1)):
        end -= 1
    if end <= index or clause.lower(index) in PREPOSITIONS:
        return None
    return _joined(clause, index, end - 1)


def _chunk_start(clause: Clause, end: int) -> int:
    """The first token of what stands, unbroken by punctuation or a conjunction, before a verb."""
    start = end
    while start > 0 and not clause.breaks(start) and clause.lower(start - 1) not in _SUBORDINATORS:
        start -= 1
    return start


def _phrase(clause: Clause, start: int, end: int) -> Span | None:
    while start < end and (clause.lower(start) in _LEADING or is_adverb(clause.lower(start))):
        start += 1
    start = _behind_time(clause, _behind_dateline(clause, start, end), end)
    if clause.lower(start) in PREPOSITIONS | DETERMINERS and start == end:
        return None
    return _joined(clause, start, end)


def _behind_time(clause: Clause, start: int, end: int) -> int:
    """The token behind "On Monday" or "In March 2031"."""
    if clause.lower(start) not in {"on", "in", "at", "by"}:
        return start
    at = start + 1
    while at < end and (
        clause.lower(at).strip(".") in WEEKDAYS | MONTHS or clause.lower(at)[:1].isdigit()
    ):
        at += 1
    return at if at > start + 1 else start


def _behind_dateline(clause: Clause, start: int, end: int) -> int:
    """The token behind a date such as 2031-05-02 that the sentence follows without a stop."""
    for at in range(start, min(start + 3, end)):
        if clause.lower(at)[:4].isdigit() and clause.lower(at).count("-") > 1:
            return at + 1
    return start


def _joined(clause: Clause, start: int, end: int) -> Span:
    first, last = clause.tokens[start].span, clause.tokens[end].span
    return Span(first.start, max(last.end, first.end))
