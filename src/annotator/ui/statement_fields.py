"""Every field of a statement as rows of its open card: name, value, and what sets and clears it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from annotator.model.statement import Checkworthy, Party, Statement
from annotator.session import Session
from annotator.ui.statement_field import Act, Field
from annotator.ui.statement_links import (
    attribute_fields,
    claim_fields,
    link_fields,
    origin_fields,
)
from annotator.ui.statement_words import (
    entity_name,
    entity_of,
    mention_words,
    quoted_statement,
    said,
    surface,
    tr,
    words_at,
)


def fields_of(session: Session, statement: Statement) -> list[Field]:
    """Every field of a statement, section by section."""
    found: list[Field] = []
    for section in (
        _stance,
        _words,
        _source,
        _circumstances,
        claim_fields,
        link_fields,
        attribute_fields,
        origin_fields,
    ):
        rows = list(section(session, statement))
        found += [replace(row, begins=number == 0) for number, row in enumerate(rows)]
    return found


def _clear(name: str) -> Act:
    return Act("statement_fields.clear", {"field": name})


def _stance(session: Session, statement: Statement) -> Iterator[Field]:
    kinds = session.schema.statement_kinds
    kind = session.schema.statement_kind(statement.kind)
    following = kinds[(kinds.index(kind) + 1) % len(kinds) if kind else 0] if kinds else None
    yield Field(
        "kind",
        tr("Kind"),
        f"{kind.key} {kind.label}" if kind else statement.kind or "",
        Act(f"statement.set_kind:{following.id}") if following else None,
        Act("statement.clear_kind"),
        cap=f"{kinds[0].key}-{kinds[-1].key}" if kinds else "",
    )
    yield Field(
        "form",
        tr("Form"),
        said(statement.form.value),
        Act("statement_fields.set_form"),
        keys="statement.cycle_form",
    )
    yield Field(
        "epistemic",
        tr("Stance"),
        said(statement.epistemic.value),
        Act("statement_fields.set_epistemic"),
        _clear("epistemic"),
        cap="+ -",
    )
    unset = statement.checkworthy is Checkworthy.UNSET
    yield Field(
        "checkworthy",
        tr("Checkworthy"),
        "" if unset else statement.checkworthy.value,
        Act("statement_fields.set_checkworthy"),
        _clear("checkworthy"),
        keys="statement.cycle_checkworthy",
    )
    yield Field(
        "doubt",
        tr("Doubt"),
        tr("doubtful") if statement.doubt else "",
        Act("statement_fields.doubt"),
        _clear("doubt"),
        keys="statement_fields.doubt",
    )


def _words(session: Session, statement: Statement) -> Iterator[Field]:
    text = session.text
    several = len(statement.content) > 1
    for number, piece in enumerate(statement.content):
        name = tr("Content {number}").format(number=number + 1) if several else tr("Content")
        yield Field(
            f"content:{number}",
            name,
            # The words of one piece stand above already.
            piece.of(text) if several else tr("in one piece"),
            Act("statement.toggle_content"),
            Act("statement.toggle_content", span=piece) if several else None,
            keys="" if number else "statement.toggle_content",
            quotes=several,
        )
    by_hand = session.selection is not None
    yield Field(
        "quoted",
        tr("Quoted"),
        surface(text, statement.quoted),
        Act("statement_fields.quote_selection" if by_hand else "statement_fields.detect_quoted"),
        _clear("quoted"),
        keys="statement_fields.detect_quoted",
        quotes=True,
    )
    yield Field(
        "cue",
        tr("Cue"),
        words_at(text, statement.cue),
        Act("statement.set_cue"),
        _clear("cue"),
        keys="statement.set_cue",
        quotes=True,
    )


def _source(session: Session, statement: Statement) -> Iterator[Field]:
    source = statement.source
    yield Field(
        "source",
        tr("Source"),
        words_at(session.text, source.span) if source else "",
        Act("statement.set_source"),
        _clear("source"),
        keys="statement.set_source",
        quotes=True,
    )
    yield Field(
        "source_kind",
        tr("Source kind"),
        source.kind.value if source else "",
        Act("statement_fields.set_source_kind"),
        _clear("source"),
        keys="statement_fields.set_source_kind",
    )
    yield Field(
        "source_mention",
        tr("… mention"),
        mention_words(session, source.mention if source else None),
        Act("statement.set_source"),
        quotes=True,
    )
    yield Field(
        "source_entity",
        tr("… entity"),
        entity_name(session, entity_of(session, source)),
        Act("statement_fields.set_source"),
        keys="statement_fields.set_source",
    )


def _circumstances(session: Session, statement: Statement) -> Iterator[Field]:
    # With words selected Enter takes them, as the key in the article does; else it asks for the
    # entity.
    module = "statement" if session.selection else "statement_fields"
    for key, name, party in (
        ("addressee", tr("Addressee"), statement.addressee),
        ("time", tr("Time"), statement.time),
        ("place", tr("Place"), statement.place),
    ):
        yield Field(
            key,
            name,
            _party(session, party),
            Act(f"{module}.set_{key}"),
            _clear(key),
            keys=f"statement.set_{key}",
            quotes=party.span is not None,
        )
    yield Field(
        "channel",
        tr("Channel"),
        said(statement.channel.value) if statement.channel else "",
        Act("statement_fields.set_channel"),
        _clear("channel"),
        keys="statement_fields.set_channel",
    )
    yield Field(
        "about",
        tr("About"),
        ", ".join(entity_name(session, entity) for entity in statement.about),
        Act("statement_fields.add_about"),
        Act("statement_fields.remove_about"),
        keys="statement_fields.add_about",
    )
    yield Field(
        "parent",
        tr("Nested in"),
        _parent(session, statement),
        Act("statement_fields.set_parent"),
        _clear("nesting"),
        keys="statement_fields.set_parent",
    )


def _parent(session: Session, statement: Statement) -> str:
    if statement.parent is None:
        return ""
    parent = session.store.queries.statements.find(statement.parent)
    return quoted_statement(session, parent, session.text) if parent else ""


def _party(session: Session, party: Party) -> str:
    """The words of a role, and the entity they mean."""
    words = words_at(session.text, party.span) or mention_words(session, party.mention)
    name = entity_name(session, entity_of(session, party))
    return f"{words} → {name}" if words and name else words or name
