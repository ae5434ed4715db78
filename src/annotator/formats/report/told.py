"""What a report tells of an article: who said what, who and what is named, and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from annotator.formats.losses import Losses, Tally
from annotator.model.annotations import AnnotatedDocument, ProjectContent
from annotator.model.document import Document
from annotator.model.entity import Entity
from annotator.model.mention import Mention
from annotator.model.provenance import Provenance, Status
from annotator.model.relation import Note
from annotator.model.schema import Schema
from annotator.model.statement import Statement

NOBODY = "not named"
NOT_TOLD = "details that a report does not show (levels, heads, attributes, who annotated)"


@dataclass(frozen=True, slots=True)
class Said:
    """A statement by its number in the report, in words."""

    number: int
    who: str
    cue: str
    what: str
    kind: str
    form: str
    about: str
    claim: str
    statement: Statement


@dataclass(frozen=True, slots=True)
class Article:
    """An article with what counts of its annotations."""

    document: Document
    text: str
    mentions: tuple[Mention, ...]
    said: tuple[Said, ...]
    notes: tuple[Note, ...] = ()


@dataclass(slots=True)
class Telling:
    """Goes through a project once; keeps names, and counts who is named and quoted how often."""

    content: ProjectContent
    named: dict[int, int] = field(default_factory=dict)
    quoted: dict[int, int] = field(default_factory=dict)
    left_out: int = 0
    _entities: Mapping[int, Entity] = field(default_factory=dict)
    _claims: Mapping[int, str] = field(default_factory=dict)
    _notes: dict[int, list[Note]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._entities = {each.id: each for each in self.content.entities}
        self._claims = {each.id: each.text for each in self.content.claims}
        for note in self.content.notes:
            if note.target.kind == "document" and _counts(note.provenance):
                self._notes.setdefault(note.target.id, []).append(note)

    @property
    def schema(self) -> Schema:
        """The types of the project."""
        return self.content.schema

    def articles(self) -> Iterator[Article]:
        """Each article of the project."""
        for annotated in self.content.documents:
            yield self._article(annotated)

    def entities(self) -> list[tuple[Entity, int, int]]:
        """Who and what was named in the articles so far: how often named, and how often quoted."""
        known = {*self.named, *self.quoted}
        found = [
            (each, self.named.get(each.id, 0), self.quoted.get(each.id, 0))
            for each in self._entities.values()
            if each.id in known
        ]
        return sorted(found, key=lambda each: (-each[2], -each[1], each[0].name))

    def name_of(self, mention: Mention) -> str:
        """The name of what a mention refers to, if that is known."""
        entity = self._entities.get(mention.entity) if mention.entity is not None else None
        return entity.name if entity else ""

    @property
    def losses(self) -> Losses:
        """What is not told, once all articles passed."""
        tally = Tally()
        if self.left_out:
            tally.add(NOT_TOLD, times=self.left_out)
        return tally.losses

    def _article(self, annotated: AnnotatedDocument) -> Article:
        mentions = [each for each in annotated.mentions if _counts(each.provenance)]
        for mention in mentions:
            if mention.entity is not None:
                self.named[mention.entity] = self.named.get(mention.entity, 0) + 1
        words: dict[int, str] = {each.id: each.surface(annotated.text) for each in mentions}
        statements = [each for each in annotated.statements if _counts(each.provenance)]
        statements.sort(key=lambda each: (each.content[0].start, each.id))
        said = tuple(
            self._said(number, each, annotated.text, words)
            for number, each in enumerate(statements, 1)
        )
        self.left_out += len(mentions) + len(said)
        notes = tuple(self._notes.get(annotated.document.id, ()))
        return Article(annotated.document, annotated.text, tuple(mentions), said, notes)

    def _said(self, number: int, said: Statement, text: str, words: Mapping[int, str]) -> Said:
        kind = self.schema.statement_kind(said.kind)
        about = (self._entities[id].name for id in said.about if id in self._entities)
        return Said(
            number,
            self._who(said, text, words),
            said.cue.of(text) if said.cue else "",
            said.surface(text),
            kind.label if kind else (said.kind or ""),
            said.form.value,
            ", ".join(about),
            self._claims.get(said.claim, "") if said.claim is not None else "",
            said,
        )

    def _who(self, said: Statement, text: str, words: Mapping[int, str]) -> str:
        source = said.source
        if source is None:
            return ""
        if source.entity is not None and source.entity in self._entities:
            self.quoted[source.entity] = self.quoted.get(source.entity, 0) + 1
            return self._entities[source.entity].name
        if source.span is not None:
            return source.span.of(text)
        return words.get(source.mention, "") if source.mention is not None else source.kind.value


def _counts(made: Provenance) -> bool:
    return made.status is Status.ACCEPTED
