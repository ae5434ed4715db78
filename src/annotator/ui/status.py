"""The line at the bottom: what is selected or said, what the next keys do, whether all is saved."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTime, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from annotator.session import Moved, Session, Topic
from annotator.store.change import Change
from annotator.text.segments import words
from annotator.text.visible import visible
from annotator.ui.bridge import Bridge
from annotator.ui.correction_words import correction_words
from annotator.ui.dialogs.popup import Popup
from annotator.ui.drawing import plain_tip
from annotator.ui.guard import guarded
from annotator.ui.key_hints import KeyHint, KeyHints
from annotator.ui.meter import Meter
from annotator.ui.next_keys import next_hints
from annotator.ui.numbers import grouped
from annotator.ui.offered_words import offered_words
from annotator.ui.panel_menu import keys_of
from annotator.ui.sentence import OneLine, Sentence

_LONGEST = 48
_ROOMY = 130
"""So many letters wide is a line that has room for what can be done without."""
_COUNT_AFTER_MS = 60
_MOST_COUNTED = 20_000
_SHOWS_KEYS = "view.keys"


class StatusLine(QFrame):
    """Refreshes from events; several of them in a row cost one refresh."""

    chosen = Signal(str)
    """The id of an action whose key was clicked."""

    def __init__(self, bridge: Bridge, meter: Meter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._meter = meter
        self._saved_at: QTime | None = None
        self._hovered = ""
        self._over = False
        self.selection = OneLine(self)
        self.message = Sentence(self)
        self.counter = _label(self, "muted")
        self.findings = _label(self, "muted")
        self.saved = _label(self, "muted")
        self._stack = QStackedWidget(self)
        self.hints = KeyHints(self)
        self.help = KeyHints(self)
        self.help.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.refresh)
        self._counter = QTimer(self)
        self._counter.setSingleShot(True)
        self._counter.setInterval(_COUNT_AFTER_MS)
        self._counter.timeout.connect(self._count)
        self._lay_out()
        self._connect()
        self._tell_keys()
        self._count()
        self.refresh()

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what there is room for now."""
        super().resizeEvent(event)
        self.soon()

    def refresh(self) -> None:
        """Show what holds now; done by itself soon after every event."""
        session = self._bridge.session
        said = self._said(session)
        role = "error" if session.failed and session.message else ""
        _give_role(self.message, role)
        if visible(said) != self.message.words and session.message:
            self._announce(said)
        self._say(said)
        focused = QApplication.focusWidget()
        here = focused if focused is not None and focused.window() is self.window() else None
        if not said:
            self._show_selection(session)
        self.hints.set_hints(next_hints(self._bridge.keymap, session, here))
        _give_role(self.saved, "muted" if session.store.keeping.trouble is None else "error")
        _put(self.saved, self._saved_words(session))
        self._show_findings(session)
        self.refresh_meter()

    def _said(self, session: Session) -> str:
        """What is said, and after an answer to a suggestion what is suggested next."""
        alone = session.failed or session.preview is not None or is_asked()
        if not session.message or alone:
            return session.message or self._hovered
        return "  ".join(filter(None, (session.message, offered_words(session))))

    def _show_selection(self, session: Session) -> None:
        """Show what is suggested or was corrected there, and say it aloud, or what is selected.

        What is asked over the window is about something else.
        """
        if is_asked():
            self.selection.say("")
            return
        offered, corrected = offered_words(session), correction_words(session)
        parts = (offered or _selection_words(session), corrected)
        shown = " · ".join(part for part in parts if part)
        if (offered or corrected) and visible(shown) != self.selection.words:
            self._announce(shown)
        self.selection.say(shown)

    def _say(self, words: str) -> None:
        if words:
            self._stack.setCurrentIndex(1)
        # Before the page goes: only the one that is shown hears that it may be lower again.
        self.message.say(words)
        if not words:
            self._stack.setCurrentIndex(0)

    def _announce(self, words: str) -> None:
        """Say a sentence to those who do not see the line."""
        if words and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def refresh_meter(self) -> None:
        """Show the acts for each annotation, unless the reader turned that off."""
        session = self._bridge.session
        work = self._meter.work_on(session.document)
        if work is None or not work[0]:
            self.counter.hide()
            return
        # in a narrow window the room is for the keys of the next step
        has_room = self.width() >= self.fontMetrics().averageCharWidth() * _ROOMY
        self.counter.setVisible(session.view.meter and has_room)
        acts, made = work
        several = acts < made  # as where one key takes over what another version has
        words = self.tr("%1 annotations per key") if several else self.tr("%1 keys per annotation")
        each = made / acts if several else acts / made
        _put(self.counter, words.replace("%1", QLocale().toString(each, "f", 1)))
        told = self.tr("Your keys and clicks in this article: %1, for %2 annotations. ")
        told += self.tr("The count stays on this machine; View, Key meter hides it.")
        told = told.replace("%1", grouped(acts)).replace("%2", grouped(made))
        _explain(self.counter, told)

    def _show_findings(self, session: Session) -> None:
        """Show how many findings there are; while an article is gone over, what was known stays."""
        checks = session.checks
        if checks is not None and not (checks.whole and checks.up_to_date):
            return
        count = len(checks.findings) if checks is not None else 0
        self.findings.setVisible(bool(count))
        more = "+" if checks is not None and checks.findings.left_out else ""
        number = f"{QLocale().toString(count)}{more}"
        _put(self.findings, self.tr("%1 to check").replace("%1", number))

    def _tell_keys(self) -> None:
        """Say which keys lead through what should be looked at."""
        words = self.tr(
            "What should be looked at in this article: %1 goes to the next, %2 lists all."
        )
        for place, action in (("%1", "review.next"), ("%2", "review.show")):
            words = words.replace(place, keys_of(self._bridge, action))
        _explain(self.findings, words)

    def explain(self, words: str) -> None:
        """Show a help text for a moment, as of a menu entry; empty ends it."""
        self._hovered = words
        self.soon()

    def note(self, words: str) -> None:
        """Keep some words at hand for whoever rests on how the project is saved."""
        _explain(self.saved, words)

    def soon(self, *_what: object) -> None:
        """Refresh when the events at hand are done."""
        if not self._over and not self._timer.isActive():
            self._timer.start(0)

    def end(self) -> None:
        """Refresh no more: the project is about to be closed."""
        self._over = True
        self._timer.stop()
        self._counter.stop()

    def _connect(self) -> None:
        self._bridge.moved.connect(self._on_moved)
        self._bridge.changed.connect(self._on_changed)
        self._bridge.keymap_changed.connect(self.soon)
        self._bridge.keymap_changed.connect(self._tell_keys)
        self.hints.chosen.connect(self.chosen)
        self.help.chosen.connect(self.chosen)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self.soon)

    def _on_moved(self, moved: Moved) -> None:
        if Topic.DOCUMENT in moved.topics:
            self._count()
        self.soon()

    def _on_changed(self, _change: Change) -> None:
        self._saved_at = QTime.currentTime()
        # Counting goes over all annotations of the document: not while keys are being pressed.
        self._counter.start()
        self.soon()

    def _count(self) -> None:
        session = self._bridge.session
        if session.document is None:
            return
        for counted in session.store.queries.documents.counted([session.document]):
            self._meter.annotated(session.document, counted.mentions + counted.statements)
        self.soon()

    def _saved_words(self, session: Session) -> str:
        if session.store.read_only:
            return self.tr("Read only")
        waiting = len(session.store.keeping.unsaved)
        if waiting:
            words = self.tr("1 step not saved") if waiting == 1 else self.tr("%1 steps not saved")
            return words.replace("%1", grouped(waiting))
        if session.store.keeping.trouble is not None:
            return self.tr("Cannot be saved")
        if self._saved_at is None:
            return self.tr("All changes saved")
        time = QLocale().toString(self._saved_at, QLocale.FormatType.ShortFormat)
        return self.tr("All changes saved %1").replace("%1", time)

    def _lay_out(self) -> None:
        self.setProperty("role", "status")
        self.setAccessibleName(self.tr("Status"))
        self.help.set_hints([KeyHint("?", self.tr("keys"), _SHOWS_KEYS)])
        quiet = QWidget(self._stack)
        line = QHBoxLayout(quiet)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(22)
        line.addWidget(self.selection)
        line.addWidget(self.hints, 1)
        self._stack.addWidget(quiet)
        self._stack.addWidget(self.message)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(14, 3, 14, 3)
        whole.setSpacing(22)
        whole.addWidget(self._stack, 1)
        for widget in (self.findings, self.counter, self.saved, self.help):
            whole.addWidget(widget)


