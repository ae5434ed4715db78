"""Checks of one mention."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType

from annotator.model.entity import Entity
from annotator.model.ids import Ref
from annotator.model.mention import Mention
from annotator.review.base import Article, Check, Correction, Decision, Finding, Severity
from annotator.review.edges import clean_words
from annotator.text.date_values import date_value

EDGE = Check("edge", "edges on a space or mark", Severity.WRONG)
UNKNOWN_TYPE = Check("unknown_type", "types that the schema does not have", Severity.WRONG)
TYPES_DIFFER = Check("types_differ", "mentions of another type than their entity", Severity.WRONG)
DATE_VALUE = Check("date_without_value", "dates without a value", Severity.MISSING)
_DATE = "date"
_ANY_DAY = "2026-01-01"
_PUBLISHED = MappingProxyType({"field": "published"})


def of_mention(mention: Mention, entity: Entity | None, article: Article) -> Iterator[Finding]:
    """What is to be looked at in a mention of an entity, or of none."""
    for found in (
        edge(mention, article),
        unknown_type(mention, entity, article),
        types_differ(mention, entity, article),
        date_without_value(mention, article),
    ):
        if found is not None:
            yield found


def edge(mention: Mention, article: Article) -> Finding | None:
    """A mention that begins or ends with a space or a mark that is no part of the name."""
    spans = clean_words(article.text, mention.spans)
    if spans is None:
        return None
    fix: Correction | Decision = Decision("Remove it", "mention.remove")
    if spans:
        fix = Correction("Trim it", replace(mention, spans=spans))
    sentence = f"{article.quoted(mention.extent)} begins or ends with a space or a mark."
    return _found(EDGE, mention, sentence, fix)


def unknown_type(mention: Mention, entity: Entity | None, article: Article) -> Finding | None:
    """A mention of a type that the schema does not have."""
    if article.knows_type(mention.type):
        return None
    fix: Correction | Decision = Decision("Choose a type", "review.settle_type")
    if entity is not None and article.knows_type(entity.type):
        fix = Correction(f"Make it {article.label(entity.type)}", _typed(mention, entity, article))
    sentence = f"{article.quoted(mention.extent)} has the type “{mention.type}”, which the schema"
    return _found(UNKNOWN_TYPE, mention, f"{sentence} does not have.", fix)


def types_differ(mention: Mention, entity: Entity | None, article: Article) -> Finding | None:
    """A mention of another type than the entity that it is linked to."""
    if entity is None or entity.type == mention.type:
        return None
    if not (article.knows_type(mention.type) and article.knows_type(entity.type)):
        return None
    sentence = (
        f"{article.quoted(mention.extent)} is tagged as {article.label(mention.type)}, but"
        f" {entity.name} is of the type {article.label(entity.type)}."
    )
    fix = Correction(f"Make it {article.label(entity.type)}", _typed(mention, entity, article))
    return _found(TYPES_DIFFER, mention, sentence, fix)


def date_without_value(mention: Mention, article: Article) -> Finding | None:
    """A date that nobody gave its normalised value."""
    if mention.type != _DATE or mention.value:
        return None
    words, published = mention.surface(article.text), article.document.published
    value = date_value(words, published)
    fix: Correction | Decision = Decision("Type its value", "mention.set_value")
    why = ""
    if value:
        fix = Correction(f"Give it the value {value}", replace(mention, value=value))
    elif published is None and date_value(words, _ANY_DAY):
        fix = Decision("Say when the article was published", "document.set_metadata", _PUBLISHED)
        why = ", since the article has no date to count from"
    sentence = f"The date {article.quoted(mention.extent)} has no value{why}."
    return _found(DATE_VALUE, mention, sentence, fix)


def _typed(mention: Mention, entity: Entity, article: Article) -> Mention:
    known = article.schema.entity_type(entity.type)
    level = mention.level if known and mention.level and mention.level in known.levels else None
    return replace(mention, type=entity.type, level=level)


def _found(
    check: Check, mention: Mention, sentence: str, fix: Correction | Decision | None
) -> Finding:
    return Finding(check, mention.extent, sentence, Ref("mention", mention.id), fix)
