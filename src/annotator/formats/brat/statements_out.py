"""Statements to events of brat: the cue triggers them, or the content where there is none."""

from __future__ import annotations

from annotator.formats.brat.fragments import fragments
from annotator.formats.brat.here import Here, MentionHere
from annotator.formats.brat.names import (
    ABOUT,
    CHANNEL,
    CHECKWORTHY,
    CLAIM,
    CONTENT,
    EPISTEMIC,
    FORM,
    KIND,
    MENTION_OF,
    ON_STATEMENTS,
    PARENT,
    QUOTED,
    SOURCE_KIND,
    STATEMENT,
    WORDS,
    tells_form,
    tells_kind,
)
from annotator.formats.brat.writing import More, pair, write_attributes
from annotator.model.ids import Ref
from annotator.model.span import Span
from annotator.model.statement import (
    Checkworthy,
    Epistemic,
    Party,
    SourceKind,
    Statement,
)

NO_MENTION = "links of statements to mentions that are left out"
NO_PARENT = "links of statements to outer ones that are left out"
Roles = list[tuple[str, str]]


class StatementWriter:
    """Writes the statements of a document, when its mentions are written."""

    def __init__(self, here: Here) -> None:
        self._here = here
        self._ids: dict[int, str] = {}

    def write(self, statements: list[Statement]) -> None:
        """Write all statements; each may be within one that comes later."""
        for statement in statements:
            what = f"statement at {statement.content[0].start}"
            if self._here.leaves_out(statement.provenance, what):
                continue
            if fragments(self._here.text, statement.content):
                self._ids[statement.id] = self._here.lines.next_event()
            else:
                self._here.unseen(what)
        for statement in statements:
            if statement.id in self._ids:
                self._write(statement, self._ids[statement.id])

    def _write(self, statement: Statement, id: str) -> None:
        here, more, roles = self._here, More(), Roles()
        source = statement.source
        if source is not None:
            party = Party(source.span, source.mention, source.entity)
            self._party("Source", party, id, roles, more)
            if source.kind is not SourceKind.ENTITY or not (roles or source.entity):
                here.lines.attribute(SOURCE_KIND, id, source.kind)
        trigger = self._words(statement, roles, more)
        self._party("Addressee", statement.addressee, id, roles, more)
        self._party("Time", statement.time, id, roles, more)
        self._party("Place", statement.place, id, roles, more)
        if statement.parent is not None:
            if statement.parent in self._ids:
                roles.append((PARENT, self._ids[statement.parent]))
            else:
                here.writing.tally.add(NO_PARENT, f"{here.name}: {id}")
        here.lines.event(id, STATEMENT, trigger, roles)
        self._attributes(statement, id, more)
        self._links(statement, id)
        here.made(statement.provenance, more)
        here.finish(Ref("statement", statement.id), id, more)

    def _words(self, statement: Statement, roles: Roles, more: More) -> str:
        """Write cue, content and what is quoted of it; returns the trigger."""
        here, cue, trigger = self._here, statement.cue, None
        if cue is not None:
            told = More()
            trigger = here.stretch(STATEMENT, (cue,), told, "cue")
            if told:
                more["cue"] = pair(cue)
        type_ = STATEMENT if trigger is None else CONTENT
        content = here.stretch(type_, statement.content, more, "content")
        assert content is not None
        if trigger is not None:
            roles.append((CONTENT, content))
        if statement.quoted:
            self._quoted(statement, content if trigger is not None else None, roles, more)
        return trigger or content

    def _quoted(self, statement: Statement, content: str | None, roles: Roles, more: More) -> None:
        if content is not None and statement.quoted == statement.content:
            roles.append((QUOTED, content))
            if CONTENT.lower() in more:
                more["quoted"] = more["content"]
            return
        quoted = self._here.stretch(QUOTED, statement.quoted, more, "quoted")
        if quoted is not None:
            roles.append((QUOTED, quoted))

    def _party(self, role: str, party: Party, id: str, roles: Roles, more: More) -> None:
        """Write who or what plays a role: its stretch of text, its mention, and its entity."""
        if not party:
            return
        here = self._here
        mention = here.mentions.get(party.mention) if party.mention is not None else None
        if party.mention is not None and mention is None:
            here.writing.tally.add(NO_MENTION, f"{here.name}: {role} of {id}")
        told = self._place(role, party.span, mention, roles)
        if party.entity != (mention.entity if mention else None):
            if party.entity is not None:
                here.refer(id, role.lower(), party.entity)
            else:
                told["entity"] = None
        if told:
            more[role.lower()] = told

    def _place(
        self, role: str, span: Span | None, mention: MentionHere | None, roles: Roles
    ) -> More:
        """Give a role to a mention, to a stretch of text, or to each; returns what is not said."""
        if mention is not None and span == mention.extent:
            roles.append((role, mention.id))
            return {}
        told: More = {}
        if span is not None:
            stretch = self._here.stretch(role + WORDS, (span,), told, "span")
            if stretch is not None:
                roles.append((role, stretch))
        if mention is not None:
            roles.append((role + MENTION_OF, mention.id))
        return {"span": pair(span)} if span is not None and told else {}

    def _attributes(self, statement: Statement, id: str, more: More) -> None:
        lines = self._here.lines
        lines.attribute(FORM, id, statement.form)
        self._here.say(KIND, id, statement.kind, more)
        for name, value, usual in (
            (EPISTEMIC, statement.epistemic, Epistemic.CERTAIN_TRUE),
            (CHANNEL, statement.channel, None),
            (CHECKWORTHY, statement.checkworthy, Checkworthy.UNSET),
        ):
            if value is not None and value is not usual:
                lines.attribute(name, id, value)
        self._here.mark(id, statement.provenance, doubt=statement.doubt)
        if statement.attributes:
            alike = {name for name in statement.attributes if tells_form(name) or tells_kind(name)}
            names = self._here.writing.attributes
            write_attributes(lines, id, statement.attributes, more, ON_STATEMENTS | alike, names)

    def _links(self, statement: Statement, id: str) -> None:
        here = self._here
        for entity in statement.about:
            here.refer(id, ABOUT, entity)
        if statement.claim is not None:
            words = here.writing.claims.get(statement.claim, "")
            here.lines.reference(id, f"{CLAIM}:{statement.claim}", words)
