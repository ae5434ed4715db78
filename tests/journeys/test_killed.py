"""Real windows, killed at random instants: what was shown as saved is there, and nothing is half.

The default run kills a few; `make test-slow TESTS=tests/journeys/test_killed.py` kills 200 and asks
for 20,000 acts (`ANNOTATOR_KILLS` sets another number).
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from annotator.store.check import check
from annotator.store.store import Store

ROOT = Path(__file__).parent.parent.parent
ACTS = 100
LATEST = 0.03
"""Seconds after the last awaited act until which a process is killed: some acts' length."""
NEW_PROJECT_EVERY = 20


@dataclass
class Toll:
    """What became of all the acts; `amidst` counts the kills that came while a step was written."""

    killed: int = 0
    amidst: int = 0
    shown: int = 0
    lost: list[str] = field(default_factory=list)
    half: list[str] = field(default_factory=list)


def act_until_killed(project: Path, acts: int, chance: random.Random) -> list[str]:
    """Let a window act, kill it some time after so many acts; the acts that it showed as saved."""
    command = [sys.executable, "-m", "tests.journeys.acting", project, str(chance.random())[2:]]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as process:  # noqa: S603
        assert process.stdout is not None
        shown = [process.stdout.readline().decode() for _ in range(acts)]
        until = time.perf_counter() + chance.uniform(0, LATEST)
        while time.perf_counter() < until:
            pass  # awake, so that the instant is as random as it should be
        os.kill(process.pid, signal.SIGKILL)
        shown += [line.decode() for line in process.stdout]
    assert process.returncode == -signal.SIGKILL
    assert all(shown), "the window ended before it was killed"
    return shown


def look_after(project: Path, shown: list[str], toll: Toll) -> None:
    """Open the project as anybody would, and compare."""
    toll.killed += 1
    toll.shown += len(shown)
    toll.amidst += project.with_name(f"{project.name}-journal").exists()
    store = Store.open(project)
    assert not store.read_only, store.read_only_reason
    there = dict(store._db.execute("SELECT id, hash FROM step").fetchall())
    for line in shown:
        step, link = line.split()
        if there.get(int(step)) != link:
            toll.lost.append(line)
    toll.half += [str(finding) for finding in check(store)]
    store.close()
    # A journal that had not begun to count stays until the next step, and means nothing.
    beside = {path.name for path in project.parent.iterdir()} - {project.name, "user"}
    assert beside <= {f"{project.name}-journal"}


def killed_sessions(folder: Path, kills: int, acts: int, seed: int) -> Toll:
    """Kill so many windows, one after another, most of them on a project that one was killed on."""
    chance, toll = random.Random(seed), Toll()
    for number in range(kills):
        home = folder / str(number // NEW_PROJECT_EVERY)
        home.mkdir(exist_ok=True)
        project = home / "desk.annotator"
        look_after(project, act_until_killed(project, acts, chance), toll)
    return toll


@pytest.mark.timeout(300)
def test_killed_windows_lose_nothing_that_was_shown_as_saved(tmp_path: Path) -> None:
    toll = killed_sessions(tmp_path, kills=3, acts=40, seed=8)

    assert (toll.lost, toll.half) == ([], [])
    assert (toll.killed, toll.shown >= 120) == (3, True)


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_two_hundred_killed_windows_lose_none_of_twenty_thousand_acts(tmp_path: Path) -> None:
    kills = int(os.environ.get("ANNOTATOR_KILLS", "200"))

    toll = killed_sessions(tmp_path, kills, ACTS, seed=2026)

    print(f"{toll.killed} kills ({toll.amidst} amidst a step), {toll.shown} acts")  # noqa: T201
    assert (toll.lost, toll.half) == ([], [])
    assert toll.shown >= ACTS * kills
    assert toll.amidst, "no kill came at a moment that matters"
