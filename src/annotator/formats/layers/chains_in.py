"""Which mentions of an article are of the same entity: by chains, and by relations that say so."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from annotator.formats.layers.nodes import Node
from annotator.model.ids import EntityId
from annotator.model.mention import Level, Mention
from annotator.model.span import Span

Group = list[int]
"""Numbers of mentions that are of the same entity."""


def unite(
    mentions: list[Mention], groups: Iterable[Group], new: Callable[[Group], EntityId]
) -> Iterator[Group]:
    """Give the mentions of each group one entity: what most of them have already, or a new one.

    Mentions are replaced in the list. Those of a group that have another entity keep it; each group
    with such is handed back.
    """
    for group in groups:
        counts = Counter(entity for each in group if (entity := mentions[each].entity) is not None)
        entity = counts.most_common(1)[0][0] if counts else new(group)
        for each in group:
            if mentions[each].entity is None:
                mentions[each] = replace(mentions[each], entity=entity)
        if len(counts) > 1:
            yield group


def joined(pairs: Iterable[tuple[int, int]]) -> list[Group]:
    """The groups that pairs of numbers make, each number in one of them, in order."""
    group_of: dict[int, Group] = {}
    for one, other in pairs:
        first = group_of.setdefault(one, [one])
        second = group_of.setdefault(other, [other])
        if first is second:
            continue
        if len(first) < len(second):
            first, second = second, first
        first += second
        group_of |= dict.fromkeys(second, first)
    groups = {id(each): sorted(each) for each in group_of.values()}
    return sorted(groups.values())


def links_of(chain_links: Iterable[Node]) -> list[list[Node]]:
    """The links of each chain, in order; a link that comes twice is taken once."""
    links = list(chain_links)
    known = {id(each) for each in links}
    followers = {id(each.node("next")) for each in links}
    seen: set[int] = set()
    chains = []
    for link in sorted(links, key=lambda each: id(each) in followers):  # the first ones first
        chain = []
        here: Node | None = link
        while here is not None and id(here) not in seen:
            seen.add(id(here))
            if id(here) in known:  # what lies in no view is no annotation
                chain.append(here)
            here = here.node("next")
        if chain:
            chains.append(chain)
    return chains


class Places:
    """The mentions at each place of a text, to find those that links of chains mean."""

    def __init__(self, mentions: list[Mention]) -> None:
        self._mentions = mentions
        self._at: dict[Span, Group] = defaultdict(list)
        for number, each in enumerate(mentions):
            self._at[each.extent].append(number)

    def group(self, chain: list[Node], new: Callable[[Span, Node], Mention]) -> Group:
        """The mentions that the links of a chain are; one that is missing is made.

        Where several mentions are at the place of a link, it is the one of the entity that most
        links can be of, or else one without an entity.
        """
        places = [Span(link.start or 0, link.end or 1) for link in chain]
        counts = Counter(
            entity
            for place in places
            for entity in dict.fromkeys(self._mentions[each].entity for each in self._at[place])
            if entity is not None
        )
        wanted = counts.most_common(1)[0][0] if counts else None
        group = []
        for place, link in zip(places, chain, strict=True):
            here = list(self._at[place])
            fitting = [each for each in here if self._mentions[each].entity == wanted]
            free = [each for each in here if self._mentions[each].entity is None]
            if not here:
                self._mentions.append(new(place, link))
                self._at[place].append(len(self._mentions) - 1)
                free = self._at[place]
            group.append((fitting or free or here)[0])
        return list(dict.fromkeys(group))


def level_of(said: str | None) -> Level | None:
    """A level of mentions as files have it, in capitals or not."""
    return next((each for each in Level if said and each.value == said.upper()), None)
