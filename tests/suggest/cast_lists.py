"""Reads invented articles in which every source is marked with who is meant by it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from annotator.model.span import Span
from annotator.suggest.cast import Cast, Named
from annotator.suggest.speakers import Saying, clear, speakers
from annotator.text.attribution import at_cue
from annotator.text.gazetteer import Gazetteer
from annotator.text.lexicon import Lexicon
from annotator.text.search import occurrences

FOLDER = Path(__file__).parents[1] / "data" / "speakers"
TUNED = ("envoy", "smelter", "trial", "pitch")
HELD_BACK = ("ferry", "ballot")
_MARK = re.compile(r"\{([^|}]*)(\|([^}]*))?\}")
_NEAR = 60


@dataclass(frozen=True)
class Article:
    """A text, its names, and its statements, each with who may be meant (nobody: `-`)."""

    text: str
    names: tuple[Named, ...]
    sayings: tuple[Saying, ...]
    meant: tuple[frozenset[str] | None, ...]


@dataclass
class Tally:
    """How many sources that need it were resolved, and how many links would have been wrong."""

    asked: int = 0
    first: int = 0
    among_three: int = 0
    linked: int = 0
    wrong: int = 0


def read(marked: str, names: str, lexicon: Lexicon) -> Article:
    """An article with sources in braces; names are lines `name | type | short forms`."""
    text, at, found = "", 0, []
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        start = len(text)
        text += match[1]
        source = Span(start, len(text)) if match[1] else None
        found.append((source, start, frozenset(match[3].split("/")) if match[3] else None))
        at = match.end()
    text += marked[at:]
    sayings = [
        Saying(start, source, _content(text, source, start, lexicon)) for source, start, _ in found
    ]
    return Article(text, _named(text, names), tuple(sayings), tuple(meant for *_, meant in found))


def read_file(name: str, lexicon: Lexicon) -> Article:
    """One of the six articles."""
    names, _, marked = (FOLDER / f"{name}.txt").read_text("utf-8").partition("\n---\n")
    return read(marked, names, lexicon)


def resolved(article: Article, lexicon: Lexicon, gazetteer: Gazetteer | None = None):
    """The candidates for every statement of an article."""
    gender_of = (gazetteer or lexicon.gazetteer).gender_of
    return speakers(Cast(article.text, article.names, lexicon, gender_of), article.sayings)


def tally(article: Article, lexicon: Lexicon) -> Tally:
    """How well the speakers of an article are found."""
    count = Tally()
    for found, meant in zip(resolved(article, lexicon), article.meant, strict=True):
        if meant is None:
            continue
        linked = clear(found)
        right = linked is not None and linked.name in meant
        count.wrong += linked is not None and not right
        if meant == {"-"}:
            continue
        count.asked += 1
        count.linked += right
        count.first += bool(found) and found[0].name in meant
        count.among_three += any(each.name in meant for each in found[:3])
    return count


def _named(text: str, names: str) -> tuple[Named, ...]:
    lines = [[part.strip() for part in line.split("|")] for line in names.splitlines() if line]
    everybody = [line[0] for line in lines]
    taken: list[Span] = []
    found: list[Named] = []
    for name, type, *short in sorted(lines, key=lambda line: -len(line[0])):
        forms = [name, *(form.strip() for form in ",".join(short).split(",") if form.strip())]
        others = [other for other in everybody if other != name]
        for place in occurrences(text, forms, taken=taken, rivals=others):
            found.append(Named(place.span, type, name))
            taken.append(place.span)
    return tuple(sorted(found, key=lambda named: named.span))


def _content(text: str, source: Span | None, start: int, lexicon: Lexicon) -> tuple[Span, ...]:
    """What is said, found by the reporting word next to the source."""
    if source is None:
        return (Span(start, text.index("\u201d", start) + 1),)
    near = [*re.finditer("[a-z]+", text[source.end : source.end + _NEAR])]
    for word in near:
        cue = Span(source.end + word.start(), source.end + word.end())
        found = at_cue(text, cue, lexicon)
        if found and found.source and found.source.overlaps(source):
            return found.content
    return ()
