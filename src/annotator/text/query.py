r"""The language of searches: words, phrases, beginnings, patterns, and filters by annotation.

    minister "relief funds" harbo* /Ines\s+F\w+/ -rumour type:person linked:no state:done

Everything asked for must hold; `OR` between two words asks for either. What cannot be understood
is told in a sentence with its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

import regex

from annotator.errors import AnnotatorError

Unit = Literal["document", "mention", "statement", "annotation"]


class NoQuery(AnnotatorError):
    """What was typed is no search."""


class TermKind(StrEnum):
    """How a term is found: as whole words, as words of which the last goes on, or by a pattern."""

    WORDS = "words"
    PREFIX = "prefix"
    PATTERN = "pattern"


@dataclass(frozen=True, slots=True)
class Term:
    """Words to find. `at` is where they begin in what was typed, in code points."""

    words: str
    kind: TermKind = TermKind.WORDS
    at: int = 0
    any_case: bool = True


@dataclass(frozen=True, slots=True)
class Filter:
    """A value that what is found must have, or with `excluded` must not have."""

    name: str
    value: str
    at: int = 0
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class FilterHelp:
    """A filter that can be typed: what it is about, and an example for those who do not know it.

    `values` are all that it takes, where they are few and the same in every project.
    """

    name: str
    unit: Unit
    words: str
    example: str
    values: tuple[str, ...] = ()


_YES_NO = ("yes", "no")
FILTERS: tuple[FilterHelp, ...] = (
    FilterHelp("type", "mention", "mentions of a type", "type:person"),
    FilterHelp("entity", "mention", "mentions of an entity", 'entity:"Ada Otieno"'),
    FilterHelp("linked", "annotation", "linked to an entity or to none", "linked:no", _YES_NO),
    FilterHelp("level", "mention", "names, noun phrases, pronouns", "level:NAM",
               ("NAM", "NOM", "PRO", "VRB")),
    FilterHelp("kind", "statement", "what the source does by saying it", "kind:deny"),
    FilterHelp("source", "statement", "statements by somebody", 'source:"Ada Otieno"'),
    FilterHelp("about", "statement", "statements about an entity", "about:Nairobi"),
    FilterHelp("form", "statement", "how it is reported", "form:direct",
               ("direct", "mixed", "indirect", "reported", "scare")),
    FilterHelp("status", "annotation", "accepted, or only suggested", "status:suggested",
               ("accepted", "suggested", "rejected")),
    FilterHelp("doubt", "annotation", "marked as doubtful", "doubt:yes", _YES_NO),
    FilterHelp("by", "annotation", "who made the annotation", "by:ana"),
    FilterHelp("state", "document", "articles that are open or done", "state:done",
               ("open", "done")),
    FilterHelp("lang", "document", "the language of the article", "lang:es"),
    FilterHelp("published", "document", "when; a year, month or day", "published:2025-11"),
    FilterHelp("publisher", "document", "who published the article", "publisher:Herald"),
    FilterHelp("title", "document", "words in the title", "title:harbour"),
)  # fmt: skip
_BY_NAME = {each.name: each for each in FILTERS}


@dataclass(frozen=True, slots=True)
class Query:
    """A search: groups of terms of which each needs one to stand there, and none of `without`."""

    groups: tuple[tuple[Term, ...], ...] = ()
    without: tuple[Term, ...] = ()
    filters: tuple[Filter, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every term whose places are looked for."""
        return tuple(term for group in self.groups for term in group)

    @property
    def unit(self) -> Unit:
        """What is found: places of words in documents, mentions, statements, or both of these."""
        units = {_BY_NAME[each.name].unit for each in self.filters}
        for unit in ("mention", "statement", "annotation"):
            if unit in units:
                return unit
        return "document"


_PIECE = regex.compile(
    r"""(?P<space>\s+)
    |(?P<minus>-)?(?:
        /(?P<pattern>(?:\\.|[^/\\])*)(?P<close>/)?(?P<flags>[a-z]*)
        |(?P<name>[A-Za-z]+):(?P<value>"[^"]*"?|[^\s"]\S*|)
        |"(?P<phrase>[^"]*)(?P<quote>")?(?P<more>\*)?
        |(?P<word>[^\s"]+)
    )""",
    regex.VERBOSE,
)


_Piece = regex.Match[str]
OPERATORS = ("AND", "OR", "NOT")
_WHEN = regex.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")


def parse(typed: str) -> Query:
    """The search that was typed. Raises NoQuery with a sentence that names the place."""
    if "\0" in typed:
        raise NoQuery("A search cannot hold the character U+0000.")
    groups: list[tuple[Term, ...]] = []
    without: list[Term] = []
    filters: list[Filter] = []
    pieces = [each for each in _PIECE.finditer(straightened(typed)) if not each["space"]]
    for before, match, after in zip([None, *pieces], pieces, [*pieces[1:], None], strict=False):
        if match[0] in OPERATORS:
            _refuse_dangling(before, match, after)
            continue
        found = _filter(match) if match["name"] else _term(match)
        if isinstance(found, Filter):
            filters.append(found)
        elif match["minus"]:
            without.append(found)
        elif before is not None and before[0] == "OR":
            groups[-1] = (*groups[-1], found)
        else:
            groups.append((found,))
    query = Query(tuple(groups), tuple(without), tuple(filters))
    _refuse_mixed(query)
    return query


