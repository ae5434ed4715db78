"""A whole window on a real project file, with keys pressed in it: what benchmarks of acts share."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt  # noqa: E402
from PySide6.QtGui import QKeyEvent  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from annotator.model.entity import Entity  # noqa: E402
from annotator.model.ids import DocumentId, EntityId, MentionId, StatementId  # noqa: E402
from annotator.model.mention import Level, Mention  # noqa: E402
from annotator.model.span import Span  # noqa: E402
from annotator.model.statement import Form, Source, SourceKind, Statement  # noqa: E402
from annotator.session.importing import import_text  # noqa: E402
from annotator.session.projects import create_project, open_project  # noqa: E402
from annotator.store.transaction import Transaction  # noqa: E402
from annotator.ui.collecting import Collector  # noqa: E402
from annotator.ui.program import Folders, Program  # noqa: E402
from annotator.ui.start import set_up  # noqa: E402
from annotator.ui.window import Window  # noqa: E402
from benchmarks.common import invented_text  # noqa: E402

NAME = "Quenby"
"""A name that stands in the invented texts so many times as is asked for, and nowhere tagged."""
CHARACTERS_A_MENTION = 40
_MENTIONS_AN_ENTITY = 10
_MENTIONS_A_STATEMENT = 10
_LONGEST = 12
_CHUNK = 25_000
_GIVEN = ("Ada", "Bram", "Chidi", "Dana", "Emre", "Fumi", "Gita", "Hugo")
_SYLLABLES = ("ba", "de", "fi", "go", "ku", "la", "me", "ni", "ro", "su")


def text_with_names(length: int, names: int, *, paragraphs: bool = True) -> str:
    """Invented text in which NAME stands some times, spread evenly."""
    text = invented_text(length, paragraphs=paragraphs)
    pieces, at, step = [], 0, length // max(1, names)
    for number in range(names):
        found = _between_plain_words(text, max(at, number * step))
        if found < 0:
            break
        pieces += [text[at:found], f" {NAME} "]
        at = found + len(" the ")
    return "".join([*pieces, text[at:]])


def _between_plain_words(text: str, at: int) -> int:
    """The next " the " with no capital beside it, which would be read as one name with NAME."""
    found = text.find(" the ", at)
    while found > 0 and not (text[found - 1].islower() and text[found + 5 : found + 6].islower()):
        found = text.find(" the ", found + 1)
    return found


def make_project(path: Path, text: str) -> DocumentId:
    """A project of one article, a mention for each 40 characters, some entities and statements.

    Ten mentions to an entity, and a statement for each ten.
    """
    store = create_project(path)
    document = import_text(store, text, "Benchmark").imported[0]
    count = len(text) // CHARACTERS_A_MENTION
    for first in range(0, count, _CHUNK):
        with store.transaction("Annotate everything") as tx:
            for number in range(first, min(first + _CHUNK, count)):
                _annotate(tx, document, text, number)
    store.close()
    return document


def invented_name(number: int) -> str:
    """The name of a person: each number has its own, and some hundred share a surname."""
    surname = "".join(_SYLLABLES[int(digit)] for digit in f"{number // len(_GIVEN):04}")
    return f"{_GIVEN[number % len(_GIVEN)]} {surname.capitalize()}"


def _annotate(tx: Transaction, document: DocumentId, text: str, number: int) -> None:
    if number % _MENTIONS_AN_ENTITY == 0:
        name = invented_name(number // _MENTIONS_AN_ENTITY)
        tx.add(Entity(EntityId(number // _MENTIONS_AN_ENTITY + 1), name, "person", tx.provenance()))
    start = number * CHARACTERS_A_MENTION
    if NAME in text[max(0, start - len(NAME)) : start + _LONGEST + len(NAME)]:
        start += CHARACTERS_A_MENTION // 2
    span = Span(start, min(start + _LONGEST, len(text)))
    entity = EntityId(number // _MENTIONS_AN_ENTITY + 1)
    mention = Mention(
        MentionId(0), document, "person", (span,), tx.provenance(), level=Level.NAM, entity=entity
    )
    tx.add(mention)
    if number % _MENTIONS_A_STATEMENT == 0:
        start = number * CHARACTERS_A_MENTION
        content = Span(start, min(start + 3 * CHARACTERS_A_MENTION, len(text)))
        source = Source(SourceKind.ENTITY, entity=entity)
        given = (StatementId(0), document, (content,), Form.INDIRECT, "assert", tx.provenance())
        tx.add(Statement(*given, source=source))


class Painted(QObject):
    """Counts how often a widget was painted."""

    def __init__(self) -> None:
        super().__init__()
        self.times = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Count a paint event and let it pass."""
        self.times += event.type() == QEvent.Type.Paint
        return False


class Desk:
    """A shown window in which keys are pressed."""

    def __init__(self, path: Path, folder: Path) -> None:
        application = QApplication.instance()
        first = not isinstance(application, QApplication)
        if not isinstance(application, QApplication):
            gc.disable()
            application = QApplication([])
            set_up(application)
        self._program = Program(application, Folders(folder / "state", folder / "configuration"))
        self.window: Window = self._program.show(open_project(path, checked_later=True))
        self.window.activateWindow()
        self.settle()
        if first:  # garbage is collected as `annotator.app` has it done
            gc.freeze()
            Collector(application).start()
        self.session = self.window.bridge.session
        self.painted = Painted()
        self.window.article.viewport().installEventFilter(self.painted)

    def settle(self) -> None:
        """Let everything be painted that waits."""
        QApplication.processEvents()

    def press(
        self,
        key: Qt.Key,
        text: str = "",
        held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Press a key, and return when what it did is committed and painted."""
        target = QApplication.focusWidget() or self.window
        QCoreApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, key, held, text))
        self.settle()

    def open(self, document: DocumentId | None) -> None:
        """Open a document and wait until it is painted."""
        self.session.open_document(document)
        self.settle()

    def places(self, count: int) -> Iterator[int]:
        """Positions all over the article, far from one another."""
        length = len(self.session.text)
        yield from ((number * 7_919 * 1_031 + 31) % length for number in range(count))

    def close(self) -> None:
        """Close the window and its project."""
        self.window.close()
        self.settle()
