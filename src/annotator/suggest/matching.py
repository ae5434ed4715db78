"""How well a description such as "the union leader" fits somebody, from 0 to 1."""

from __future__ import annotations

from annotator.suggest.describing import Description
from annotator.suggest.figures import Figure
from annotator.suggest.speaker_words import (
    COMPANY_WORDS,
    NAMELESS_KINDS,
    bodies_like,
    is_personal,
    roles_like,
)

_ALIKE = 0.75
_NAMELESS = 0.6
_STATES = frozenset({"government", "administration", "cabinet", "state", "country", "authorities"})


def is_role(head: str) -> bool:
    """Whether a word is what a person is or does."""
    return is_personal(head)


def is_body(head: str) -> bool:
    """Whether a word is a kind of organisation."""
    return head in bodies_like() or head in _STATES


def is_state(head: str) -> bool:
    """Whether a word means those who govern a country."""
    return head in _STATES


def alike(head: str) -> frozenset[str]:
    """The words that may stand for what a word names, with itself."""
    return roles_like().get(head, frozenset()) | bodies_like().get(head, frozenset()) | {head}


def fit(wanted: Description, figure: Figure) -> float:
    """How well a description fits what the text says of somebody, and the name itself."""
    best = 0.0
    pool = figure.said | figure.words
    share = len(wanted.words & pool) / len(wanted.words) if wanted.words else 1.0
    for each in figure.described:
        if each.head:
            best = max(best, _head_fit(wanted.head, each.head))
    if figure.type in {"organization", "gpe", "group"}:
        for word in figure.words:
            best = max(best, _head_fit(wanted.head, word))
        best = best or _kindless(wanted.head, figure)
    return best * (0.45 + 0.55 * share)


def belongs(figure: Figure, owner: Figure) -> bool:
    """Whether what the text says of one of two names the other."""
    return bool(_own_words(owner) & figure.said) or bool(_own_words(figure) & owner.said)


def _own_words(figure: Figure) -> frozenset[str]:
    return frozenset(word for word in figure.words if len(word) > 3)  # noqa: PLR2004


def _head_fit(wanted: str, said: str) -> float:
    if wanted == said:
        return 1.0
    return _ALIKE if said in alike(wanted) else 0.0


def _kindless(head: str, figure: Figure) -> float:
    """A name that says nothing of its kind may be a company; a country has a government."""
    if figure.type == "gpe":
        return _NAMELESS if head in _STATES else 0.0
    if head not in NAMELESS_KINDS:
        return 0.0
    said = {each.head for each in figure.described} | figure.words
    if said & COMPANY_WORDS and head in alike("company"):
        return _ALIKE
    return 0.0 if any(is_body(word) for word in said) else _NAMELESS