def place(at: int) -> str:
    """A place in what was typed, as a person counts."""
    return f"character {at + 1}"


def straightened(typed: str) -> str:
    """Curly quotation marks, which some keyboards type, as straight ones."""
    return typed.translate(dict.fromkeys(map(ord, "\u201c\u201d\u201e\u00ab\u00bb"), '"'))


def _term(match: _Piece) -> Term:
    at = match.start() + len(match["minus"] or "")
    if match["pattern"] is not None:
        return _pattern(match, at)
    if match["phrase"] is not None:
        if not match["quote"]:
            raise NoQuery(f'The quotation mark at {place(at)} has no other one: close it with ".')
        if not match["phrase"].strip():
            raise NoQuery(f"There is nothing between the quotation marks at {place(at)}.")
        kind = TermKind.PREFIX if match["more"] else TermKind.WORDS
        return Term(match["phrase"].strip(), kind, at)
    word = match["word"]
    bare = word.removesuffix("*")
    if "*" in bare or not bare:
        raise NoQuery(
            f"The * at {place(at + word.index('*'))} must stand at the end of a word, as in"
            " harbo*; a pattern between slashes finds more, as in /har?bou?r/."
        )
    return Term(bare, TermKind.PREFIX if bare != word else TermKind.WORDS, at)


def _pattern(match: _Piece, at: int) -> Term:
    if not match["close"]:
        raise NoQuery(
            f'The pattern at {place(at)} has no end: close it with /, or put the words in ".'
        )
    if not match["pattern"]:
        raise NoQuery(f"There is nothing between the slashes at {place(at)}.")
    if match["flags"] not in ("", "i"):
        raise NoQuery(
            f"After the pattern at {place(at)} only i may stand (capitals and small letters alike),"
            f" not {match['flags']}."
        )
    return Term(match["pattern"], TermKind.PATTERN, at, any_case=match["flags"] == "i")


def _filter(match: _Piece) -> Filter:
    at = match.start() + len(match["minus"] or "")
    name, value = match["name"].lower(), match["value"]
    if name not in _BY_NAME:
        known = ", ".join(f"{each.name}:" for each in FILTERS)
        raise NoQuery(
            f"There is no filter {name}: ({place(at)}). There are {known}. To find words with a"
            ' colon, put them in ".'
        )
    bare = value.strip('"').strip()
    if value.startswith('"') and (len(value) == 1 or not value.endswith('"')):
        raise NoQuery(f"The quotation mark at {place(at + len(name) + 1)} has no other one.")
    if not bare:
        raise NoQuery(f"{name}: at {place(at)} needs a value, as in {_BY_NAME[name].example}.")
    values = _BY_NAME[name].values
    meant = next((each for each in values if each.lower() == bare.lower()), None)
    if values and meant is None:
        raise NoQuery(f"{name}: at {place(at)} is {_either(values)}, not {bare}.")
    _refuse_wrong_date(name, bare, at)
    return Filter(name, meant or bare, at, excluded=bool(match["minus"]))


def _refuse_dangling(before: _Piece | None, operator: _Piece, after: _Piece | None) -> None:
    """Refuse an operator without two things that it could join."""
    word, where = operator[0], place(operator.start())
    sides = (before, after)
    is_open = any(side is None or side[0] in OPERATORS for side in sides)
    itself = f'To find the word, type "{word}".'
    if word == "NOT":
        raise NoQuery(f"NOT at {where} is not known: articles without a word are -rumour. {itself}")
    if word == "AND" and is_open:
        raise NoQuery(
            f"AND at {where} stands between two things to find, as in minister AND denied, and may"
            f" be left out. {itself}"
        )
    if word == "OR" and (
        is_open or any(side and (side["name"] or side["minus"]) for side in sides)
    ):
        raise NoQuery(
            f"OR at {where} stands between two words, as in denied OR denies; neither may be a"
            f" filter or begin with -. {itself}"
        )


def _refuse_wrong_date(name: str, value: str, at: int) -> None:
    if name == "published" and not _is_when(value):
        raise NoQuery(
            f"published: at {place(at)} is a year, month or day, as in 2025, 2025-11 or 2025-11-07,"
            f" not {value}."
        )


def _is_when(value: str) -> bool:
    """Whether this is a year, a month or a day that there is."""
    if not _WHEN.fullmatch(value):
        return False
    try:
        date.fromisoformat(value + "-01" * (2 - value.count("-")))
    except ValueError:
        return False
    return True


def _refuse_mixed(query: Query) -> None:
    first: dict[Unit, Filter] = {}
    for each in query.filters:
        first.setdefault(_BY_NAME[each.name].unit, each)
    if "mention" in first and "statement" in first:
        mention, statement = first["mention"], first["statement"]
        raise NoQuery(
            f"{mention.name}: ({place(mention.at)}) finds mentions and {statement.name}:"
            f" ({place(statement.at)}) finds statements. Ask for one of them."
        )
    if query.without and not query.groups and not query.filters:
        raise NoQuery("A search needs something to find besides what must not be there.")


def _either(values: tuple[str, ...]) -> str:
    return f"{', '.join(values[:-1])} or {values[-1]}"
