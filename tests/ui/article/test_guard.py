"""An exception inside a Qt virtual is reported, and the program goes on."""

import sys

import pytest
from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication, QWidget

from annotator.ui.guard import FailureReport, guarded


class Broken(QWidget):
    """Divides by zero, in C, wherever Qt asks it something."""

    @guarded(default=QSize(12, 34))
    def sizeHint(self):  # noqa: N802 - Qt's name
        return 1 / 0

    @guarded(default=False)
    def event(self, event):
        if event.type() == QEvent.Type.User:
            return [][event.type()]
        return super().event(event)


@pytest.fixture
def failures(qapp):
    heard = []
    report = FailureReport(qapp)
    report.failed.connect(heard.append)
    yield heard
    report.setParent(None)
    report.deleteLater()


def test_a_failing_virtual_answers_with_its_default_and_is_reported(qtbot, failures):
    widget = Broken()
    qtbot.addWidget(widget)

    widget.adjustSize()
    QApplication.sendEvent(widget, QEvent(QEvent.Type.User))

    assert widget.sizeHint() == QSize(12, 34)
    assert {type(error) for error in failures} == {ZeroDivisionError, IndexError}


def test_without_a_report_the_hook_of_python_hears_of_it(qtbot, monkeypatch):
    heard = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: heard.append(kind))

    widget = Broken()
    qtbot.addWidget(widget)
    widget.sizeHint()

    assert heard[-1] is ZeroDivisionError