def is_asked() -> bool:
    """Whether the keyboard is in something over the window."""
    focused = QApplication.focusWidget()
    while focused is not None and not isinstance(focused, Popup):
        focused = focused.parentWidget()
    return focused is not None


def _selection_words(session: Session) -> str:
    span = session.selection
    if session.document is None or span is None:
        return ""
    stretch = session.text[span.start : min(span.end, span.start + _MOST_COUNTED)]
    count = sum(1 for _ in words(stretch, 0, len(stretch)))
    plain = " ".join(stretch[: _LONGEST * 2].split())
    shown = plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1].rstrip() + "…"
    more = "+" if len(span) > _MOST_COUNTED else ""
    number = f"{grouped(count)}{more}"
    return f"{shown} · {_tr('%1 word' if count == 1 else '%1 words').replace('%1', number)}"


def _tr(words: str) -> str:
    return QCoreApplication.translate("StatusLine", words)


def _label(parent: QWidget, role: str = "") -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        label.setProperty("role", role)
    return label


def _give_role(label: QLabel, role: str) -> None:
    if label.property("role") != role:
        label.setProperty("role", role)
        label.style().polish(label)


def _explain(label: QLabel, words: str) -> None:
    """Say more to whoever rests on a label, or hears it read."""
    if label.accessibleDescription() != words:
        label.setToolTip(plain_tip(words))
        label.setAccessibleDescription(words)


def _put(label: QLabel, words: str) -> None:
    words = visible(words)
    if label.text() != words:
        label.setText(words)
