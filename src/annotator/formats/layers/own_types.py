"""The layers that annotator writes beside those of DKPro, as types of UIMA and INCEpTION.

INCEpTION makes layers of them when it is given the type system. docs/layers.md lists them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from annotator.formats.layers.nodes import (
    ANNOTATION,
    ARRAY,
    BASE,
    BOOLEAN,
    DOUBLE,
    FILLER,
    ROLE,
    SOURCE,
    STRING,
    TARGET,
    TOP,
    Feature,
    NodeType,
    TypeSystem,
)
from annotator.formats.layers.standard import NAMED_ENTITY, STANDARD
from annotator.model.schema import AttributeKind, AttributeType

_CUSTOM = "webanno.custom."
PART = f"{_CUSTOM}Part"
STATEMENT = f"{_CUSTOM}Statement"
RELATION = f"{_CUSTOM}Relation"
STATEMENT_RELATION = f"{_CUSTOM}StatementRelation"
LINK = f"{_CUSTOM}Link"
NOTE = f"{_CUSTOM}Note"
REMARK = f"{_CUSTOM}Remark"
EVIDENCE = f"{_CUSTOM}Evidence"
SOURCE_OF_CLAIM = f"{_CUSTOM}Source"
ENTITY = f"{_CUSTOM}Entity"
CLAIM = f"{_CUSTOM}Claim"
ARTICLE = f"{_CUSTOM}Article"
PARTS = "parts"
"""The feature that lists the links of mentions, statements, notes and evidence."""
MENTION_OF = "_mention"
"""Behind the role of a link of a statement: it names a mention, and not the words of the role."""
REST = "attributes"
"""The feature that has, as JSON, all attributes that have no feature of their own."""
_CARRIERS = {
    "mention": NAMED_ENTITY,
    "statement": STATEMENT,
    "entity": ENTITY,
    "claim": CLAIM,
    "document": ARTICLE,
}
_RANGES: Mapping[AttributeKind, str] = {"bool": BOOLEAN, "number": DOUBLE}
_NAME = re.compile("[a-z][a-z0-9_]*")


def _features(words: str, of: str = STRING) -> tuple[Feature, ...]:
    return tuple(Feature(name, of) for name in words.split())


_PROVENANCE = (
    *_features("made_by made_at decision origin changed_at"),
    Feature("confidence", DOUBLE),
)


def link_type(host: str) -> str:
    """The type of the links of a type of nodes, called as INCEpTION calls them."""
    return f"{_CUSTOM}{host.rpartition('.')[2]}PartsLink"


def _host(name: str, features: tuple[Feature, ...], target: str) -> Iterable[NodeType]:
    link = link_type(name)
    slot = Feature(PARTS, ARRAY, link)
    yield NodeType(name, ANNOTATION, (*features, slot, *_PROVENANCE))
    yield NodeType(link, TOP, (Feature(ROLE), Feature(FILLER, target)))


def _relation(name: str, end: str) -> NodeType:
    ends = (Feature(SOURCE, end), Feature(TARGET, end))
    return NodeType(name, ANNOTATION, (*ends, *_features(f"label {REST}"), *_PROVENANCE))


def _beside(name: str, features: tuple[Feature, ...]) -> NodeType:
    return NodeType(name, BASE, (*features, *_PROVENANCE))


def _types() -> Iterable[NodeType]:
    doubt = Feature("doubt", BOOLEAN)
    yield from STANDARD
    yield NodeType(PART)
    mention = _features(f"value identifier entity level normal_value stands_for {REST}")
    yield from _host(NAMED_ENTITY, (*mention, doubt), PART)
    statement = _features(
        "kind form epistemic channel checkworthy source_kind source_entity addressee_entity "
        f"time_entity place_entity about claim {REST}"
    )
    yield from _host(STATEMENT, (*statement, doubt), ANNOTATION)
    yield _relation(RELATION, NAMED_ENTITY)
    yield _relation(STATEMENT_RELATION, STATEMENT)
    yield from _host(NOTE, _features("text tags"), ANNOTATION)
    yield from _host(EVIDENCE, _features("claim stance quote note"), ANNOTATION)
    ends = "label source_entity source_claim target_entity target_claim"
    nodes = _features("source target", TOP)
    yield _beside(LINK, (*_features(f"{ends} {REST}"), *nodes))
    yield _beside(REMARK, (*_features("text tags entity claim"), Feature("on", TOP)))
    yield _beside(SOURCE_OF_CLAIM, _features("claim stance url quote note"))
    entity = "key name label identifier aliases description members agent target time place realis"
    yield _beside(ENTITY, _features(f"{entity} {REST}"))
    claim = f"key text topic verdict reviewed_by reviewed_at {REST}"
    yield _beside(CLAIM, _features(claim))
    article = f"url publisher author published source_name state meta {REST}"
    yield NodeType(ARTICLE, BASE, _features(article))


def own_types(attributes: Iterable[AttributeType] = ()) -> TypeSystem:
    """All types that are written; attributes of the schema become features where they can."""
    types = TypeSystem(_types())
    for carrier, name in _CARRIERS.items():
        own = attribute_features(attributes, carrier)
        if own:
            known = types.get(name)
            parent = known.parent if known else ANNOTATION
            types.add(NodeType(name, parent, tuple(Feature(*each) for each in own.items())))
    return types


def is_text(attribute: AttributeType) -> bool:
    """Whether the values of an attribute are texts, which every format can hold in a feature."""
    return attribute.kind not in _RANGES


def attribute_features(attributes: Iterable[AttributeType], carrier: str) -> dict[str, str]:
    """The attributes that are features of a kind of object, each with the range of its values.

    Not those with several values, nor those with the name of another feature.
    """
    type_ = _CARRIERS.get(carrier)
    if type_ is None:
        return {}
    taken = TypeSystem(_types()).features(type_)
    return {
        each.id: _RANGES.get(each.kind, STRING)
        for each in attributes
        if carrier in each.on
        and each.kind != "multi"
        and _NAME.fullmatch(each.id)
        and each.id not in taken
    }
