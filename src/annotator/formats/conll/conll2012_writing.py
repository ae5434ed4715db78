"""A document as CoNLL-2012 has it, and in the three columns in which GUM has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from annotator.formats.conll.brackets import Stretch, cells_of
from annotator.formats.conll.clusters import CROSSING, crossing
from annotator.formats.conll.escapes import escaped, label_escaped
from annotator.formats.conll.flat import chosen
from annotator.formats.conll.placing import Candidate, Placed, Placing, is_name
from annotator.formats.labels import Labels
from annotator.model.mention import Mention

UNWRITTEN = "mentions that are neither linked nor names of their own"
UNTYPED = "types of mentions that are no names of their own"


@dataclass(frozen=True, slots=True)
class EntityNames:
    """The names of entities by their ids, and the last of these."""

    of: Mapping[int, str]
    last: int


class Writing:
    """One document: its lines, and the entities that are in them.

    A link is left out where it could be misunderstood. With `all_mentions` none has to be a name
    or linked.
    """

    def __init__(
        self, placing: Placing, labels: Labels, names: EntityNames, *, all_mentions: bool
    ) -> None:
        self._placing, self._labels, self._entity_names = placing, labels, names
        candidates = placing.candidates(joined=True)
        self._unclear = crossing(candidates)
        for one in candidates:
            if one.mention.id in self._unclear:
                placing.tell(CROSSING, one.mention)
        linked = [one for one in candidates if self._entity(one.mention) is not None]
        self.entities = {one.mention.entity for one in linked if one.mention.entity is not None}
        self._names: set[int] = set()
        if not all_mentions:
            candidates = self._names_and_links(candidates, linked)
        placing.place(candidates)

    def _entity(self, mention: Mention) -> int | None:
        return None if mention.id in self._unclear else mention.entity

    def _names_and_links(
        self, candidates: list[Candidate], linked: list[Candidate]
    ) -> list[Candidate]:
        """Those that have a name of their own or a link; what is lost of the others is told."""
        places = {one.extent for one in linked}
        # a name on the words of something that is linked would be read as that
        free = (
            one
            for one in candidates
            if self._entity(one.mention) is not None or one.extent not in places
        )
        self._names = {int(one.mention.id) for one in chosen(filter(_is_name, free))}
        kept = []
        for one in candidates:
            is_linked = self._entity(one.mention) is not None
            if one.mention.id in self._names or is_linked:
                kept.append(one)
            if one.mention.id not in self._names:
                self._placing.tell(UNTYPED if is_linked else UNWRITTEN, one.mention)
        return kept

    def standard(self, stem: str) -> Iterator[str]:
        """Twelve columns: names in the one before the last, links in the last."""
        placing, words = self._placing, self._placing.tokens.word
        name_cells, link_cells = self._name_cells(), self._link_cells()
        yield f"#begin document ({stem}); part 000\n"
        for sentence in placing.sentences:
            yield "".join(
                f"{stem} 0 {at} {words(word)} - * - - - - "
                f"{name_cells.get(word, '*')} {link_cells.get(word, '-')}\n"
                for at, word in enumerate(sentence)
            )
            yield "\n"
        yield "#end document\n"

    def _name_cells(self) -> dict[int, str]:
        cells: dict[int, str] = {}
        for placed in self._placing.placed:
            if placed.mention.id in self._names:
                words = placed.extent
                label = label_escaped(self._labels.of(placed.mention.type))
                cells[words[-1]] = "*)"
                cells[words.start] = f"({label}{')' if len(words) == 1 else '*'}"
        return cells

    def _link_cells(self) -> dict[int, str]:
        placed = self._placing.placed
        linked = [one for one in placed if self._entity(one.mention) is not None]
        # of those at one place the name stands first, and gets its type back
        linked.sort(key=lambda one: one.mention.id not in self._names)
        keys = ((one.extent, str(self._entity(one.mention))) for one in linked)
        return cells_of((Stretch(words, key, key) for words, key in keys), between="|")

    def gum(self, stem: str) -> Iterator[str]:
        """Three columns: number, word, and all mentions with types and names."""
        tokens = self._placing.tokens
        cells = cells_of(map(self._typed, self._placing.placed))
        yield f"# begin document {stem}\n"
        for sentence in self._placing.sentences:
            for word in sentence:
                yield f"{word}\t{tokens.word(word)}\t{cells.get(word, '_')}\n"
            yield "\n"
        yield "# end document\n"

    def _typed(self, placed: Placed) -> Stretch:
        entity = self._entity(placed.mention)
        alone = self._entity_names.last + placed.mention.id
        label = label_escaped(self._labels.of(placed.mention.type))
        key = f"{label}-{alone if entity is None else entity}"
        name = "" if entity is None else escaped(self._entity_names.of.get(entity, ""))
        return Stretch(placed.extent, key, f"{key}-{name}".rstrip("-"))


def _is_name(one: Candidate) -> bool:
    return is_name(one.mention)
