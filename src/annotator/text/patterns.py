"""Regular expressions that a person typed: refused before they can take the machine, and timed."""

from __future__ import annotations

import regex

from annotator.text.folding import tokens
from annotator.text.query import NoQuery, Term, place

_LONGEST = 1000
_MOST_STEPS = 20_000
_DEEPEST = 10
_ATOM = regex.compile(
    r"\\(?:[pP]\{[^}]*\}|x..|u....|U.{8}|.)|\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\]"
    r"|(?P<open>\((?:\?(?:P?<\w+>|#|[^)]?))?)|(?P<close>\))|(?P<or>\|)"
    r"|(?P<many>\{(?P<least>\d*)(?P<comma>,?)(?P<most>\d*)\}[?+]?)|(?P<some>[*+?][?+]?)"
    r"|(?P<anchor>[\^$])|(?P<any>\.)|(?P<literal>.)",
    regex.DOTALL,
)
_FAILURES = (regex.error, RecursionError, OverflowError, MemoryError, ValueError, IndexError,
             KeyError, TypeError, AttributeError)  # fmt: skip


def compiled(term: Term) -> regex.Pattern[str]:
    """The pattern of a term. Raises NoQuery for one that is wrong, or that would not end."""
    _refuse_large(term)
    flags = regex.MULTILINE | (regex.IGNORECASE if term.any_case else regex.V0)
    try:
        return regex.compile(term.words, flags)
    except regex.error as error:
        what, at = getattr(error, "msg", str(error)), getattr(error, "pos", None) or 0
        raise NoQuery(f"The pattern is wrong at {place(term.at + 1 + at)}: {what}.") from error
    except _FAILURES as error:  # what the library does with some patterns that are wrong
        raise NoQuery(f"The pattern at {place(term.at)} cannot be understood.") from error


def _refuse_large(term: Term) -> None:
    """Refuse what would be written out into millions of steps before it is first tried."""
    if len(term.words) > _LONGEST:
        raise NoQuery(f"The pattern at {place(term.at)} is longer than {_LONGEST} characters.")
    sizes, last = [0], 0
    for match in _ATOM.finditer(term.words):
        if match["open"]:
            sizes.append(0)
            if len(sizes) > _DEEPEST:
                raise NoQuery(f"The pattern at {place(term.at)} has too many groups in groups.")
            continue
        if match["close"]:
            last = sizes.pop() + 1 if len(sizes) > 1 else 1
        elif match["many"]:
            times = max(int(match[name] or 0) for name in ("least", "most"))
            last = last * max(times - 1, 0)
        else:
            last = 1
        sizes[-1] += last
        if sizes[-1] > _MOST_STEPS:
            raise NoQuery(
                f"The pattern at {place(term.at)} is too expensive: its numbers of repetitions"
                " multiply. Ask for fewer, or use + or *."
            )


def needed_phrases(pattern: str) -> list[list[str]]:
    """Whole tokens that stand in every place the pattern finds, as far as that is easy to see.

    Only what lies outside groups is looked at, and only between two characters of no word.
    """
    # alternatives, spaces without meaning, and patterns that forgive errors need nothing
    if regex.search(r"\||\(\?[a-zA-Z01]*x|\{[^\d,}]", pattern):
        return []
    runs, run, depth = [], "", 0
    for match in _ATOM.finditer(pattern):
        if match["literal"] and depth == 0:
            run += match["literal"]
            continue
        if match["many"] or match["some"]:
            run = run[:-1]  # the character before may be missing
        depth += 1 if match["open"] else -1 if match["close"] else 0
        runs.append(run)
        run = ""
    found = (_inner(each) for each in (*runs, run))
    return [phrase for phrase in found if phrase]


def _inner(run: str) -> list[str]:
    """The tokens of a run of literal characters without those at its ends, which may go on."""
    spaces = [match.span() for match in regex.finditer(r"[\s,;:!]+", run)]
    return tokens(run[spaces[0][1] : spaces[-1][0]]) if len(spaces) > 1 else []
