"""An open project and where its reader is."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Set
from functools import cache
from pathlib import Path
from typing import TypeVar

from annotator.formats.schema_file import schema_from_tree
from annotator.model.document import Document
from annotator.model.entity import Entity
from annotator.model.ids import ClaimId, DocumentId, EntityId, MentionId, StatementId
from annotator.model.mention import Mention
from annotator.model.provenance import Status
from annotator.model.schema import Schema
from annotator.model.span import Span
from annotator.model.statement import Statement
from annotator.model.suggestion import SuggestedStatement, Suggestion
from annotator.session.changes import Changes
from annotator.session.checking import Checking
from annotator.session.finding_at import FindingAt
from annotator.session.headless import ParagraphGeometry, Unattended, Unkept, Unwatched
from annotator.session.import_report import ImportReport
from annotator.session.lexicons import Lexicons
from annotator.session.ports import Geometry, Host, Progress, Safekeeping, UserInterface
from annotator.session.results import Results
from annotator.session.seen import Seen
from annotator.session.state import Edge, Mode, Moved, Panel, Preview, Shown, Topic, ViewState
from annotator.session.suggesting import Suggestions
from annotator.session.watching import WatchedFolder
from annotator.store.change import Change
from annotator.store.store import Store
from annotator.suggest.base import Suggesters
from annotator.suggest.engine import place_of
from annotator.text.lexicon import Lexicon

Listener = Callable[[Moved], None]
T = TypeVar("T")
Id = TypeVar("Id", bound=int)


class Session:
    """The open store, the current document, selection and annotation, and the mode of the keys.

    Positions are code points. `anchor` and `caret` are the two ends of the selection, equal when
    nothing is selected. `exact` is set when the selection was made by characters and must not be
    snapped to words. `suggestion` is the number of what is only suggested and chosen; it is never
    the id of a stored object.
    """

    def __init__(
        self,
        store: Store,
        *,
        lexicon: Lexicon,
        ask: UserInterface | None = None,
        host: Host | None = None,
        find_suggesters: Callable[[], Suggesters] | None = None,
    ) -> None:
        self.store = store
        self.lexicons = Lexicons(lexicon)
        self.lexicon = lexicon
        self.ask: UserInterface = ask or Unattended()
        self.progress: Progress = Unwatched()
        self.safe: Safekeeping = Unkept()
        self.host = host
        self.geometry: Geometry = ParagraphGeometry(lambda: self.text)
        self.schema: Schema = self._read_schema()
        self.document: DocumentId | None = None
        self.text = ""
        self.anchor = self.caret = 0
        self.exact = False
        self.panel = Panel.ARTICLE
        self.edge: Edge | None = None
        self.preview: Preview | None = None
        self.hints: Mapping[str, Span] = {}
        self.hint_typed = self.find_query = ""
        self.view = ViewState()
        self.message, self.failed = "", False
        self.shown: Shown | None = None
        self.results: Results | None = None
        self.changes: Changes | None = None
        self.import_report: ImportReport | None = None
        self.watched: WatchedFolder | None = None
        self.suggesters = cache(find_suggesters or self._find_suggesters)
        self._nothing_current()
        self.seen = Seen(store, lambda: self.suggestions)
        self._listeners: list[Listener] = []
        self._unsubscribe = store.subscribe(self._on_change)

    def _nothing_current(self) -> None:
        self.mention: MentionId | None = None
        self.statement: StatementId | None = None
        self.entity: EntityId | None = None
        self.claim: ClaimId | None = None
        self.selected_entities: tuple[EntityId, ...] = ()
        self.awaiting_source: StatementId | None = None
        self.last_mention: MentionId | None = None
        self.suggestion: int | None = None
        self.suggestions: Suggestions | None = None
        self.checks: Checking | None = None
        self.finding: FindingAt | None = None

    # Where the reader is

    @property
    def mode(self) -> Mode:
        """What the keys mean now."""
        if self.results is not None and self.results.has_keys:
            return Mode.SEARCH
        if self.finding is not None and self.finding.has_keys:
            return Mode.CHECKS
        if self.preview:
            return Mode.PREVIEW
        if self.hints:
            return Mode.HINTS
        if self.edge:
            return Mode.EDGE
        return Mode(self.panel.value)

    @property
    def selection(self) -> Span | None:
        """The selected stretch, or None when there is only a caret."""
        if self.anchor == self.caret:
            return None
        return Span(min(self.anchor, self.caret), max(self.anchor, self.caret))

    @property
    def current_document(self) -> Document | None:
        """The open document."""
        return self._present(self.document, self.store.queries.documents.find)

    @property
    def current_mention(self) -> Mention | None:
        """The mention that commands are about."""
        return self._present(self.mention, self.store.queries.mentions.find)

    @property
    def current_statement(self) -> Statement | None:
        """The statement that commands are about."""
        return self._present(self.statement, self.store.queries.statements.find)

    @property
    def current_suggestion(self) -> Suggestion | None:
        """What is suggested and chosen: a mention or a statement that is not stored."""
        if self.suggestions is None or self.suggestion is None:
            return None
        return self.suggestions.undecided.find(self.suggestion)

    @property
    def current_entity(self) -> Entity | None:
        """The entity that commands are about."""
        return self._present(self.entity, self.store.queries.entities.find)

    def open_document(
        self, document: DocumentId | None, *, anchor: int = 0, caret: int = 0
    ) -> None:
        """Show a document, or none."""
        self.text = "" if document is None else self.store.queries.documents.text(document)
        self.document = document
        self._find_words()
        self.edge = self.preview = None
        self.hints = {}
        self._suggest()
        self._check()
        self.mention = self.statement = self.last_mention = self.awaiting_source = None
        self.anchor, self.caret = self._within(anchor), self._within(caret)
        self._pick_at_caret()
        self._moved(Topic.DOCUMENT, Topic.SELECTION, Topic.CURRENT, Topic.MODE)

    def select(self, anchor: int, caret: int, *, exact: bool = False) -> None:
        """Put the two ends of the selection somewhere; what lies there becomes current."""
        self.anchor, self.caret = self._within(anchor), self._within(caret)
        self.exact = exact
        self._pick_at_caret()
        self._moved(Topic.SELECTION, Topic.CURRENT)

    def make_current(
        self,
        *,
        mention: MentionId | None = None,
        statement: StatementId | None = None,
        entity: EntityId | None = None,
        claim: ClaimId | None = None,
    ) -> None:
        """Make objects current without moving the caret; what is not given stays."""
        if mention is not None:
            self.mention = mention
            self._follow_mention()
        self.statement = statement if statement is not None else self.statement
        self.entity = entity if entity is not None else self.entity
        self.claim = claim if claim is not None else self.claim
        self._moved(Topic.CURRENT)

    def go_to_mention(self, mention: Mention) -> None:
        """Open a mention's document if need be, select it and make it current."""
        if self.document != mention.document:
            self.open_document(mention.document)
        extent = mention.spans[0] if len(mention.spans) > 1 else mention.extent
        self.select(extent.start, extent.end, exact=True)
        self.make_current(mention=mention.id)

    def go_to_statement(self, statement: Statement) -> None:
        """Open a statement's document if need be, go to its content and make it current."""
        if self.document != statement.document:
            self.open_document(statement.document)
        start = statement.content[0].start
        self.select(start, start)
        self.statement = statement.id
        self.claim = statement.claim or self.claim
        self._moved(Topic.CURRENT)

    def go_to_suggestion(self, number: int) -> None:
        """Select what is suggested under a number and make it current: a statement at its cue."""
        found = self.suggestions.undecided.find(number) if self.suggestions else None
        if found is None:
            return
        place = place_of(found)
        self.select(place.start, place.end, exact=True)
        self._choose(number, found)
        self._moved(Topic.CURRENT)

    def suggestions_came(self) -> None:
        """Tell that more is suggested, or other things are."""
        if self.suggestion is None or self.current_suggestion is None:
            self._pick_suggestion()
        self._tell_suggestions()

    def _tell_suggestions(self) -> None:
        if self.checks is not None:
            self.checks.follow_suggestions()
        self._moved(Topic.SUGGESTIONS)

    def set_finding(self, finding: FindingAt | None) -> None:
        """Have another finding under the keys, or none."""
        self.finding = finding
        self._moved(Topic.CHECKS)

    def checks_came(self) -> None:
        """Tell that more was found to be looked at, or other things."""
        self._moved(Topic.CHECKS)

    def select_entities(self, entities: tuple[EntityId, ...]) -> None:
        """Select entities in the panel; the last one is current."""
        self.selected_entities = entities
        self.entity = entities[-1] if entities else None
        self._moved(Topic.CURRENT)

    def focus(self, panel: Panel) -> None:
        """Give a panel the keyboard, and leave any short state of the article."""
        self.panel = panel
        self.edge = self.preview = None
        self.hints = {}
        self._moved(Topic.MODE)

    def hold_edge(self, edge: Edge | None) -> None:
        """Let the arrow keys move an edge, or no longer."""
        self.edge = edge
        self._moved(Topic.MODE)

    def set_preview(self, preview: Preview | None) -> None:
        """Show occurrences about to be taken, or no longer."""
        self.preview = preview
        self._moved(Topic.MODE)

    def set_hints(self, hints: Mapping[str, Span], typed: str = "") -> None:
        """Show hints to jump by, or no longer; `typed` is what was typed of one."""
        self.hints = hints
        self.hint_typed = typed
        self._moved(Topic.MODE)

    def set_view(self, view: ViewState) -> None:
        """Change how the window looks."""
        before, self.view = self.view, view
        if before.suggestions != view.suggestions:
            self._suggest()
            self._pick_suggestion()
            self._tell_suggestions()
        self._moved(Topic.VIEW)

    def set_results(self, results: Results | None) -> None:
        """Keep what a search found, and what is marked of it, instead of what was found before."""
        before, self.results = self.results, results
        if before is not None and (results is None or results.search is not before.search):
            before.search.close()
        self._moved(Topic.RESULTS)

    def show(self, shown: Shown | None) -> None:
        """Open something over the window."""
        self.shown = shown
        self._moved(Topic.SHOWN)

    def say(self, message: str, *, failed: bool = False) -> None:
        """Put a sentence into the status line; `failed` marks one the user must not miss."""
        self.message = message
        self.failed = failed
        self._moved(Topic.MESSAGE)

    # Events

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Tell a listener of every move. Returns the function that ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def close(self) -> None:
        """Close the project."""
        if self.results is not None:
            self.results.search.close()
        self._unsubscribe()
        self.store.close()

    @property
    def path(self) -> Path:
        """The project file."""
        return self.store.path

    def _moved(self, *topics: Topic) -> None:
        event = Moved(frozenset(topics))
        for listener in tuple(self._listeners):
            listener(event)

    def _on_change(self, change: Change) -> None:
        """Let go of what a change deleted; runs before any view hears of the change."""
        if change.touches("project"):
            self.schema = self._read_schema()
            self._moved(Topic.PROJECT)
        if self.document in change.ids("document"):
            self._reread_document()
        entities, queries = change.ids("entity"), self.store.queries
        self.mention = _still(self.mention, change.ids("mention"), queries.mentions.find)
        self.statement = _still(self.statement, change.ids("statement"), queries.statements.find)
        self.entity = _still(self.entity, entities, queries.entities.find)
        self.claim = _still(self.claim, change.ids("claim"), queries.claims.find)
        self.selected_entities = tuple(
            each for each in self.selected_entities if _still(each, entities, queries.entities.find)
        )
        if self.edge and self.edge.ref.id not in (self.mention, self.statement):
            self.edge = None
            self._moved(Topic.MODE)
        if self.mention is None:
            self._pick_mention()
        self._follow_suggestions(change)
        if self.checks is not None:
            self.checks.follow(change, self.schema)

    def _follow_suggestions(self, change: Change) -> None:
        """Let go of suggestions that are answered; views look when they hear of the change."""
        if self.suggestions is None:
            return
        if self.suggestions.follow(change):
            self.suggestions_came()
        elif self.current_suggestion is None:
            self._pick_suggestion()

    def _reread_document(self) -> None:
        """Show the first document in the place of one that went; read a text that changed again."""
        documents = self.store.queries.documents
        if self.current_document is None:
            self.open_document(documents.first())
        elif self.document is not None and documents.text(self.document) != self.text:
            self.open_document(self.document)
        elif self._find_words():
            self._suggest()
            self.suggestions_came()

    def _find_words(self) -> bool:
        """Take the words of the language of the article; returns whether that is another one."""
        document, before = self.current_document, self.lexicon
        self.lexicon = self.lexicons.of(document.language if document else "")
        return self.lexicon is not before

    def _pick_at_caret(self) -> None:
        self._pick_mention()
        self._pick_statement()
        self._pick_suggestion()

    def _pick_mention(self) -> None:
        """The mention on exactly the selection, else the innermost at the caret."""
        self.last_mention = self.mention or self.last_mention
        self.mention = None
        if self.document is None:
            return
        mentions = self.store.queries.mentions
        span = self.selection
        found = (
            mentions.exactly(self.document, span)
            if span
            else mentions.touching(self.document, self.caret)
        )
        found = [each for each in found if each.provenance.status is not Status.REJECTED]
        if found:
            self.mention = found[0].id
            self._follow_mention()

    def _pick_statement(self) -> None:
        """The statement at the caret; the one before stays current where there is none."""
        if self.document is None:
            return
        at = self.selection.start if self.selection else self.caret
        found = self.store.queries.statements.touching(self.document, at)
        if found and self.statement not in {statement.id for statement in found}:
            self.statement = found[0].id

    def find_suggesters_again(self) -> None:
        """Look which suggesters there are now, and begin with the article anew."""
        self.suggesters.cache_clear()
        if self.suggestions is not None:
            self._suggest()
            self.suggestions_came()

    def _find_suggesters(self) -> Suggesters:
        # Looks for plug-ins, whose machinery would make every start 10 ms longer.
        from annotator.session.more_suggesters import suggesters_of  # noqa: PLC0415

        return suggesters_of(self.store, self.schema)

    def _suggest(self) -> None:
        """Begin with what may be suggested in the document, or leave it."""
        self.suggestion = self.suggestions = None
        if self.document is not None and self.view.suggestions:
            self.suggestions = Suggestions(
                self.store.queries, self.document, self.text, self.lexicon, self.suggesters
            )
            self.suggestions.on_failure = self._say_failed

    def _check(self) -> None:
        """Begin with what is to be looked at in the document."""
        self.finding = self.checks = None
        if self.document is not None:
            queries = self.store.queries
            self.checks = Checking(
                queries, self.document, self.text, self.schema, suggested=self._is_suggested
            )

    def _is_suggested(self, span: Span) -> bool:
        """Whether words of a stretch are in the content of a statement that is only suggested."""
        if self.suggestions is None:
            return False
        undecided = self.suggestions.undecided
        found = map(undecided.find, undecided.statements_over(span))
        return any(
            isinstance(each, SuggestedStatement)
            and any(part.overlaps(span) for part in each.content)
            for each in found
        )

    def _say_failed(self, name: str, error: Exception) -> None:
        why = f"{type(error).__name__}: {error}"
        self.say(f"“{name}” suggests nothing more in this article ({why}).", failed=True)

    def _pick_suggestion(self) -> None:
        """The suggestion that is met just at the selection, else one at the caret alone."""
        self.suggestion = None
        if self.suggestions is None:
            return
        undecided, span = self.suggestions.undecided, self.selection
        around = span or Span(max(0, self.caret - 1), self.caret + 1)
        found = [*undecided.mentions_over(around), *undecided.statements_over(around)]
        for number in reversed(found) if span is None else found:
            suggestion = undecided.find(number)
            if suggestion is not None and self._is_met(suggestion):
                self._choose(number, suggestion)
                return

    def _is_met(self, suggestion: Suggestion) -> bool:
        place = place_of(suggestion)
        if self.selection is not None:
            return place == self.selection
        free = self.mention is None and place.start <= self.caret <= place.end
        return free and not (isinstance(suggestion, SuggestedStatement) and self.statement)

    def _choose(self, number: int, suggestion: Suggestion) -> None:
        self.suggestion = number
        if isinstance(suggestion, SuggestedStatement):
            # What sets a field of the current statement must not mean one somewhere else.
            self.statement = None

    def _follow_mention(self) -> None:
        mention = self.current_mention
        if mention and mention.entity is not None:
            self.entity = mention.entity

    def _read_schema(self) -> Schema:
        return schema_from_tree(json.loads(self.store.queries.project().schema))

    def _within(self, at: int) -> int:
        return max(0, min(at, len(self.text)))

    @staticmethod
    def _present(id: int | None, find: Callable[[int], T | None]) -> T | None:
        return None if id is None else find(id)


def _still(id: Id | None, touched: Set[int], find: Callable[[int], object]) -> Id | None:
    """An id, or None where a step touched what has it and it is gone now."""
    return None if id in touched and id is not None and find(id) is None else id
