"""Tagging the other occurrences of an entity: previewed in place, taken as one step."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace

from annotator.commands.accepting import accept_mention, entity_of
from annotator.commands.conditions import Condition, on_mention
from annotator.commands.linking import level_for
from annotator.commands.registry import command
from annotator.commands.walking import go_on
from annotator.errors import AnnotatorError
from annotator.model.entity import Entity
from annotator.model.ids import DocumentId, EntityId, MentionId
from annotator.model.mention import Level, Mention
from annotator.model.span import Span
from annotator.model.suggestion import SuggestedMention
from annotator.session import Mode, Preview, Session
from annotator.session.undecided import Stop
from annotator.store.queries.entities import Entities
from annotator.store.transaction import Transaction
from annotator.text.search import free, named, surname_forms

_PREVIEW = frozenset({Mode.PREVIEW})


class NoOccurrence(AnnotatorError):
    """There is nothing more to take."""


def _suggested(session: Session) -> tuple[int, SuggestedMention] | None:
    """The suggestion whose other occurrences are meant, where no mention is."""
    found = session.current_suggestion
    if session.suggestion is None or not isinstance(found, SuggestedMention):
        return None
    return session.suggestion, found


_on_name = Condition(
    lambda session: on_mention.holds(session) or _suggested(session) is not None, on_mention.reason
)


@command("Tag other occurrences", keys=".", when=_on_name, menu="Annotate")
def preview(session: Session) -> None:
    """Show the other places of this article that name the same entity. Enter takes them all.

    Whole words only, the longest name first, under every name and alias of the entity and a
    person's surname. Space drops or keeps the one under the keys, Tab goes to the next, Esc leaves
    all untagged. On a suggestion Enter accepts it as well, in the same step, and goes on.
    """
    suggested = _suggested(session)
    if suggested is not None:
        mention, full = _as_mention(session, *suggested), suggested[1].name
    else:
        current = session.current_mention
        assert current is not None
        mention, full = current, None
    found = places(session, mention, full)
    if not found:
        but = ", only inside longer names" if _is_in_longer(session, mention) else ""
        words = mention.surface(session.text)
        raise NoOccurrence(f"No other “{words}” is left in this article{but}.")
    number = suggested[0] if suggested else None
    session.set_preview(Preview(mention.entity, mention.type, found, suggestion=number))
    count = len(found)
    session.say(f"{count} more: Enter takes {'it' if count == 1 else 'them all'}, Space drops one.")


def _as_mention(session: Session, number: int, found: SuggestedMention) -> Mention:
    """A suggestion as the mention that it would become."""
    assert session.suggestions is not None
    shown = session.suggestions.undecided.mention(number)
    return replace(shown, entity=entity_of(session, found))


def places(session: Session, mention: Mention, full: str | None = None) -> tuple[Span, ...]:
    """Where else the entity of a mention, or the same words if it has none, stands untagged.

    `full` is the whole name of one that has no entity yet.
    """
    queries, document = session.store.queries, mention.document
    entity = queries.entities.find(mention.entity) if mention.entity is not None else None
    names = _names(session, mention, entity)
    if entity is None and full is not None:
        names = list(dict.fromkeys([*names, full]))
    found = named(session.text, names, _rivals(session, document, entity, names))
    taken = queries.mentions.extents_over(document, [place.span for place in found])
    here = _NamesHere(queries.entities, document, frozenset(" ".join(names).split()))
    left = (place.span for place in free(found, taken, session.text, here))
    return tuple(span for span in left if not span.overlaps(mention.extent))


def _is_in_longer(session: Session, mention: Mention) -> bool:
    """Whether the words of a mention stand elsewhere too, though not as a mention of their own."""
    found = [each.span for each in named(session.text, [mention.surface(session.text)], [])]
    tagged = set(session.store.queries.mentions.extents_over(mention.document, found))
    return any(not span.overlaps(mention.extent) and span not in tagged for span in found)


@dataclass(frozen=True, slots=True)
class _NamesHere(Container[str]):
    """The words of the names of what a document mentions, and some more; looked up when asked."""

    entities: Entities
    document: DocumentId
    more: frozenset[str]

    def __contains__(self, word: object) -> bool:
        if word in self.more:
            return True
        sharing = self.entities.sharing(str(word), self.document)
        return any(word in name.split() for entity in sharing for name in entity.names)


def _others(
    session: Session, document: DocumentId, entity: Entity | None, name: str
) -> Iterator[str]:
    """The names of the other things of a document that may be or hold a name."""
    for other in session.store.queries.entities.sharing(name, document):
        if entity is None or other.id != entity.id:
            yield from other.names


def _rivals(
    session: Session, document: DocumentId, entity: Entity | None, names: list[str]
) -> list[str]:
    """Names of other things of which one of ours may be a part."""
    found = (other for name in names for other in _others(session, document, entity, name))
    return list(dict.fromkeys(found))


def _names(session: Session, mention: Mention, entity: Entity | None) -> list[str]:
    """Every name the entity goes by here; a surname only where no other entity shares it."""
    surface = mention.surface(session.text)
    if entity is None:
        return [surface]
    person = entity.type == "person"

    def shared(form: str) -> bool:
        others = _others(session, mention.document, entity, form)
        return any(form in surname_forms(name, type_is_person=person) for name in others)

    short = [form for name in entity.names for form in surname_forms(name, type_is_person=person)]
    own = [form for form in dict.fromkeys(short) if not shared(form)]
    return list(dict.fromkeys([surface, *entity.names, *own]))


_in_preview = Condition(lambda session: session.preview is not None, "Nothing is previewed.")


@command("Take all", keys=("Enter", "."), when=_in_preview, modes=_PREVIEW)
def take(session: Session) -> None:
    """Tag every place of the preview that was not dropped, as one step."""
    shown = session.preview
    assert shown is not None
    spans, suggested = shown.kept, _suggested(session) if shown.suggestion is not None else None
    session.set_preview(None)
    if not spans and suggested is None:
        return
    session.safe.before("tagging", len(spans))
    many = "1 other occurrence" if len(spans) == 1 else f"{len(spans):,} other occurrences"
    with session.store.transaction(f"Tag {many}") as tx:
        entity = shown.entity
        if suggested is not None:
            made = accept_mention(session, tx, suggested[1])
            entity = session.store.queries.mentions.get(made).entity
        _tag(session, tx, spans, shown.type, entity)
    if suggested is not None:
        place = suggested[1].span
        go_on(session, Stop(place.start, -place.end, suggested[0]))
    session.say(f"Tagged {len(spans)} more.")


def _tag(
    session: Session, tx: Transaction, spans: tuple[Span, ...], type: str, id: EntityId | None
) -> None:
    """Tag places as one type and entity, and have their words among its names."""
    assert session.document is not None
    levels: dict[str, Level | None] = {}
    for span in spans:
        surface = span.of(session.text)
        if surface not in levels:
            levels[surface] = level_for(session, type, surface)
        mention = Mention(
            MentionId(0),
            session.document,
            type,
            (span,),
            tx.provenance(),
            level=levels[surface],
            entity=id,
        )
        tx.add(mention)
    entity = session.store.queries.entities.find(id) if id else None
    fresh = tuple(name for name in levels if entity and name not in entity.names)
    if entity and fresh:
        tx.replace(replace(entity, aliases=(*entity.aliases, *fresh)))


@command(
    "Drop or keep this one", keys=("Space", "Backspace", "u"), when=_in_preview, modes=_PREVIEW
)
def drop(session: Session) -> None:
    """Leave the place under the keys out, or take it in again, and go to the next."""
    shown = session.preview
    assert shown is not None
    span = shown.spans[shown.at]
    session.set_preview(
        replace(shown, dropped=shown.dropped ^ {span}, at=min(shown.at + 1, len(shown.spans) - 1))
    )


@command("Next place", keys=("Tab", "Right", "Down"), when=_in_preview, modes=_PREVIEW)
def next_place(session: Session) -> None:
    """Put the next place of the preview under the keys."""
    _step(session, 1)


@command("Previous place", keys=("Shift+Tab", "Left", "Up"), when=_in_preview, modes=_PREVIEW)
def previous_place(session: Session) -> None:
    """Put the previous place of the preview under the keys."""
    _step(session, -1)


def _step(session: Session, by: int) -> None:
    shown = session.preview
    assert shown is not None
    session.set_preview(replace(shown, at=(shown.at + by) % len(shown.spans)))
