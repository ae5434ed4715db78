"""Uses one path after another, each in a process of its own with limits; for scripts of tests."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from annotator.errors import AnnotatorError

SECONDS = 2
ENOUGH = 2 << 30
Outcome = dict[str, object]


def each(use: Callable[[Path, list[str]], Outcome]) -> None:
    """Use every path of the command line; print a line of JSON on what came of it, or its death.

    `use` gets the path and a list for the sentences that were told. Beside them and what it
    returns there are seconds of processor time and megabytes at the most. The first path is
    harmless: used in this process, it loads once what each of the others needs.
    """
    harmless, *others = sys.argv[1:]
    use(Path(harmless), [])
    for name in others:
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            _limit()
            with os.fdopen(writer, "w") as told:
                json.dump(_used(Path(name), use), told)
            os._exit(0)
        os.close(writer)
        with os.fdopen(reader) as told:
            words = told.read()
        _, status, used = os.wait4(child, 0)
        outcome = json.loads(words) if words else {"died": _death(status)}
        outcome["megabytes"] = used.ru_maxrss // 1024
        print(json.dumps(outcome), flush=True)  # noqa: T201


def _used(path: Path, use: Callable[[Path, list[str]], Outcome]) -> Outcome:
    told: list[str] = []
    outcome: Outcome = {}
    began = time.process_time()
    with sentences(told):
        outcome = use(path, told)
    return {"told": told, **outcome, "seconds": time.process_time() - began}


@contextlib.contextmanager
def sentences(told: list[str]) -> Iterator[None]:
    """Note the sentence of an expected failure, and CRASH for any other."""
    try:
        yield
    except AnnotatorError as error:
        told.append(str(error))
    except Exception as error:
        told.append(f"CRASH {type(error).__name__}: {str(error)[:300]}")


def _limit() -> None:
    """Processor time rather than the clock: other work on the machine changes nothing.

    The alarm is for what waits for ever.
    """
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (ENOUGH, ENOUGH))
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(60)


def _death(status: int) -> str:
    signalled = os.WIFSIGNALED(status)
    return signal.Signals(os.WTERMSIG(status)).name if signalled else f"exit {status}"
