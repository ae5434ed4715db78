"""The entities and claims of all files that are read together, by their keys."""

from __future__ import annotations

from annotator.formats.layers.fields import Fields
from annotator.formats.layers.keys import kb_id_of, unlisted
from annotator.model.claim import Claim, Verdict
from annotator.model.entity import Entity, EventFrame, Realis
from annotator.model.ids import ClaimId, EntityId
from annotator.model.provenance import Provenance, Status

OTHER = "other"
"""The type of what nothing says the type of."""


class Known:
    """Gives what has a key or an address in a knowledge base one id, wherever it comes.

    What is new since last asked is handed over once, with what was said of it until then. `author`
    made what says of no other who made it; `told` are the layers that the user was told of.
    """

    def __init__(self, format: str) -> None:  # noqa: A002 - the word of the command line
        self.format = format
        self.author = ""
        self.told: set[str] = set()
        self._keys: dict[str, EntityId] = {}
        self._addresses: dict[str, EntityId] = {}
        self._claim_keys: dict[str, ClaimId] = {}
        self._new_entities: dict[EntityId, Entity] = {}
        self._new_claims: dict[ClaimId, Claim] = {}
        self._entity_count = 0

    @property
    def file(self) -> Provenance:
        """Where comes from what the file says no more of."""
        return Provenance(self.author, "", Status.ACCEPTED, f"import:{self.format}")

    def entity(self, key: str | None, address: str | None = None) -> EntityId | None:
        """The entity of a key, or else of an address; None where neither is said."""
        found = self._keys.get(key) if key else self._addresses.get(address or "")
        if found is None and (key or address):
            found = self.new_entity(key or address or "")
        if found is not None and key:
            self._keys[key] = found
        if found is not None and address:
            self._addresses.setdefault(address, found)
        return found

    def new_entity(self, name: str) -> EntityId:
        """An entity that nothing else means, with a name until more is said of it."""
        self._entity_count += 1
        new = EntityId(self._entity_count)
        self._new_entities[new] = Entity(new, name, "", self.file)
        return new

    def describe(
        self, id: EntityId, type: str, *, name: str | None = None, address: str | None = None
    ) -> None:
        """Say the type of a new entity, and more, unless something said it before."""
        known = self._new_entities.get(id)
        if known is not None and not known.type:
            kb_id = kb_id_of(address) if address else None
            self._new_entities[id] = Entity(id, name or known.name, type, self.file, kb_id=kb_id)

    def claim(self, key: str | None) -> ClaimId | None:
        """The claim of a key; None where none is said."""
        if not key:
            return None
        found = self._claim_keys.get(key)
        if found is None:
            found = self._claim_keys[key] = ClaimId(len(self._claim_keys) + 1)
            self._new_claims[found] = Claim(found, key, self.file)
        return found

    def record_entity(self, fields: Fields) -> None:
        """Note all that a file says of an entity."""
        key = fields.some("key") or fields.some("name")
        address = fields.some("kb_id")
        id_ = self.entity(key, address) or self.new_entity("")
        if id_ not in self._new_entities:
            return
        find = self.entity
        frame = EventFrame(
            agent=find(fields.some("agent")),
            target=find(fields.some("target")),
            time=find(fields.some("time")),
            place=find(fields.some("place")),
            realis=fields.one_of("realis", Realis),
        )
        members = [find(each) for each in unlisted(fields.text("members") or "")]
        self._new_entities[id_] = Entity(
            id_,
            fields.text("name") or key or address or "",
            fields.some("type") or OTHER,
            fields.made(self.file),
            aliases=tuple(unlisted(fields.text("aliases") or "")),
            kb_id=kb_id_of(address) if address else None,
            description=fields.text("description"),
            members=tuple(each for each in members if each is not None),
            event=frame,
            attributes=fields.attributes,
        )

    def record_claim(self, fields: Fields) -> None:
        """Note all that a file says of a claim."""
        id_ = self.claim(fields.some("key") or fields.some("text"))
        if id_ is None or id_ not in self._new_claims:
            return
        self._new_claims[id_] = Claim(
            id_,
            fields.text("text") or self._new_claims[id_].text,
            fields.made(self.file),
            topic=fields.text("topic"),
            verdict=fields.one_of("verdict", Verdict) or Verdict.UNVERIFIED,
            reviewed_by=fields.text("reviewed_by"),
            reviewed_at=fields.text("reviewed_at"),
            attributes=fields.attributes,
        )

    def new(self) -> tuple[tuple[Entity, ...], tuple[Claim, ...]]:
        """The entities and claims that came since this was asked last."""
        for id_, entity in self._new_entities.items():
            if not entity.type:
                self.describe(id_, OTHER)
        entities = tuple(self._new_entities.values())
        claims = tuple(self._new_claims.values())
        self._new_entities.clear()
        self._new_claims.clear()
        return entities, claims
