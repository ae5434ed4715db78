"""Checks of one entity, as far as an article mentions it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from annotator.model.entity import Entity
from annotator.model.ids import Ref
from annotator.model.span import Span
from annotator.review.base import Article, Check, Correction, Decision, Finding, Severity

ENTITY_TYPE = Check("entity_without_type", "entities without a type of the schema", Severity.WRONG)


def without_type(
    entity: Entity, place: Span, tagged: Mapping[str, int], article: Article
) -> Finding | None:
    """An entity of a type that the schema does not have.

    `place` is its first mention, `tagged` says how often its mentions have which type.
    """
    if article.knows_type(entity.type):
        return None
    known = {type: count for type, count in tagged.items() if article.knows_type(type)}
    fix: Correction | Decision = Decision("Choose a type", "entity.retype")
    if known:
        type = max(known, key=lambda each: (known[each], each))
        fix = Correction(f"Make it {article.label(type)}", replace(entity, type=type))
    named = f"The type “{entity.type}” of" if entity.type else "The type of"
    sentence = f"{named} {entity.name} is none of the schema."
    return Finding(ENTITY_TYPE, place, sentence, Ref("entity", entity.id), fix)
