"""All figures of a comparison as one tree, for JSON and scripts; docs/evaluation.md has them."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.review.agreement import DocumentScore
from annotator.review.figures import Codes, Counts, Score, share
from annotator.review.mention_scores import MentionScore
from annotator.review.statement_scores import StatementScore
from annotator.session.comparing import Comparison
from annotator.session.sides import Listed

_DIGITS = 4
Tree = dict[str, object]


def tree(found: Comparison, names: tuple[str, str], *, suggested: bool, documents: bool) -> Tree:
    """All figures, and those of each document if they are wanted."""
    made: Tree = {
        "gold": names[0],
        "system": names[1],
        "suggested": suggested,
        "documents": {
            "compared": len(found.documents),
            "only_gold": _listed(found.only_gold),
            "only_system": _listed(found.only_system),
            "other_text": _listed(found.other_text),
        },
        **_score_tree(found.total),
        "source_entities": _counts(found.speakers),
        "entities": {name: _score(score) for name, score in found.clusters.measures().items()},
    }
    if documents:
        made["by_document"] = [
            {"id": each.document.id, "title": each.document.title, **_score_tree(each.score)}
            for each in found.documents
        ]
    return made


def _listed(documents: Sequence[Listed]) -> list[Tree]:
    return [{"id": each.id, "title": each.title} for each in documents]


def _score_tree(score: DocumentScore) -> Tree:
    return {"mentions": _mentions(score.mentions), "statements": _statements(score.statements)}


def _mentions(score: MentionScore) -> Tree:
    return {
        "exact_typed": _counts(score.exact_typed),
        "exact": _counts(score.exact),
        "overlapping_typed": _counts(score.overlapping_typed),
        "overlapping": _counts(score.overlapping),
        "types": _codes(score.types),
        "by_type": {
            type: {
                "exact": {**_counts(counts), "observed": _rounded(counts.observed)},
                "overlapping": _counts(score.overlapping_by_type[type]),
            }
            for type, counts in score.exact_by_type.items()
        },
    }


def _statements(score: StatementScore) -> Tree:
    number = score.matched.right
    return {
        "matched": _counts(score.matched),
        "cue_exact": _counts(score.cue_exact),
        "cue_overlapping": _counts(score.cue_overlapping),
        "content": {
            "exact": _rounded(share(score.content_exact, number)),
            "mean_overlap": _rounded(score.mean_overlap),
            "at_least_0.8": _rounded(share(score.content_nearly, number)),
        },
        "source_overlaps": {
            "share": _rounded(share(score.source_overlaps, score.sourced)),
            "number": score.sourced,
        },
        "form": _codes(score.forms),
        "kind": _codes(score.kinds),
        "epistemic": _codes(score.stances),
    }


def _counts(counts: Counts) -> Tree:
    numbers = {"gold": counts.gold, "system": counts.system, "right": counts.right}
    return {**numbers, **_score(counts.score)}


def _score(score: Score) -> Tree:
    return {
        "precision": _rounded(score.precision),
        "recall": _rounded(score.recall),
        "f": _rounded(score.f),
    }


def _codes(codes: Codes) -> Tree:
    return {
        "observed": _rounded(codes.observed),
        "kappa": _rounded(codes.kappa),
        "number": codes.number,
    }


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, _DIGITS)
