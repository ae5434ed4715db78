"""One process of a storm by hand: plays events on a project from a place on, till it is killed.

Arguments: the folder of the episode, and the number of the event to begin with. What was done is
in `played`, which each event is written into before it is played, with the number of steps that
were committed by then; so nobody needs to ask a killed process.
"""

from __future__ import annotations

import faulthandler
import json
import os
import random
import signal
import sys
import warnings
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
HANGS_AFTER_S = 120
LINE = b"%10d %10d\n"


def main() -> int:
    """Play, and say in `broke.json` what broke."""
    folder, start = Path(sys.argv[1]), int(sys.argv[2])
    warnings.simplefilter("error")
    from tests.journeys.storm import Broke  # noqa: PLC0415 - warnings of its imports count

    try:
        _play(folder, start)
    except Broke as broke:
        found = {"event": start + broke.number, "why": broke.why, "told": str(broke)}
        (folder / "broke.json").write_text(json.dumps(found))
        return 1
    return 0


def _play(folder: Path, start: int) -> None:
    from tests.journeys.storm import KILL, QApplication, Storm  # noqa: PLC0415

    events = json.loads((folder / "events.json").read_text())
    program = _program(QApplication(["storm"]), folder)
    storm = Storm(program)
    storm.check()
    played = os.open(folder / "played", os.O_CREAT | os.O_WRONLY)
    for number, event in enumerate(events[start:], start):
        faulthandler.dump_traceback_later(HANGS_AFTER_S, exit=True)
        steps = storm.window.bridge.session.store.history.steps(limit=1)
        os.pwrite(played, LINE % (number, steps[0].id if steps else 0), 0)
        if event == KILL:
            _die_soon(number)
        else:
            storm.play(event)
    storm.end()
    storm.window.close()


def _die_soon(number: int) -> None:
    """Be ended by the system, without a word, in the middle of one of the next keys."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, random.Random(number).uniform(0.0005, 0.02))


def _program(application, folder: Path):
    from annotator.session.projects import create_project, open_project  # noqa: PLC0415
    from annotator.ui.program import Folders, Program  # noqa: PLC0415
    from annotator.ui.start import set_up  # noqa: PLC0415

    set_up(application)
    program = Program(application, Folders(folder / "state", folder / "config"))
    program.failures.install()
    path = folder / "storm.annotator"
    made = not path.exists()
    window = program.show(create_project(path) if made else open_project(path))
    if made:
        articles = sorted((folder / "articles").iterdir())
        window.bridge.run("document.import_files", paths=articles)
    window.activateWindow()
    application.processEvents()
    return program


if __name__ == "__main__":
    sys.exit(main())
