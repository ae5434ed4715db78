"""Keeps an exception in an override of a Qt virtual from ending the program.

Qt calls overrides from C++. On Python 3.11 PySide6 crashes the process (SIGSEGV) when such an
override lets an exception escape that C code created, as `1 / 0` or `[][3]` do; on newer Pythons
the exception is printed and lost, and with it perhaps an edit. So every override is decorated with
`guarded`: it hands the exception to the one `FailureReport` of the application and gives Qt a
harmless value back.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar, overload

from PySide6.QtCore import QCoreApplication, QObject, Signal

P = ParamSpec("P")
R = TypeVar("R")


class FailureReport(QObject):
    """Where guarded overrides report; make it a child of the application and connect `failed`.

    `failed` carries the exception. It is found through the application, so that no global is
    needed.
    """

    failed = Signal(object)


@overload
def guarded(method: Callable[P, None], /) -> Callable[P, None]: ...
@overload
def guarded(*, default: None) -> Callable[[Callable[P, object]], Callable[P, object]]: ...
@overload
def guarded(*, default: R) -> Callable[[Callable[P, R]], Callable[P, R]]: ...
def guarded(
    method: Callable[P, None] | None = None, /, *, default: object = None
) -> Callable[..., object]:
    """Wrap an override of a Qt virtual: report what it raises and return `default` instead.

    Plain `@guarded` is for virtuals that return nothing, `@guarded(default=False)` for the others.
    """

    def decorate(override: Callable[P, object]) -> Callable[P, object]:
        @wraps(override)
        def call(*args: P.args, **kwargs: P.kwargs) -> object:
            try:
                return override(*args, **kwargs)
            except (Exception, KeyboardInterrupt) as error:
                report(error)
                return default

        return call

    return decorate if method is None else decorate(method)


def report(error: BaseException) -> None:
    """Hand an exception to the application's `FailureReport`, else to `sys.excepthook`."""
    application = QCoreApplication.instance()
    reporter = application.findChild(FailureReport) if application is not None else None
    if reporter is None:
        sys.excepthook(type(error), error, error.__traceback__)
    else:
        reporter.failed.emit(error)
