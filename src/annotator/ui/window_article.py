"""Ties the article view to the session: what it shows, what the mouse does, where lines are."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication

from annotator.model.ids import EntityId, Kind, MentionId, StatementId
from annotator.model.mention import Mention
from annotator.model.span import Span
from annotator.model.statement import Statement
from annotator.model.suggestion import SuggestedMention
from annotator.session import Edge, Moved, Panel, Session, Topic
from annotator.store.change import Change
from annotator.text.segments import word_at
from annotator.text.snap import snap
from annotator.ui.article.source import Touched
from annotator.ui.article.state import Handle
from annotator.ui.article.view import ArticleView
from annotator.ui.bridge import Bridge
from annotator.ui.panel_menu import keys_of, open_menu, panel_menu

# More than this at once is on the whole screen.
_MANY = 300
_WHEEL_ZOOMS = {True: "view.zoom_in", False: "view.zoom_out"}
_SHOWN_IN_ARTICLE: tuple[Kind, ...] = (
    "document",
    "mention",
    "statement",
    "entity",
    "project",
    "claim",
)


class ViewGeometry:
    """Where positions lie in an article view; the session's `Geometry`."""

    def __init__(self, view: ArticleView) -> None:
        self._view = view

    def line_start(self, at: int) -> int:
        """The first position of the line."""
        return self._view.line_start(at)

    def line_end(self, at: int) -> int:
        """The last position of the line."""
        return self._view.line_end(at)

    def position_above(self, at: int, lines: int) -> int:
        """The position some lines further up, in the same column."""
        return self._view.position_above(at, lines)

    def position_below(self, at: int, lines: int) -> int:
        """The position some lines further down, in the same column."""
        return self._view.position_below(at, lines)

    def page_lines(self) -> int:
        """How many lines a page holds, less one that both pages show."""
        first, last = self.visible()
        at, lines = self._view.line_start(first), 0
        while at < last:
            lines += 1
            at = max(self._view.line_end(at) + 1, at + 1)
        return max(1, lines - 1)

    def visible(self) -> tuple[int, int]:
        """The first and the last position on the screen."""
        span = self._view.visible_span()
        return (span.start, span.end) if span else (0, 0)


def _handle(session: Session) -> Handle | None:
    """Where the edge is that the arrow keys move; None for no edge."""
    edge = session.edge
    if edge is None:
        return None
    span = _held_span(session, edge)
    return Handle(span.start if edge.left else span.end, edge.left) if span else None


def _held_span(session: Session, edge: Edge) -> Span | None:
    """The span of which an edge is held; None when its annotation is gone."""
    queries = session.store.queries
    if edge.ref.kind == "mention":
        mention = queries.mentions.find(MentionId(edge.ref.id))
        return mention.spans[edge.index] if mention and edge.index < len(mention.spans) else None
    statement = queries.statements.find(StatementId(edge.ref.id))
    if statement is None:
        return None
    if edge.part == "content":
        return statement.content[edge.index] if edge.index < len(statement.content) else None
    if edge.part == "cue":
        return statement.cue
    party = getattr(statement, edge.part)
    return party.span if party else None


def _touched(session: Session, change: Change) -> Touched | None:
    """What a step touched in the open article; None where that is much, or more than annotations.

    What is only suggested comes and goes with what answers it.
    """
    mentions, statements = change.ids("mention"), change.ids("statement")
    if change.touches("project") or len(mentions) + len(statements) > _MANY:
        return None
    queries, suggestions = session.store.queries, session.suggestions
    found: list[Mention | Statement] = [*queries.mentions.some([*map(MentionId, mentions)])]
    found += queries.statements.some([*map(StatementId, statements)])
    places = [each.extent for each in found if each.document == session.document]
    turned = suggestions.turned if suggestions else frozenset()
    for number in turned:
        place = suggestions.undecided.extent(number) if suggestions else None
        places += [place] if place else []
    return Touched({*mentions, *turned}, {*statements, *turned}, places)


