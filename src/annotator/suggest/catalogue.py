"""What each rule, memory and model does, in a sentence for the analyst, by origin."""

from __future__ import annotations

from types import MappingProxyType

_ORIGINS = MappingProxyType(
    {
        "human": "An analyst made this.",
        "rule:plain_names": "It looks like a name: capital letters, a title or a known place.",
        "rule:plain_dates": "It is written like a date.",
        "rule:plain_amounts": "It is written like an amount.",
        "rule:plain_statements": "A reporting word with somebody who speaks and what is said.",
    }
)
_KINDS = MappingProxyType(
    {
        "rule": "The rule “{}” proposed it.",
        "memory": "What was decided before (“{}”) proposed it.",
        "model": "The model “{}” proposed it.",
        "import": "It came with an imported file ({}).",
    }
)


def explain(origin: str) -> str:
    """A sentence on where an annotation of an origin comes from."""
    if origin in _ORIGINS:
        return _ORIGINS[origin]
    kind, _, name = origin.partition(":")
    return _KINDS.get(kind, "It was made by “{}”.").format(name or origin)
