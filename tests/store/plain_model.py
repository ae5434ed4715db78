"""A project as plain dictionaries: what the store must amount to, without rows, patches or SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from hypothesis import strategies as st

from annotator.model.claim import Claim, Evidence, Stance, Verdict
from annotator.model.document import Document, DocumentState, sha256_of
from annotator.model.entity import Entity, EventFrame
from annotator.model.ids import Ref
from annotator.model.mention import Level, Mention
from annotator.model.provenance import Provenance, Status
from annotator.model.relation import Note, Relation
from annotator.model.span import Span
from annotator.model.statement import Form, Party, Source, SourceKind, Statement

NOW = "2026-05-03T10:00:00.000+00:00"
SCHEMA = (
    '{"entity_type": [{"id": "person"}, {"id": "place"}], "statement_kind": [{"id": "assert"}],'
    ' "relation_type": [{"id": "knows"}]}'
)
TEXTS = ("Ada Otieno said no. 😀 “Any shilling,” she said.", "Ferry\r\nstrike é漢 ends.", "x" * 90)
KINDS = ("document", "entity", "claim", "mention", "statement", "evidence", "relation", "note")
LINKABLE = ("entity", "mention", "statement", "claim")
NOTABLE = ("document", "mention", "entity", "statement", "claim", "relation")
WORDS = st.sampled_from(("Ada", "no", "“é”", "😀", "a\nb", "NULL", "~", "x" * 40))
Draw = Callable


@dataclass(frozen=True)
class State:
    """Every object by its name, and the project's own name; never changed, only replaced."""

    objects: dict[Ref, object] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    name: str = "desk"

    def of(self, kind: str) -> dict[int, object]:
        return {ref.id: value for ref, value in self.objects.items() if ref.kind == kind}

    def next_id(self, kind: str) -> int:
        return max(self.of(kind), default=0) + 1

    def with_(self, ref: Ref, value: object, text: str | None = None) -> State:
        texts = self.texts if text is None else {**self.texts, ref.id: text}
        return State({**self.objects, ref: value}, texts, self.name)

    def without(self, ref: Ref) -> State:
        objects = {other: value for other, value in self.objects.items() if other != ref}
        texts = self.texts
        if ref.kind == "document":
            texts = {id: text for id, text in texts.items() if id != ref.id}
        return State(objects, texts, self.name)

    def dangling(self) -> bool:
        """Whether anything links to what is not there."""
        return any(link not in self.objects for link in self._links())

    def links_to(self, ref: Ref) -> bool:
        """Whether anything links to an object, be it there or not."""
        return ref in self._links()

    def _links(self) -> Iterator[Ref]:
        return (link for value in self.objects.values() for link in links_of(value))

    def changed_from(self, other: State) -> frozenset[Ref]:
        """The objects that are not the same in another state."""
        refs = self.objects.keys() | other.objects.keys()
        return frozenset(r for r in refs if self.objects.get(r) != other.objects.get(r))


def links_of(value: object) -> Iterator[Ref]:
    """What an object cannot be without."""
    if isinstance(value, Relation):
        yield from (value.source, value.target)
    if isinstance(value, Note):
        yield value.target
    yield from _refs("document", [getattr(value, "document", None)])
    if isinstance(value, Mention):
        yield from _refs("entity", [value.entity, value.stands_for])
    if isinstance(value, Entity):
        frame = value.event
        yield from _refs("entity", [*value.members, frame.agent, frame.target])
    if isinstance(value, Statement):
        yield from _refs("statement", [value.parent])
        yield from _refs("entity", value.about)
        for party in filter(None, (value.source, value.addressee)):
            yield from _refs("mention", [party.mention])
            yield from _refs("entity", [party.entity])
    yield from _refs("claim", [getattr(value, "claim", None)])


def _refs(kind: str, ids: Iterable[int | None]) -> Iterator[Ref]:
    return (Ref(kind, id) for id in ids if id is not None)


