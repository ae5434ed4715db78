"""Finds words, patterns and annotations in the project, and shows each place in its line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from annotator.errors import AnnotatorError
from annotator.session import Moved, Topic
from annotator.session.results import Results
from annotator.session.search_hints import Hint, hints
from annotator.session.searching import Search, is_empty
from annotator.text.query import Term, TermKind, straightened
from annotator.ui.bridge import Bridge
from annotator.ui.dialogs.popup import OWNS_KEYBOARD, Popup, plain_label
from annotator.ui.guard import guarded
from annotator.ui.jobs import SlicedJob
from annotator.ui.numbers import grouped
from annotator.ui.search_rows import FoundDelegate, FoundList, FoundRows

ColourOf = Callable[[str], str]
_PAUSE_MS = 60
_SLOW_MS = 500
_ROWS = 14
_STEPS = {"Down": 1, "Up": -1, "PgDn": _ROWS, "PgUp": -_ROWS, "Home": -1 << 40, "End": 1 << 40}
_WIDTH = 1040
_EXPLAINED = 6


class SearchPanel(Popup):
    """Opened by Ctrl+Shift+F. The line has the keyboard first; in the list, keys are commands."""

    def __init__(self, parent: QWidget, bridge: Bridge, colour_of: ColourOf) -> None:
        super().__init__(parent, self.tr("Find in the project"), width=_WIDTH)
        self._bridge = bridge
        self._job = SlicedJob(self)
        self._failure = ""
        self._hints: list[Hint] = []
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr('harbour  "relief funds"  harbo*  type:person …'))
        self.field.setAccessibleName(self.tr("Words to find in all articles"))
        self.hint = plain_label("", "small")
        self.model = FoundRows(bridge.session, self)
        self.rows = FoundList()
        self.rows.setAccessibleName(self.tr("Places"))
        self.rows.setModel(self.model)
        self.rows.setItemDelegate(FoundDelegate(self.rows, colour_of))
        self.rows.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        height = self.fontMetrics().height() + 9
        self.rows.set_row_height(height)
        self.rows.setMinimumHeight(self.fitting(height * _ROWS))
        self.told = plain_label("", "small")
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.cancel.hide()
        self._pause = _timer(self, _PAUSE_MS)
        self._slow = _timer(self, _SLOW_MS)
        self._lay_out()
        self._connect()
        self._take_up()

    def take_key(self, key: str) -> bool:
        """Move in the list or to it, complete what is typed, or open a place."""
        if key in _STEPS and (self._in_list or key not in ("Home", "End")):
            self._move(key)
            return True
        if not self._in_list:
            if key == "Enter":
                self._open_or_explain()
                return True
            return (key == "Tab" and self._complete()) or super().take_key(key)
        if key in ("/", "Tab", "Shift+Tab"):
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return super().take_key(key)

    def keys_here(self) -> tuple[tuple[str, str], ...]:
        """What the status line says of the keys in here."""
        if not self._in_list:
            return (
                ("Enter", self.tr("open the article there")),
                ("Down", self.tr("to the places")),
                ("Tab", self.tr("complete")),
                *super().keys_here(),
            )
        return (
            ("Enter", self.tr("open")),
            ("Space", self.tr("mark")),
            ("Ctrl+A", self.tr("all")),
            ("k", self.tr("link")),
            self._type_keys(),
            ("/", self.tr("search")),
        )

    def stays_for(self, widget: QWidget) -> bool:
        """A question about the places lies over the list and does not end it."""
        at: QWidget | None = widget
        while at is not None and not isinstance(at, Popup):
            at = at.parentWidget()
        return at is not None

    def close_up(self) -> None:
        """Stop searching; what was found stays for F4."""
        self._stop()
        self._give_keys(here=False)
        super().close_up()

    @property
    def _in_list(self) -> bool:
        return self.rows.hasFocus()

    def _open_or_explain(self) -> None:
        if self._failure and self._bridge.session.results is None:
            self._bridge.session.say(self._failure, failed=True)
        else:
            self._bridge.run("search.go")

    def _type_keys(self) -> tuple[str, str]:
        types = self._bridge.session.schema.entity_types
        return " ".join(each.key for each in types[:3]), self.tr("tag")

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.addWidget(self.told, 1)
        below.addWidget(self.cancel)
        self.hint.setWordWrap(True)
        self.told.setWordWrap(True)
        for widget in (self.field, self.hint):
            self.body.addWidget(widget)
        self.body.addWidget(self.rows, 1)
        self.body.addLayout(below)

    def _connect(self) -> None:
        self._pause.timeout.connect(self._start)
        self._job.progressed.connect(self._on_progress)
        self._job.finished.connect(self._on_finished)
        self._slow.timeout.connect(self._show_cancel)
        self.cancel.clicked.connect(self._give_up)
        self.field.textChanged.connect(self._pause.start)
        self.field.cursorPositionChanged.connect(self._show_hints)
        self.rows.clicked.connect(self._on_clicked)
        self.rows.focused.connect(self._on_focused)
        self.rows.unfocused.connect(self._on_unfocused)
        self._bridge.moved.connect(self._on_moved)
        self._bridge.changed.connect(self._on_changed)

    # The search

    def _take_up(self) -> None:
        """Go on with what was found before, unless the project has changed since."""
        results = self._bridge.session.results
        if results is not None:
            self.field.blockSignals(True)
            self.field.setText(results.search.typed)
            self.field.selectAll()
            self.field.blockSignals(False)
            if results.search.is_current():
                self._show_results()
                self._go_on(results.search)
            else:
                self._start()
        self._show_hints()

    def _start(self) -> None:
        self._pause.stop()
        self._stop()
        self._failure = ""
        session, typed = self._bridge.session, self.field.text()
        try:
            search = Search(session.store, session.schema, typed)
        except AnnotatorError as error:
            session.set_results(None)  # what was found before is no answer to this
            self._show_results()
            self._failure = str(error)
            self.told.setText(self._failure)
            return
        session.set_results(None if is_empty(search.query) else Results(search))
        self.told.setText("")
        self._show_results()
        if session.results is not None:
            self._go_on(search)

    def _go_on(self, search: Search) -> None:
        self._job.start(self._steps(search))
        self._slow.start()

    def _steps(self, search: Search) -> Iterator[int]:
        try:
            yield from search.steps()
        except AnnotatorError as error:
            self._failure = str(error)

    def _stop(self) -> None:
        self._slow.stop()
        self.cancel.hide()
        self._job.cancel()

    @guarded
    def _give_up(self) -> None:
        self._stop()
        self._tell(self.tr("Given up after %1."))

    @guarded
    def _show_cancel(self) -> None:
        self.cancel.setVisible(self._job.running)

    @guarded
    def _on_progress(self, _done: int) -> None:
        self._grow()
        if self.cancel.isVisible():
            self._tell(self.tr("%1 so far…"))

    @guarded
    def _on_finished(self) -> None:
        self._stop()
        self._grow()
        self._tell(self.tr("%1."))

    def _grow(self) -> None:
        self.model.grow()
        if not self.rows.currentIndex().isValid():
            self._show_current()

    def _tell(self, words: str) -> None:
        results = self._bridge.session.results
        if self._failure or results is None:
            self.told.setText(self._failure)
            return
        search = results.search
        number = len(search.hits)
        if not number and search.done:
            self.told.setText(self._nothing(search))
            return
        places = self.tr("%1 place") if number == 1 else self.tr("%1 places")
        told = words.replace("%1", places.replace("%1", grouped(number)))
        if search.full:
            told += self.tr(" There may be more: ask for less to see all.")
        if results.marked:
            marked = self.tr(" %1 marked.")
            told += marked.replace("%1", grouped(len(results.marked)))
        if search.unreadable:
            lost = self.tr(" %1 articles cannot be read.")
            told += lost.replace("%1", grouped(search.unreadable))
        self.told.setText(told)

    def _nothing(self, search: Search) -> str:
        if search.query.unit != "document":
            return self.tr("Nothing is annotated so.")
        if self._hints and self._hints[-1].typed.endswith("*"):
            more = self.tr("No article has these words. %1 finds words that begin so.")
            return more.replace("%1", self._hints[-1].typed)
        return self._no_article(search.query.terms)

    def _no_article(self, terms: Sequence[Term]) -> str:
        patterns = sum(term.kind is TermKind.PATTERN for term in terms)
        if not terms:
            return self.tr("No article is so.")
        if patterns < len(terms):
            both = self.tr("No article has these words and matches this pattern.")
            return both if patterns else self.tr("No article has these words.")
        if patterns == 1:
            return self.tr("No article matches this pattern.")
        return self.tr("No article matches these patterns.")

    # What could be typed

    @guarded
    def _show_hints(self, *_: int) -> None:
        session = self._bridge.session
        before = self.field.text()[: self.field.cursorPosition()]
        self._hints = list(hints(session.store, session.schema, before))
        few = len(self._hints) <= _EXPLAINED
        each = [
            f"{hint.typed}  ({hint.words})" if few and hint.words else hint.typed
            for hint in self._hints
        ]
        self.hint.setText(f"{self._lead(few=few)}  {'  ·  '.join(each)}" if each else "")

    def _lead(self, *, few: bool) -> str:
        """What the line is, said before it."""
        if few:
            return self.tr("Tab completes:")
        return self.tr("Filters:")

    def _complete(self) -> bool:
        """Take the first hint; False when there is none."""
        if not self._hints:
            return False
        hint, at = self._hints[0], self.field.cursorPosition()
        text = straightened(self.field.text())
        rest = text[at:].removeprefix('"') if text[hint.at : hint.at + 1] == '"' else text[at:]
        end = "" if hint.typed.endswith(":") else " "
        self.field.setText(f"{text[: hint.at]}{hint.typed}{end}{rest.lstrip()}")
        self.field.setCursorPosition(hint.at + len(hint.typed) + len(end))
        return True

    # The list

    def _show_results(self) -> None:
        self.model.restart()
        self._show_current()

    def _show_current(self) -> None:
        results = self._bridge.session.results
        if results is not None and self.model.rowCount():
            self.rows.choose(self.model.index(results.at))

    def _move(self, key: str) -> None:
        results = self._bridge.session.results
        if results is None or not self.model.rowCount():
            return
        if not self._in_list:
            if _STEPS[key] > 0:
                self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if key == "Up" and results.at == 0:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._bridge.session.set_results(results.moved(results.at + _STEPS[key]))

    @guarded
    def _on_clicked(self, index: QModelIndex) -> None:
        results = self._bridge.session.results
        if results is not None:
            self._bridge.session.set_results(results.moved(index.row()))
            self._bridge.run("search.go")

    @guarded
    def _on_focused(self) -> None:
        self.setProperty(OWNS_KEYBOARD, False)
        self._give_keys(here=True)

    @guarded
    def _on_unfocused(self) -> None:
        self.setProperty(OWNS_KEYBOARD, True)
        self._give_keys(here=False)

    def _give_keys(self, *, here: bool) -> None:
        results = self._bridge.session.results
        if results is not None and results.has_keys != here:
            self._bridge.session.set_results(results.with_keys(here=here))

    @guarded
    def _on_moved(self, moved: object) -> None:
        if isinstance(moved, Moved) and Topic.RESULTS in moved.topics:
            self._show_current()
            self.rows.viewport().update()
            if not self._job.running:
                self._tell(self.tr("%1."))

    @guarded
    def _on_changed(self, _change: object) -> None:
        self.model.forget()
        self.rows.viewport().update()


def _timer(parent: QWidget, wait: int) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(wait)
    return timer