class ArticleBinding(QObject):
    """Refreshes an article view from events, and turns the mouse into moves of the session."""

    def __init__(self, view: ArticleView, bridge: Bridge) -> None:
        super().__init__(view)
        self._view = view
        self._bridge = bridge
        self._hovered: EntityId | None = None
        bridge.session.geometry = ViewGeometry(view)
        bridge.moved.connect(self._on_moved)
        bridge.changed.connect(self._on_changed)
        view.selection_changed.connect(self._on_selection)
        view.clicked.connect(self._on_clicked)
        view.word_chosen.connect(self._on_word)
        view.paragraph_chosen.connect(self._on_paragraph)
        view.statement_chosen.connect(self._on_statement)
        view.menu_requested.connect(self._on_menu)
        view.paths_dropped.connect(self.import_paths)
        view.zoom_requested.connect(self._on_zoom)
        self._show_document()

    def hover(self, entity: EntityId | None) -> None:
        """Light up the mentions of an entity that the mouse rests on elsewhere; None ends it."""
        self._hovered = entity
        self._show_current()

    def import_paths(self, paths: list[Path]) -> None:
        """Bring dropped files and folders into the project."""
        self._bridge.run("document.import_files", paths=paths)

    # What the session says

    def _on_moved(self, moved: Moved) -> None:
        topics = moved.topics
        if Topic.DOCUMENT in topics or Topic.PROJECT in topics:
            self._show_document()
            return
        if Topic.SELECTION in topics:
            session = self._bridge.session
            self._view.set_selection(session.anchor, session.caret)
        if Topic.SUGGESTIONS in topics:
            self._view.refresh()
        if topics & {Topic.CURRENT, Topic.SUGGESTIONS}:
            self._show_current()
        if Topic.MODE in topics:
            self._show_mode()

    def _on_changed(self, change: Change) -> None:
        session = self._bridge.session
        if change.touches("document") and session.document in change.ids("document"):
            top = self._view.scroll_position()
            self._show_document()
            self._view.scroll_to(top)
        elif change.touches(*_SHOWN_IN_ARTICLE):
            self._view.refresh(_touched(session, change))
        self._show_current()
        self._view.set_handle(_handle(session))

    def _show_document(self) -> None:
        session = self._bridge.session
        document = session.current_document
        if document is None:
            self._view.clear(self._how_to_begin())
            return
        self._view.show_document(document, session.text, session.seen, session.schema)
        self._view.set_selection(session.anchor, session.caret)
        self._show_current()
        self._show_mode()

    def _how_to_begin(self) -> str:
        key = keys_of(self._bridge, "document.import_files")
        if not key:
            return ""
        words = self.tr("No document is open.\nDrop text files here, or press %1 to import some.")
        return words.replace("%1", key)

    def _show_current(self) -> None:
        session = self._bridge.session
        entity = self._hovered if self._hovered is not None else session.entity
        mention, statement = session.mention, session.statement
        suggestion = session.current_suggestion
        if isinstance(suggestion, SuggestedMention) and session.suggestion is not None:
            mention = MentionId(session.suggestion)
        elif suggestion is not None and session.suggestion is not None:
            statement = StatementId(session.suggestion)
        self._view.set_focus_objects(mention, statement, entity)

    def _show_mode(self) -> None:
        session = self._bridge.session
        preview = session.preview
        if preview is None:
            self._view.set_preview((), (), None)
        else:
            at = preview.spans[preview.at] if preview.at < len(preview.spans) else None
            self._view.set_preview(preview.spans, sorted(preview.dropped), at)
        self._view.set_handle(_handle(session))
        self._view.set_hints(
            {label[len(session.hint_typed) :]: span for label, span in session.hints.items()}
        )

    # What the mouse does

    def _take_keyboard(self) -> None:
        if self._bridge.session.panel is not Panel.ARTICLE:
            self._bridge.session.focus(Panel.ARTICLE)
        self._view.focus_widget().setFocus(Qt.FocusReason.MouseFocusReason)

    def _on_selection(self, anchor: int, caret: int) -> None:
        self._take_keyboard()
        session = self._bridge.session
        exactly = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.AltModifier
        if anchor == caret or exactly:
            session.select(anchor, caret, exact=bool(exactly))
            return
        span = snap(session.text, Span(min(anchor, caret), max(anchor, caret)))
        if caret > anchor:
            session.select(span.start, span.end)
        else:
            session.select(span.end, span.start)

    def _on_clicked(self, at: int) -> None:
        self._bridge.session.select(at, at)

    def _on_word(self, at: int) -> None:
        self._take_keyboard()
        word = word_at(self._bridge.session.text, at)
        if word is not None:
            self._bridge.session.select(word.start, word.end)

    def _on_paragraph(self, span: Span) -> None:
        self._take_keyboard()
        self._bridge.session.select(span.start, span.end, exact=True)

    def _on_statement(self, id: int) -> None:
        self._take_keyboard()
        session = self._bridge.session
        statement = session.store.queries.statements.find(StatementId(id))
        if statement is not None:
            session.go_to_statement(statement)
        else:
            session.go_to_suggestion(id)

    def _on_zoom(self, steps: int) -> None:
        self._bridge.run(_WHEEL_ZOOMS[steps > 0])

    def _on_menu(self, at: int, where: QPoint) -> None:
        """Offer what can be done at a position, with the keys that would have done it."""
        session = self._bridge.session
        if session.document is None:
            return
        self._take_keyboard()
        span = session.selection
        if span is None or not span.start <= at <= span.end:
            session.select(at, at)
        actions = [
            action
            for action in self._bridge.keymap.actions
            if action.command.menu.startswith("Annotate")
            and session.mode in action.command.modes
            and action.command.when.reason_against(session) is None
        ]
        menu = panel_menu(self._bridge, self._view, actions)
        open_menu(menu, self._view, self._view.mapFromGlobal(where))
