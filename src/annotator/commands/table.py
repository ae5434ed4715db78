"""Bringing in a table of articles: which of its columns is what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import cast

from annotator.commands.choices import filtered
from annotator.commands.document import bring_in
from annotator.commands.registry import Arguments, Asker, command
from annotator.session import Choice, ChoiceQuestion, PathsQuestion, Session
from annotator.session.importing import Way
from annotator.session.state import PANELS
from annotator.session.table_columns import Proposal, proposed, remember

_ENDINGS = ("*.csv", "*.tsv", "*.tab", "*.xlsx", "*.xlsm", "*.jsonl", "*.ndjson")
_WHAT = {
    "text": "the text of an article",
    "title": "the title",
    "date": "the day on which it was published",
    "author": "who wrote it",
    "publisher": "who published it",
    "url": "its address",
    "language": "its language",
    "id": "its number or name",
}
"""What a column may hold, in the order in which it is asked."""
_NONE = "-"


@dataclass(frozen=True, slots=True)
class Shown:
    """A proposal that was shown, and whether it is taken as it is."""

    proposal: Proposal
    taken: bool


def _ask_table(_session: Session, _: Arguments) -> PathsQuestion:
    return PathsQuestion("Import a table of articles", _ENDINGS, several=False)


def _ask_whole(session: Session, given: Arguments) -> ChoiceQuestion:
    """Shows what is proposed for each column, with its first rows."""
    path = cast("Sequence[Path]", given["paths"])[0]
    with session.progress.during("Reading the table") as watch:
        proposal = watch.wait(lambda: proposed(path))
    each_asked = Shown(proposal, taken=False)
    lines = [
        Choice(f"{what} is “{column}”", each_asked, proposal.sample(column))
        for what, column in proposal.held.items()
    ]
    rest = [column for column in proposal.columns if column not in proposal.held.values()]
    lines += [
        Choice(f"“{column}” is kept as metadata", each_asked, proposal.sample(column))
        for column in rest
    ]
    first = Choice("Say for each what its column is", each_asked)
    if "text" in proposal.held:
        detail = "as you said before" if proposal.remembered else "as guessed by the names"
        first = Choice("Import it so", Shown(proposal, taken=True), detail)
    title = f"The columns of {path.name}; to change one, choose it"
    return ChoiceQuestion(title, filtered([first, *lines]), wide=True)


def _ask_column(what: str, _session: Session, given: Arguments) -> ChoiceQuestion | None:
    """Asks which column holds something: that which is proposed first, then those left.

    Where none is left there is nothing to ask.
    """
    shown = cast("Shown", given["shown"])
    if shown.taken:
        return None
    proposal = shown.proposal
    taken = {given.get(each) for each in _WHAT}
    first = proposal.held.get(what)
    left = [column for column in proposal.columns if column not in taken and column != first]
    columns = [first, *left] if first in proposal.columns and first not in taken else left
    choices = [Choice(column, column, proposal.sample(column)) for column in columns if column]
    if not choices:
        return None
    if what != "text":
        nothing = Choice("No column", _NONE)
        choices.insert(0 if first is None else len(choices), nothing)
    return ChoiceQuestion(f"Which column is {_WHAT[what]}?", filtered(choices), wide=True)


def _askers() -> dict[str, Asker]:
    return {what: partial(_ask_column, what) for what in _WHAT}


@command(
    "Import a table…",
    modes=PANELS,
    menu="File",
    asks={"paths": _ask_table, "shown": _ask_whole, **_askers()},
)
def import_(session: Session, /, paths: Sequence[Path], shown: Shown, **columns: str) -> None:
    """Bring in a table of articles (CSV, TSV, JSON Lines, Excel), one a row, by its columns.

    Which column is what is proposed with the first rows, can be changed, and is remembered for
    tables with the same columns.
    """
    proposal = shown.proposal
    held: Mapping[str, str] = proposal.held
    if not shown.taken:
        held = {what: column for what, column in columns.items() if column != _NONE}
    options = {what: held.get(what, _NONE) for what in _WHAT}
    bring_in(session, paths, Way("table", options))
    remember(proposal.columns, held)
