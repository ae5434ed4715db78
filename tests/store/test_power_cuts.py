"""Power cuts, simulated on the system calls of a real process: no step that was told is lost.

The default run cuts a few times; `make test-slow TESTS=tests/store/test_power_cuts.py` 2,000 times.
Each is done with and without our settings: without them the same cuts must be seen to do harm.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from annotator.session.projects import create_project
from annotator.store.check import check
from annotator.store.errors import StoreError
from annotator.store.store import Store
from tests.store.power_cuts import Call, calls_of, cuts
from tests.strace import found_strace

ROOT = Path(__file__).parent.parent.parent
NAME = "desk.annotator"
TRACED = "trace=openat,write,pwrite64,ftruncate,fsync,fdatasync,unlink"


@pytest.fixture(scope="session")
def strace() -> str:
    """The program that writes down what another one asks of the system."""
    return found_strace()


def traced(strace: str, folder: Path, synchronous: str) -> tuple[bytes, list[Call]]:
    """Let a process work on a new project. Returns the file before, and what it asked for."""
    home = folder / synchronous
    home.mkdir()
    path, log = home / NAME, folder / f"{synchronous}.log"
    create_project(path).close()
    before = path.read_bytes()
    command = [strace, "-f", "--seccomp-bpf", "-y", "-xx", "-s", "1000000", "-e", TRACED, "-o", log]
    worker = [sys.executable, "-m", "tests.store.working", path, synchronous]
    subprocess.run(  # noqa: S603
        [*command, *worker], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
    )
    calls = calls_of(log.read_text(), str(home))
    log.unlink()
    return before, calls


def verdict(folder: Path, found: dict[str, bytes], told: list[str], all_told: list[str]) -> str:
    """Open what the disk holds as anybody would: ok, lost, half or corrupt."""
    folder.mkdir()
    for name, content in found.items():
        (folder / name).write_bytes(content)
    try:
        with closing(Store.open(folder / NAME)) as store:
            return _verdict(store, told, all_told)
    except StoreError:
        return "corrupt"
    finally:
        shutil.rmtree(folder)


def _verdict(store: Store, told: list[str], all_told: list[str]) -> str:
    if store.damage:
        return "corrupt"
    there = store._db.execute("SELECT id, hash FROM step ORDER BY id").fetchall()
    findings = check(store)
    lines = [f"{step} {link}" for step, link in there]
    if lines[: len(told)] != told:
        return "lost"
    # What was being written may be there whole, though nobody had been told yet.
    return "half" if findings or lines != all_told[: len(lines)] else "ok"


def verdicts(strace: str, folder: Path, synchronous: str, count: int) -> Counter[str]:
    """What so many power cuts leave."""
    before, calls = traced(strace, folder, synchronous)
    said = "".join(call.content.decode() for call in calls if call.what == "say").splitlines()
    all_told = [line for line in said if line[0].isdigit()]
    assert said[-1] == "end"
    assert len(all_told) > 30
    luck = random.Random(9)
    return Counter(
        verdict(folder / "cut", found, told, all_told)
        for found, told in cuts(calls, NAME, before, count, luck)
    )


def the_count_is(found: Counter[str], control: Counter[str], count: int) -> None:
    print(f"ours {dict(found)}, without synchronising {dict(control)}")  # noqa: T201
    assert found == {"ok": count}
    assert control["ok"] < sum(control.values()) / 2, "the cuts do no harm: they prove nothing"


def test_power_cuts_lose_nothing_and_would_without_our_settings(
    strace: str, tmp_path: Path
) -> None:
    found = verdicts(strace, tmp_path, "EXTRA", 60)
    control = verdicts(strace, tmp_path, "OFF", 20)

    the_count_is(found, control, 60)


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_two_thousand_power_cuts_lose_nothing(strace: str, tmp_path: Path) -> None:
    count = int(os.environ.get("ANNOTATOR_CUTS", "2000"))

    found = verdicts(strace, tmp_path, "EXTRA", count)
    control = verdicts(strace, tmp_path, "OFF", count // 10)

    the_count_is(found, control, count)
