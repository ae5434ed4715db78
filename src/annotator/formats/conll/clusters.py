"""Which mentions can name their entity in brackets: of one entity, none may cross another."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.formats.conll.placing import Candidate

CROSSING = "links of mentions that cross another of their entity"


def crossing(candidates: Iterable[Candidate]) -> set[int]:
    """The ids of mentions whose brackets could be taken for those of another of their entity."""
    by_entity: dict[int, list[Candidate]] = {}
    for each in candidates:
        if each.mention.entity is not None:
            by_entity.setdefault(each.mention.entity, []).append(each)
    found: set[int] = set()
    for several in by_entity.values():
        several.sort(key=lambda each: (each.extent.start, -each.extent.end, each.mention.id))
        found |= _crossing([each for each in several if len(each.spans) == 1])
        found |= _overlapping([each for each in several if len(each.spans) > 1])
    return found


def _crossing(candidates: list[Candidate]) -> set[int]:
    found: set[int] = set()
    ends: list[int] = []
    for each in candidates:
        extent = each.extent
        while ends and ends[-1] <= extent.start:
            ends.pop()
        if ends and ends[-1] < extent.end:
            found.add(each.mention.id)
        else:
            ends.append(extent.end)
    return found


def _overlapping(candidates: list[Candidate]) -> set[int]:
    """Of several in pieces each must end before the next begins."""
    found: set[int] = set()
    end = 0
    for each in candidates:
        if each.extent.start < end:
            found.add(each.mention.id)
        else:
            end = each.extent.end
    return found
