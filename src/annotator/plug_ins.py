"""The entry points of plug-ins, ours and those of others."""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points


def plug_ins(*groups: str) -> tuple[EntryPoint, ...]:
    """What is installed under some groups; nothing where that cannot be looked up now.

    Looking it up opens files, which a system may refuse (too many are open): then the program does
    without plug-ins, and ours are there in any case.
    """
    try:
        found = entry_points()  # once: each time it reads about every package there is
    except OSError:
        return ()
    return tuple(point for group in groups for point in found.select(group=group))
