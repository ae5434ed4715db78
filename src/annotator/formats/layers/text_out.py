"""An article with what lies in it as layers of nodes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from annotator.formats.layers.keys import listed
from annotator.formats.layers.nodes import FILLER, ROLE, LayeredText, Node, Value
from annotator.formats.layers.own_types import (
    ARTICLE,
    MENTION_OF,
    PART,
    PARTS,
    STATEMENT,
    link_type,
)
from annotator.formats.layers.shared import ELSEWHERE, Shared, json_of, said
from annotator.formats.layers.standard import (
    CHAIN,
    CHAIN_LINK,
    METADATA,
    NAMED_ENTITY,
    SENTENCE,
    TOKEN,
)
from annotator.formats.tokens import Tokens
from annotator.model.annotations import AnnotatedDocument
from annotator.model.document import DocumentState
from annotator.model.ids import EntityId, Ref, StatementId
from annotator.model.mention import Mention
from annotator.model.span import Span
from annotator.model.statement import Checkworthy, Epistemic, Party, Source, Statement

Place = tuple[int, int]


class TextOut:
    """The nodes of one article; `of` has those of its objects."""

    def __init__(self, annotated: AnnotatedDocument, shared: Shared) -> None:
        self.document = annotated.document
        self.text = annotated.text
        self.shared = shared
        self.mentions = tuple(annotated.mentions)
        self.statements = tuple(annotated.statements)
        self.nodes: list[Node] = []
        self.of: dict[Ref, Node] = {}
        self._by_id = {each.id: each for each in self.mentions}
        self._parts: dict[Span, Node] = {}

    def layered(self, name: str) -> LayeredText:
        """The article with its mentions, chains and statements, in a text of a name."""
        self._describe()
        self._divide()
        for mention in self.mentions:
            self._mention(mention)
        self._chains()
        for statement in self.statements:
            self._begin_statement(statement)
        for statement in self.statements:
            self._link_statement(statement)
        return LayeredText(self.text, self.nodes, self.shared.types, name)

    def part(self, span: Span) -> Node:
        """The node of a stretch of the text that something names."""
        if span not in self._parts:
            self._parts[span] = self.add(PART, span)
        return self._parts[span]

    def add(self, type: str, span: Span | None, *features: Mapping[str, Value]) -> Node:
        """A new node, with its place and what it says."""
        place = (span.start, span.end) if span else (None, None)
        node = Node(type, *place)
        for each in features:
            node.features |= each
        self.nodes.append(node)
        return node

    def link(self, host: Node, role: str, target: Node) -> None:
        """Let a node name another in a role."""
        links = host.features.setdefault(PARTS, [])
        if isinstance(links, list):
            new = Node(link_type(host.type), features={ROLE: role, FILLER: target})
            links.append(new)  # type: ignore[arg-type]  # it is a list of nodes

    def _describe(self) -> None:
        document = self.document
        whole = Span(0, len(self.text))
        facts = {"documentTitle": document.title, "documentId": document.source_name or None}
        self.add(METADATA, whole, said({**facts, "language": document.language or None}))
        article: dict[str, Value | None] = {
            "url": document.source_url,
            "publisher": document.publisher,
            "author": document.author,
            "published": document.published,
            "source_name": document.source_name or None,
            "state": None if document.state is DocumentState.OPEN else document.state.value,
            "meta": json_of(document.meta) if document.meta else None,
        }
        features = said(article) | self.shared.attributes(document.attributes, "document")
        if features:
            self.add(ARTICLE, None, features)

    def _divide(self) -> None:
        """Sentences and tokens, these cut where anything begins or ends."""
        marks = list(self._marks())
        edges = {edge for span in marks for edge in (span.start, span.end)}
        tokens = Tokens(self.text, edges)
        places = list(zip(tokens.starts, tokens.ends, strict=True))
        if self.shared.style.blanks:
            places = sorted([*places, *blank_tokens(self.text, marks, edges)])
        starts = [tokens.starts[numbers[0]] for numbers in tokens.sentences][1:]
        for held in _divided(places, starts):
            self.add(SENTENCE, Span(held[0][0], held[-1][1]))
        self.nodes += (Node(TOKEN, *place) for place in places)

    def _marks(self) -> Iterator[Span]:
        """Every stretch of the text that something marks."""
        for mention in self.mentions:
            yield from mention.spans
            if mention.head:
                yield mention.head
        for statement in self.statements:
            yield from statement.parts
        for note in self.shared.notes.get(Ref("document", self.document.id), ()):
            if note.span:
                yield note.span
        for evidence in self.shared.evidence.get(self.document.id, ()):
            if evidence.span:
                yield evidence.span

    def _mention(self, mention: Mention) -> None:
        shared = self.shared
        told: dict[str, Value | None] = {
            "value": shared.type_name(mention.type),
            "identifier": shared.address(mention.entity),
            "entity": shared.entity(mention.entity),
            "level": mention.level.value if mention.level else None,
            "normal_value": mention.value,
            "stands_for": shared.entity(mention.stands_for),
            "doubt": mention.doubt or None,
        }
        attributes = shared.attributes(mention.attributes, "mention")
        made = shared.made(mention.provenance)
        node = self.add(NAMED_ENTITY, mention.extent, said(told), attributes, made)
        self.of[Ref("mention", mention.id)] = node
        if len(mention.spans) > 1:
            for span in mention.spans:
                self.link(node, "piece", self.part(span))
        if mention.head:
            self.link(node, "head", self.part(mention.head))

    def _chains(self) -> None:
        """A chain for each entity with several mentions, for those who look for nothing else."""
        chains: dict[EntityId, list[Mention]] = {}
        for mention in sorted(self.mentions, key=lambda each: (each.extent, each.id)):
            if mention.entity in self.shared.entities:
                chains.setdefault(mention.entity, []).append(mention)
        for mentions in chains.values():
            if len(mentions) > 1:
                self._chain(mentions)

    def _chain(self, mentions: Iterable[Mention]) -> None:
        last: Node | None = None
        for mention in mentions:
            level = mention.level.value if mention.level else None
            link = self.add(CHAIN_LINK, mention.extent, said({"referenceType": level}))
            if last is None:
                self.add(CHAIN, None, {"first": link})
            else:
                last.features["next"] = link
            last = link

    def _begin_statement(self, statement: Statement) -> None:
        shared = self.shared
        certain, unset = Epistemic.CERTAIN_TRUE, Checkworthy.UNSET
        source = statement.source
        told: dict[str, Value | None] = {
            "kind": statement.kind,
            "form": statement.form.value,
            "epistemic": None if statement.epistemic is certain else statement.epistemic.value,
            "channel": statement.channel.value if statement.channel else None,
            "checkworthy": None if statement.checkworthy is unset else statement.checkworthy.value,
            "source_kind": source.kind.value if source else None,
            "about": listed(shared.entity_keys(statement.about)) or None,
            "claim": shared.claim(statement.claim),
            "doubt": statement.doubt or None,
        }
        for name, party in _parties(statement).items():
            told[f"{name}_entity"] = self._entity_of(party)
        attributes = shared.attributes(statement.attributes, "statement")
        made = shared.made(statement.provenance)
        extent = Span(statement.content[0].start, statement.content[-1].end)
        node = self.add(STATEMENT, extent, said(told), attributes, made)
        self.of[Ref("statement", statement.id)] = node

    def _entity_of(self, party: Party | Source) -> str | None:
        """The key of the entity of a part; nothing is said where it is that of its mention."""
        mention = self._by_id.get(party.mention) if party.mention is not None else None
        if mention is None or mention.entity is None:
            return self.shared.entity(party.entity)
        if party.entity == mention.entity:
            return None
        return self.shared.entity(party.entity) or ""

    def _link_statement(self, statement: Statement) -> None:
        node = self.of[Ref("statement", statement.id)]
        if len(statement.content) > 1:
            for span in statement.content:
                self.link(node, "content", self.part(span))
        for span in statement.quoted:
            self.link(node, "quoted", self.part(span))
        if statement.cue:
            self.link(node, "cue", self.part(statement.cue))
        for name, party in _parties(statement).items():
            self._link_party(node, name, party)
        self._link_parent(node, statement.parent)

    def _link_party(self, node: Node, name: str, party: Party | Source) -> None:
        mention = self._by_id.get(party.mention) if party.mention is not None else None
        if party.mention is not None and mention is None:
            self.shared.tally.add(ELSEWHERE, f"{self.document.title}: the {name}'s mention")
        if mention and party.span == mention.extent:
            self.link(node, name, self.of[Ref("mention", mention.id)])
            return
        if party.span:
            self.link(node, name, self.part(party.span))
        if mention:
            self.link(node, name + MENTION_OF, self.of[Ref("mention", mention.id)])

    def _link_parent(self, node: Node, parent: StatementId | None) -> None:
        if parent is None:
            return
        found = self.of.get(Ref("statement", parent))
        if found:
            self.link(node, "parent", found)
        else:
            self.shared.tally.add(ELSEWHERE, f"{self.document.title}: a statement's parent")


def _divided(places: list[Place], starts: list[int]) -> Iterator[list[Place]]:
    """Tokens in order, those apart between which a sentence begins."""
    at = 0
    for start in starts:
        end = bisect_left(places, (start, start))
        yield places[at:end]
        at = end
    if places[at:]:
        yield places[at:]


def blank_tokens(text: str, marks: Iterable[Span], edges: set[int]) -> list[Place]:
    """Tokens of the white space in which a mark begins or ends, cut at all edges."""
    found: dict[int, int] = {}
    for mark in marks:
        for at in (mark.start, mark.end - 1):
            if text[at].isspace():
                start, end = at, at + 1
                while start and text[start - 1].isspace():
                    start -= 1
                while end < len(text) and text[end].isspace():
                    end += 1
                found[start] = end
    return [
        place
        for start, end in found.items()
        for place in pairwise([start, *sorted(each for each in edges if start < each < end), end])
    ]


def _parties(statement: Statement) -> dict[str, Party | Source]:
    return {
        "source": statement.source or Party(),
        "addressee": statement.addressee,
        "time": statement.time,
        "place": statement.place,
    }
