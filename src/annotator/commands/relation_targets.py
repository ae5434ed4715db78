"""What a relation may lead to: everything of the kinds and types that the schema allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotator.commands.choices import filtered
from annotator.commands.claim_choices import ClaimSearch
from annotator.commands.current import shortened
from annotator.commands.entity_choices import EntitySearch, NewEntity
from annotator.commands.statement_parts import statement_choices
from annotator.model.ids import ClaimId, EntityId, Kind, Ref, StatementId
from annotator.model.provenance import Status
from annotator.session import Choice, Session

_ENTITY = "entity"
_LABEL = 90


def fits(session: Session, ref: Ref, allowed: tuple[str, ...]) -> bool:
    """Whether an object is of a kind, or an entity of a type, among those allowed."""
    if ref.kind in allowed:
        return True
    entity = session.store.queries.entities.find(ref.id) if ref.kind == _ENTITY else None
    return entity is not None and entity.type in allowed


@dataclass(frozen=True, slots=True)
class TargetSearch:
    """The objects a relation from `source` may lead to, as choices of a `Ref` or `NewEntity`.

    The kind of the source comes first. `allowed` are kinds and entity types, as in the schema.
    """

    session: Session
    source: Ref
    allowed: tuple[str, ...]

    def __call__(self, letters: str) -> Sequence[Choice]:
        """The choices for the letters."""
        found: dict[str, Sequence[Choice]] = {
            "entity": self._entities(letters),
            "statement": self._statements(letters),
            "claim": self._claims(letters),
            "mention": self._mentions(letters),
        }
        kinds = sorted(found, key=lambda kind: kind != self.source.kind)
        return [choice for kind in kinds for choice in found[kind]]

    def _entities(self, letters: str) -> list[Choice]:
        known = [kind.id for kind in self.session.schema.entity_types]
        types = [type for type in known if type in self.allowed]
        if _ENTITY in self.allowed:
            types = known
        if not types:
            return []
        search = EntitySearch(
            self.session,
            at=self.session.caret,
            only=frozenset(types),
            exclude=frozenset({EntityId(self.source.id)} if self.source.kind == _ENTITY else ()),
            creates=types[0],
        )
        return [
            choice
            if isinstance(choice.value, NewEntity)
            else _pointing(choice, "entity", choice.value)
            for choice in search(letters)
        ]

    def _statements(self, letters: str) -> list[Choice]:
        near = self.session.current_statement
        if "statement" not in self.allowed or near is None:
            return []
        own = {StatementId(self.source.id)} if self.source.kind == "statement" else set()
        found = filtered(statement_choices(self.session, near, exclude=frozenset(own)))(letters)
        return [_pointing(choice, "statement", choice.value) for choice in found]

    def _claims(self, letters: str) -> list[Choice]:
        if "claim" not in self.allowed:
            return []
        own = {ClaimId(self.source.id)} if self.source.kind == "claim" else set()
        found = ClaimSearch(self.session, exclude=frozenset(own))(letters)
        return [_pointing(choice, "claim", choice.value) for choice in found]

    def _mentions(self, letters: str) -> list[Choice]:
        if "mention" not in self.allowed or self.session.document is None:
            return []
        text = self.session.text
        choices = [
            Choice(shortened(mention.surface(text), _LABEL), mention.id, mention.type)
            for mention in self.session.store.queries.mentions.of_document(self.session.document)
            if Ref("mention", mention.id) != self.source
            and mention.provenance.status is not Status.REJECTED
        ]
        return [_pointing(each, "mention", each.value) for each in filtered(choices)(letters)]


def _pointing(choice: Choice, kind: Kind, id: object) -> Choice:
    """The choice with its id as a reference, and with its kind in small print."""
    assert isinstance(id, int)
    detail = choice.detail if kind == _ENTITY else f"{kind} · {choice.detail}".rstrip(" ·")
    return replace(choice, value=Ref(kind, id), detail=detail)
