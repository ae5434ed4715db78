"""The entities and claims that the documents of a folder name, the same ones in all of them."""

from __future__ import annotations

from annotator.formats.brat.names import CLAIM, ENTITY, EQUIVALENCE, RESOURCES
from annotator.formats.jsonl.seen import Seen
from annotator.model.claim import Claim
from annotator.model.entity import Entity
from annotator.model.ids import ClaimId, EntityId
from annotator.model.provenance import Provenance

IMPORTED = Provenance("", "", origin="import:brat")
UNTYPED = "other"
_SAME = ("Coref", "Equiv")


class Things:
    """Finds entities and claims by what `N` lines say of them, and makes those that are new.

    `known` says that an `annotator.jsonl` tells which numbers there are.
    """

    def __init__(self, *, known: bool = False) -> None:
        self.known = known
        self.entities: list[Entity] = []
        """Those made since they were last taken."""
        self.claims: list[Claim] = []
        self._entity_ids, self._claim_ids = Seen(), Seen()
        self._last_entity = self._last_claim = 0
        self._found: dict[str, tuple[EntityId, str]] = {}
        self._called: set[tuple[EntityId, str]] = set()
        self._claims: dict[str, ClaimId] = {}

    def add(self, one: Entity | Claim) -> bool:
        """Take note of one that a file tells all about; False where its number is taken."""
        if isinstance(one, Claim):
            self._last_claim = max(self._last_claim, one.id)
            return self._claim_ids.add(one.id)
        self._last_entity = max(self._last_entity, one.id)
        if one.kb_id:
            self._found.setdefault(one.kb_id, (one.id, one.name))
            self._called.add((one.id, one.kb_id))
        return self._entity_ids.add(one.id)

    def take(self) -> tuple[tuple[Entity, ...], tuple[Claim, ...]]:
        """Those that are new since the last time."""
        found = tuple(self.entities), tuple(self.claims)
        self.entities, self.claims = [], []
        return found

    def has(self, id: int) -> bool:
        """Whether there is an entity of a number."""
        return id in self._entity_ids

    def has_claim(self, id: int) -> bool:
        """Whether there is a claim of a number."""
        return id in self._claim_ids

    def entity(self, resource: str, entry: str, words: str, type_: str) -> tuple[EntityId, str]:
        """The entity that a line refers to, and its name; a new one has the words as its name."""
        ours = resource in RESOURCES
        if ours and self.known and _is_number(entry) and self.has(int(entry)):
            return EntityId(int(entry)), words
        name = f"{ENTITY if ours else resource}:{entry}"
        if name not in self._found:
            made = self.new(words.strip() or entry, type_, kb_id=name)
            self._found[name] = (made.id, made.name)
            self._called.add((made.id, name))
        return self._found[name]

    def is_called(self, id: EntityId | None, resource: str, entry: str) -> bool:
        """Whether an entity is the one that a knowledge base has under a name."""
        return id is not None and (id, f"{resource}:{entry}") in self._called

    def new(
        self, name: str, type_: str, *, kb_id: str | None = None, equivalence: str = ""
    ) -> Entity:
        """Make an entity; `equivalence` is what the file calls that its mentions are the same."""
        self._last_entity += 1
        told = {EQUIVALENCE: equivalence} if equivalence and equivalence not in _SAME else {}
        id = EntityId(self._last_entity)
        made = Entity(id, name, type_, IMPORTED, kb_id=kb_id, attributes=told)
        self._entity_ids.add(id)
        self.entities.append(made)
        return made

    def claim(self, entry: str, words: str) -> ClaimId:
        """The claim that a line refers to; a new one has the words as its sentence."""
        if self.known and _is_number(entry) and self.has_claim(int(entry)):
            return ClaimId(int(entry))
        if entry not in self._claims:
            self._last_claim += 1
            made = Claim(ClaimId(self._last_claim), words.strip() or f"{CLAIM} {entry}", IMPORTED)
            self._claim_ids.add(made.id)
            self.claims.append(made)
            self._claims[entry] = made.id
        return self._claims[entry]


def _is_number(entry: str) -> bool:
    return entry.isascii() and entry.isdecimal() and len(entry) < 19  # noqa: PLR2004 - 64 bits
