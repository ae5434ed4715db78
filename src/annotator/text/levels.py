"""How a mention most likely refers, by its first word."""

from __future__ import annotations

from annotator.model.mention import Level

_PRONOUNS = frozenset(
    """
    i me my mine myself you your yours yourself he him his himself she her hers herself it its
    itself we us our ours ourselves they them their theirs themselves who whom whose which that
    this these those one both each
    """.split()  # noqa: SIM905
)


def level_of(surface: str, *, is_event: bool = False) -> Level:
    """NAM for what has a capital, PRO for a pronoun, VRB for a one-word event, else NOM.

    Scripts without capitals cannot tell a name from a noun; there a surface counts as a name.
    """
    if surface.casefold() in _PRONOUNS:
        return Level.PRO
    letters = [char for char in surface if char.isalpha()]
    if any(char != char.lower() for char in letters):
        return Level.NAM
    if not any(char != char.upper() for char in letters):
        return Level.NAM
    return Level.VRB if is_event and " " not in surface else Level.NOM