class Drawing:
    """Draws objects that fit a state: their links lead to what is there, their spans lie in a text.

    Parents and members have smaller ids, so that nothing is inside itself.
    """

    def __init__(self, draw: Draw, state: State) -> None:
        self.draw = draw
        self.state = state

    def one(self, kind: str, id: int, before: object = None) -> tuple[object, str | None] | None:
        """An object with its text, if it has one; None when what it needs is not there."""
        if kind == "document":
            return self._document(id, before)
        made = getattr(self, f"_{kind}")(id, before)
        return made and (made, None)

    def among(self, kind: str, *, below: int | None = None) -> int | None:
        """An object of a kind, or none."""
        ids = [id for id in self.state.of(kind) if below is None or id < below]
        return self.draw(st.sampled_from([None, *sorted(ids)]))

    def _some(self, kind: str) -> int | None:
        ids = sorted(self.state.of(kind))
        return self.draw(st.sampled_from(ids)) if ids else None

    def _document(self, id: int, before: object) -> tuple[Document, str | None]:
        if isinstance(before, Document):
            state = self.draw(st.sampled_from(list(DocumentState)))
            return replace(before, title=self.draw(WORDS), state=state, language="en"), None
        text = self.draw(st.sampled_from(TEXTS))
        meta = self.draw(st.sampled_from(({}, {"desk": "east"})))
        title = self.draw(WORDS)
        made = Document(id, title, sha256_of(text), len(text), NOW, "ben", meta=meta)
        return made, text

    def _entity(self, id: int, before: object) -> Entity:
        others = sorted(other for other in self.state.of("entity") if other < id)
        members = self.draw(st.lists(st.sampled_from(others), unique=True)) if others else []
        aliases = tuple(self.draw(st.lists(WORDS, max_size=2, unique=True)))
        type = self.draw(st.sampled_from(("person", "place")))
        frame = EventFrame(agent=self.among("entity"), target=self.among("entity"))
        name, made = self.draw(WORDS), self._made(before)
        return Entity(id, name, type, made, aliases, members=tuple(members), event=frame)

    def _claim(self, id: int, before: object) -> Claim:
        verdict = self.draw(st.sampled_from(list(Verdict)))
        return Claim(id, self.draw(WORDS), self._made(before), verdict=verdict)

    def _mention(self, id: int, before: object) -> Mention | None:
        document = self._home(before)
        if document is None:
            return None
        spans = tuple(self._span(document) for _ in range(self.draw(st.integers(1, 2))))
        entity, other = self.among("entity"), self.among("entity")
        level = self.draw(st.sampled_from([None, *Level]))
        made = self._made(before)
        return Mention(id, document, "person", spans, made, level, entity, stands_for=other)

    def _statement(self, id: int, before: object) -> Statement | None:
        document = self._home(before)
        if document is None:
            return None
        here = [one.id for one in self.state.of("statement").values() if one.document == document]
        parents = [None, *sorted(one for one in here if one < id)]
        spans = tuple(self._span(document) for _ in range(self.draw(st.integers(1, 2))))
        entities = sorted(self.state.of("entity"))
        about = self.draw(st.lists(st.sampled_from(entities), unique=True)) if entities else ()
        return Statement(
            id,
            document,
            spans,
            self.draw(st.sampled_from(list(Form))),
            self.draw(st.sampled_from([None, "assert"])),
            self._made(before),
            cue=self.draw(st.sampled_from([None, self._span(document)])),
            source=self._source(document),
            addressee=Party(self._span(document), None, self.among("entity")),
            parent=self.draw(st.sampled_from(parents)),
            about=tuple(about),
            claim=self.among("claim"),
        )

    def _source(self, document: int) -> Source | None:
        mentions = self.state.of("mention").values()
        here = [None, *sorted(one.id for one in mentions if one.document == document)]
        kind = self.draw(st.sampled_from([None, *SourceKind]))
        mention = self.draw(st.sampled_from(here))
        return kind and Source(kind, self._span(document), mention, self.among("entity"))

    def _evidence(self, id: int, before: object) -> Evidence | None:
        claim, document = self._some("claim"), self.among("document")
        if claim is None:
            return None
        stance = self.draw(st.sampled_from(list(Stance)))
        where = {"url": "https://example.org"} if document is None else {"document": document}
        span = None if document is None else self._span(document)
        return Evidence(id, claim, stance, self._made(before), span=span, **where)

    def _relation(self, id: int, before: object) -> Relation | None:
        source, target = self._ref(LINKABLE), self._ref(LINKABLE)
        if source is None or target is None:
            return None
        return Relation(id, "knows", source, target, self._made(before))

    def _note(self, id: int, before: object) -> Note | None:
        target = self._ref(NOTABLE)
        tags = tuple(self.draw(st.lists(WORDS, max_size=2)))
        return target and Note(id, target, self.draw(WORDS), self._made(before), tags=tags)

    def _ref(self, kinds: Iterable[str]) -> Ref | None:
        refs = sorted(ref for ref in self.state.objects if ref.kind in kinds)
        return self.draw(st.sampled_from(refs)) if refs else None

    def _home(self, before: object) -> int | None:
        home = self._some("document") if before is None else before.document
        return home if home in self.state.texts else None

    def _span(self, document: int) -> Span:
        length = len(self.state.texts[document])
        start = self.draw(st.integers(0, length - 1))
        return Span(start, self.draw(st.integers(start + 1, length)))

    def _made(self, before: object) -> Provenance:
        if before is not None:
            return before.provenance
        return Provenance("ana", NOW, self.draw(st.sampled_from(list(Status))))
