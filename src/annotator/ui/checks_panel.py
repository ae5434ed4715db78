"""What the checks found in the open article, each with its place, to go to or to fix."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QLocale, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from annotator.review.base import Finding
from annotator.session import Moved, Session, Topic
from annotator.session.finding_at import FindingAt
from annotator.text.kwic import line
from annotator.text.visible import visible
from annotator.ui.bridge import Bridge
from annotator.ui.checks_rows import ROW, ChecksDelegate, FindingRow, row_height
from annotator.ui.dialogs.popup import OWNS_KEYBOARD, Popup, plain_label
from annotator.ui.guard import guarded
from annotator.ui.panel_frame import RowList

_ROWS, _WIDTH = 9, 820
_STEPS = {"Down": 1, "Up": -1, "PgDn": _ROWS, "PgUp": -_ROWS, "Home": -1 << 40, "End": 1 << 40}
_NOTHING: object = None
Index = QModelIndex | QPersistentModelIndex


class FindingRows(QAbstractListModel):
    """The findings of the session's article, in the order of its text."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._count = 0
        self._shown: tuple[object, int] = (None, -1)

    def refresh(self) -> bool:
        """Show what is found now. Returns whether that is other than before."""
        checks = self._session.checks
        shown = (checks, checks.findings.version if checks else 0)
        if shown == self._shown:
            return False
        self.beginResetModel()
        self._shown = shown
        self._count = len(checks.findings) if checks else 0
        self.endResetModel()
        return True

    def finding(self, number: int) -> Finding | None:
        """The finding of a row."""
        checks = self._session.checks
        known = checks is not None and 0 <= number < len(checks.findings)
        return checks.findings[number] if checks is not None and known else None

    @guarded(default=0)
    def rowCount(self, parent: Index | None = None) -> int:
        """How many findings are shown."""
        return 0 if parent is not None and parent.isValid() else self._count

    @guarded(default=_NOTHING)
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The sentence of a finding; all of it for the delegate."""
        found = self.finding(index.row())
        if found is None:
            return None
        fix = found.fix.label if found.fix else ""
        if role == ROW:
            place = line(self._session.text, found.span)
            return FindingRow(found.check.severity, found.sentence, place, fix)
        if role == Qt.ItemDataRole.DisplayRole:
            return visible(found.sentence)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return visible(f"{found.sentence} {fix}")
        return None


class ChecksPanel(Popup):
    """Opened by Ctrl+F7. Keys in it are commands on the finding under them."""

    def __init__(self, parent: QWidget, bridge: Bridge) -> None:
        super().__init__(parent, self.tr("To check"), width=_WIDTH)
        self._bridge = bridge
        self.model = FindingRows(bridge.session, self)
        self.rows = RowList()
        self.rows.setAccessibleName(self.tr("What the checks found"))
        self.rows.setModel(self.model)
        self.rows.setItemDelegate(ChecksDelegate(self.rows))
        self.rows.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        height = row_height(self.fontMetrics())
        self.rows.set_row_height(height)
        self.rows.setMinimumHeight(self.fitting(height * _ROWS))
        self.told = plain_label("", "small")
        self.told.setWordWrap(True)
        self.body.addWidget(self.rows, 1)
        self.body.addWidget(self.told)
        self.rows.clicked.connect(self._on_clicked)
        self.rows.doubleClicked.connect(self._on_double_clicked)
        bridge.moved.connect(self._on_moved)
        self._begin()

    def take_key(self, key: str) -> bool:
        """Move in the list; the other keys are commands."""
        if key in _STEPS:
            self._go(self.rows.currentIndex().row() + _STEPS[key])
            return True
        return super().take_key(key)

    def keys_here(self) -> tuple[tuple[str, str], ...]:
        """What the status line says of the keys in here."""
        if not self.model.rowCount():
            return super().keys_here()
        return (
            ("Enter", self.tr("go there")),
            ("F9", self.tr("fix")),
            ("Shift+F9", self.tr("fix all of this kind")),
            ("Ctrl+F9", self.tr("leave as it is")),
            *super().keys_here(),
        )

    def stays_for(self, widget: QWidget) -> bool:
        """A question about a finding lies over the list and does not end it."""
        at: QWidget | None = widget
        while at is not None and not isinstance(at, Popup):
            at = at.parentWidget()
        return at is not None

    def close_up(self) -> None:
        """Give the keys back to the article."""
        session = self._bridge.session
        if session.finding is not None and session.finding.has_keys:
            session.set_finding(None)
        super().close_up()

    def _begin(self) -> None:
        """Stand on the finding gone to last, else on the first behind the caret."""
        session = self._bridge.session
        self.model.refresh()
        at = 0
        if session.checks is not None:
            start = session.selection.start if session.selection else session.caret
            key = session.finding.key if session.finding else (start, -1 << 60, "", 0)
            at = session.checks.findings.index_of(key)
        self._go(at)
        self._tell()

    def _go(self, number: int) -> None:
        number = max(0, min(number, self.model.rowCount() - 1))
        found, session = self.model.finding(number), self._bridge.session
        # An empty list must not let keys mean the article behind it.
        self.setProperty(OWNS_KEYBOARD, found is None)
        if found is not None:
            self.rows.setCurrentIndex(self.model.index(number))
        now = FindingAt(found.key, has_keys=True) if found else None
        if session.finding != now:
            session.set_finding(now)

    @guarded
    def _on_clicked(self, index: QModelIndex) -> None:
        self._go(index.row())

    @guarded
    def _on_double_clicked(self, index: QModelIndex) -> None:
        self._go(index.row())
        self._bridge.run("review.go")

    @guarded
    def _on_moved(self, moved: object) -> None:
        if not (self.is_open and isinstance(moved, Moved) and Topic.CHECKS in moved.topics):
            return
        number = self.rows.currentIndex().row()
        if self.model.refresh():
            self._go(self._place_of_keys(number))
        self._tell()

    def _place_of_keys(self, before: int) -> int:
        """The row of the finding under the keys, or the one that came in its place."""
        session = self._bridge.session
        if session.finding is None or session.checks is None:
            return max(0, before)
        return session.checks.findings.index_of(session.finding.key)

    def _tell(self) -> None:
        checks = self._bridge.session.checks
        if checks is None:
            return
        counts = checks.findings.counts().items()
        locale = QLocale()
        told = [f"{check.title}: {locale.toString(number)}" for check, number in counts]
        if not told:
            told = [self.tr("Nothing is found that would have to be fixed.")]
        if not checks.whole:
            told.append(self.tr("the article is still being looked through…"))
        if checks.findings.left_out:
            told.append(self.tr("more come as these go"))
        self.told.setText("  ·  ".join(told))
