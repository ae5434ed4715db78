"""The figures of agreement in a table of 80 columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import MappingProxyType

from annotator.review.clusters import Clusters
from annotator.review.figures import Codes, Counts, Score, share
from annotator.review.mention_scores import MentionScore
from annotator.review.statement_scores import StatementScore
from annotator.session.comparing import Comparison, Scored
from annotator.session.sides import Listed
from annotator.text.visible import cut

_NAMES, _WIDE, _MOST_LISTED = 24, 80, 20
_UNKNOWN = "-"
_TITLES = MappingProxyType({"b_cubed": "B-cubed", "ceaf_e": "CEAF-e", "muc": "MUC", "lea": "LEA"})
Names = tuple[str, str]


def lines(found: Comparison, names: Names, *, suggested: bool, by: str | None) -> Iterator[str]:
    """The table, with one more by `type` or by `document` if that is wanted."""
    yield from _heading(found, names, suggested=suggested)
    yield from _mention_lines(found.total.mentions)
    if by == "type":
        yield from _type_lines(found.total.mentions)
    yield from _statement_lines(found.total.statements, found.speakers)
    yield from _entity_lines(found.clusters)
    if by == "document":
        yield from _document_lines(found.documents)
    yield from _not_compared("Only in gold", found.only_gold)
    yield from _not_compared("Only in the system", found.only_system)
    yield from _not_compared("Not compared, since the texts differ", found.other_text)


def _heading(found: Comparison, names: Names, *, suggested: bool) -> Iterator[str]:
    number = len(found.documents)
    yield f"gold:    {names[0]}"
    yield f"system:  {names[1]}{', with what it suggests' if suggested else ''}"
    yield f"{number:,} {'article' if number == 1 else 'articles'} compared"


def _mention_lines(score: MentionScore) -> Iterator[str]:
    yield from _table_head("Mentions")
    yield _row("exact, with type", score.exact_typed)
    yield _row("exact", score.exact)
    yield _row("overlapping, with type", score.overlapping_typed)
    yield _row("overlapping", score.overlapping)
    yield f"\n{'Of those exact':{_NAMES}}{'number':>8}{'share':>8}"
    yield _code_line("same type", score.types)


def _type_lines(score: MentionScore) -> Iterator[str]:
    head = "".join(f"{word:>8}" for word in ("gold", "system", "P", "R", "F", "over. F", "agree"))
    yield f"\n{'By type, exact':{_NAMES}}{head}"
    for type, counts in score.exact_by_type.items():
        of = counts.score
        shares = (of.precision, of.recall, of.f, score.overlapping_by_type[type].score.f)
        yield (
            f"{type:{_NAMES}}{counts.gold:>8,}{counts.system:>8,}"
            + "".join(f"{_figure(each):>8}" for each in (*shares, counts.observed))
        )


def _statement_lines(score: StatementScore, speakers: Counts) -> Iterator[str]:
    yield from _table_head("Statements")
    yield _row("matched", score.matched)
    yield _row("cue exact", score.cue_exact)
    yield _row("cue overlapping", score.cue_overlapping)
    number = score.matched.right
    yield f"\n{'Of those matched':{_NAMES}}{'number':>8}{'share':>8}"
    yield _share_line("content exact", score.content_exact, number)
    yield _share_line("content overlap, mean", score.content_overlap, number)
    yield _share_line("content overlap >= 0.8", score.content_nearly, number)
    yield _share_line("source overlapping", score.source_overlaps, score.sourced)
    # Where the system links nobody, it is not wrong about anybody either.
    same = share(speakers.right, speakers.gold) if speakers.system else None
    yield f"{'source, same entity':{_NAMES}}{speakers.gold:>8,}{_figure(same):>8}"
    yield _code_line("form", score.forms)
    yield _code_line("kind", score.kinds)
    yield _code_line("epistemic", score.stances)


def _entity_lines(clusters: Clusters) -> Iterator[str]:
    heads = "".join(f"{word:>8}" for word in ("gold", "system", "", "P", "R", "F"))
    yield f"\n{'Entities':{_NAMES}}{heads}"
    sizes = f"{len(clusters.gold):>8,}{len(clusters.system):>8,}{'':>8}"
    for name, score in clusters.measures().items():
        shown = score if clusters.system else Score(None, None)
        yield f"{_TITLES[name]:{_NAMES}}{sizes}{_shares(shown)}"


def _document_lines(documents: Sequence[Scored]) -> Iterator[str]:
    yield f"\n{'By article':{_NAMES}}{'mentions, exact':>24}{'statements':>24}"
    heads = "".join(f"{word:>8}" for word in ("gold", "system", "F"))
    yield f"{'':{_NAMES}}{heads}{heads}"
    for each in documents:
        mentions, statements = each.score.mentions.exact_typed, each.score.statements.matched
        title = " ".join(each.document.title.split())
        yield cut(f"{each.document.id}  {title}", _WIDE)
        yield f"{'':{_NAMES}}{_numbers(mentions)}{_numbers(statements)}"


def _not_compared(what: str, documents: Sequence[Listed]) -> Iterator[str]:
    if not documents:
        return
    number = len(documents)
    yield f"\n{what}: {number:,} {'article' if number == 1 else 'articles'}"
    for each in documents[:_MOST_LISTED]:
        yield cut(f"  {each.id}  {' '.join(each.title.split())}", _WIDE)
    if number > _MOST_LISTED:
        yield f"  and {number - _MOST_LISTED:,} more; --json lists them all"


def _table_head(title: str) -> Iterator[str]:
    heads = "".join(f"{word:>8}" for word in ("gold", "system", "right", "P", "R", "F"))
    yield f"\n{title:{_NAMES}}{heads}"


def _row(name: str, counts: Counts) -> str:
    numbers = f"{counts.gold:>8,}{counts.system:>8,}{counts.right:>8,}"
    return f"{name:{_NAMES}}{numbers}{_shares(counts.score)}"


def _shares(score: Score) -> str:
    return "".join(f"{_figure(each):>8}" for each in (score.precision, score.recall, score.f))


def _numbers(counts: Counts) -> str:
    return f"{counts.gold:>8,}{counts.system:>8,}{_figure(counts.score.f):>8}"


def _share_line(name: str, part: float, whole: int) -> str:
    return f"{name:{_NAMES}}{whole:>8,}{_figure(share(part, whole)):>8}"


def _code_line(name: str, codes: Codes) -> str:
    line = f"{name:{_NAMES}}{codes.number:>8,}{_figure(codes.observed):>8}"
    return f"{line}   kappa {_figure(codes.kappa)}"


def _figure(share_: float | None) -> str:
    return _UNKNOWN if share_ is None else f"{share_:.3f}"
