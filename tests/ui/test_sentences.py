"""Every sentence that is said to a reader is shown whole in a window of 1,200 pixels.

They are taken from the source, with words of a usual length where a name or a path will stand.
"""

import ast
from pathlib import Path

from PySide6.QtWidgets import QApplication

import annotator
from annotator.ui.sentence import fitting

SOURCE = Path(annotator.__file__).parent
SAYING = {"say", "tell", "Condition"}
NAME = "a name of usual length"
PATH = "/media/stick/Documents/Torvik/2026/articles of the harbour.annotator"


def words_of(node: ast.expr) -> str:
    """The words of a string in the source; what is filled in has a usual length."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(words_of(part) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        written = ast.unparse(node.value)
        return PATH if written in ("path", "target", "folder", "output", "disk") else NAME
    if isinstance(node, ast.BinOp):
        return words_of(node.left) + words_of(node.right)
    if isinstance(node, ast.IfExp):
        return max(words_of(node.body), words_of(node.orelse), key=len)
    return ""


def sentences():
    """Every sentence that an expected failure, a condition or a command says."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                yield from map(words_of, node.exc.args)
            elif isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in SAYING:
                    yield from map(words_of, node.args)


def test_no_sentence_is_longer_than_the_status_line_shows(qtbot, window, session):
    window.resize(1200, 800)
    session.say("Here.")
    QApplication.processEvents()
    message = window.status.message
    qtbot.waitUntil(lambda: 600 < message.width() < 1200)

    said = set(sentences())
    cut = [each for each in said if fitting(each, message.fontMetrics(), message.width()) != each]

    assert len(said) > 200
    assert cut == []
