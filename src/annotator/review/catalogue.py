"""Every check there is."""

from __future__ import annotations

from annotator.review.base import Check
from annotator.review.entities import ENTITY_TYPE
from annotator.review.mentions import DATE_VALUE, EDGE, TYPES_DIFFER, UNKNOWN_TYPE
from annotator.review.names import TWIN
from annotator.review.quotations import QUOTATION
from annotator.review.statements import CUE, FORM, NESTED, NO_SOURCE
from annotator.review.strings import TWO_ENTITIES, TWO_TYPES

CHECKS: tuple[Check, ...] = (
    TWIN,
    TWO_TYPES,
    TWO_ENTITIES,
    QUOTATION,
    NO_SOURCE,
    UNKNOWN_TYPE,
    TYPES_DIFFER,
    ENTITY_TYPE,
    EDGE,
    FORM,
    CUE,
    NESTED,
    DATE_VALUE,
)
