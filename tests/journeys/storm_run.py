"""A million random keys by hand: episodes in processes of their own, killed and reopened at random.

    python -m tests.journeys.storm_run --seed 7 --keys 1000000

Each episode is a new project. Done episodes are noted in the log, and not done again when the same
command is given again. What breaks is shrunk to the few keys that matter, and can be replayed with
the command that is printed.
"""

from __future__ import annotations

import argparse
import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from annotator.session.projects import default_schema, open_project
from tests.journeys.storm import events_of, keys_of
from tests.journeys.storm_child import LINE
from tests.ui.conftest import ARTICLE, OTHER

ROOT = Path(__file__).parent.parent.parent
SEED_ARTICLE = ROOT.parent / "shared" / "corpora" / "seed-synthetic" / "seed.txt"
CLOSES = KILLS = 8  # in each 10,000 keys


@dataclass(frozen=True)
class Result:
    """How an episode went: where and why it broke, if it did, and how often it was killed."""

    kills: int
    event: int | None = None
    why: str = ""
    told: str = ""


def run_episode(folder: Path, events: list[str]) -> Result:
    """Play events on a new project, starting a process again whenever one was killed."""
    _prepare(folder, events)
    start = kills = 0
    while True:
        command = [sys.executable, "-m", "tests.journeys.storm_child", str(folder), str(start)]
        done = subprocess.run(  # noqa: S603 - our own interpreter
            command, cwd=ROOT, capture_output=True, text=True, check=False
        )
        if done.returncode == 0:
            return Result(kills)
        number, steps = _played(folder)
        if done.returncode != -signal.SIGALRM:
            return _broke(folder, done, kills, number)
        kills, start = kills + 1, number + 1
        if (lost := _lost(folder, steps)) is not None:
            return Result(kills, number, "steps were lost", lost)


def _prepare(folder: Path, events: list[str]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / "letter.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "articles" / "strike.txt").write_text(OTHER, encoding="utf-8")
    if SEED_ARTICLE.exists():
        shutil.copy(SEED_ARTICLE, folder / "articles" / "a-seed.txt")
    (folder / "events.json").write_text(json.dumps(events), encoding="utf-8")
    (folder / "played").write_bytes(LINE % (0, 0))


def _played(folder: Path) -> tuple[int, int]:
    number, steps = (folder / "played").read_bytes().split()[:2]
    return int(number), int(steps)


def _broke(folder: Path, done, kills: int, number: int) -> Result:
    noted = folder / "broke.json"
    if noted.exists():
        found = json.loads(noted.read_text())
        return Result(kills, found["event"], found["why"], found["told"])
    told = (done.stdout + done.stderr)[-3_000:]
    return Result(kills, number, f"the process ended with {done.returncode}", told)


def _lost(folder: Path, acked: int) -> str | None:
    """What is wrong with a project whose window was killed, if anything is."""
    store = open_project(folder / "storm.annotator")
    try:
        newest = store.history.steps(limit=1)
        have = newest[0].id if newest else 0
        if store.read_only or have < acked:
            return f"{acked} steps were shown as saved, {have} are there: {store.read_only_reason}"
        return None
    finally:
        store.close()


def shrink(events: list[str], breaks: Callable[[list[str]], bool], *, seconds: float) -> list[str]:
    """Fewer events that break in the same way: halves, quarters, ... are left out while it does."""
    ends = time.monotonic() + seconds
    best, size = events, (len(events) + 1) // 2
    while size and time.monotonic() < ends:
        at = 0
        while at < len(best) and time.monotonic() < ends:
            fewer = best[:at] + best[at + size :]
            if breaks(fewer):
                best = fewer
            else:
                at += size
        size //= 2
    return best


def _report(folder: Path, name: str, events: list[str], result: Result, seconds: float) -> None:
    def breaks(fewer: list[str]) -> bool:
        return run_episode(folder / "shrinking", fewer).why == result.why

    print(result.told, flush=True)
    few = shrink(events, breaks, seconds=seconds)
    replay = folder / f"{name}.replay.json"
    replay.write_text(json.dumps(few, ensure_ascii=False), encoding="utf-8")
    print(f"{len(few)} events: {' '.join(few[-60:])}")
    print(f"python -m tests.journeys.storm_run --replay {replay}", flush=True)


def _run(given: argparse.Namespace) -> int:
    folder: Path = given.folder / f"seed-{given.seed}"
    folder.mkdir(parents=True, exist_ok=True)
    log, keys = folder / "log.jsonl", keys_of(default_schema())
    done = {json.loads(line)["episode"] for line in log.open()} if log.exists() else set()
    broken = 0
    for episode in range(-(-given.keys // given.length)):
        if episode in done:
            continue
        often = max(1, CLOSES * given.length // 10_000)
        seed = f"{given.seed}:{episode}"
        events = events_of(keys, seed, given.length, closes=often, kills=often)
        began = time.monotonic()
        result = run_episode(folder / "episode", events)
        line = {
            "episode": episode,
            "seed": seed,
            "keys": given.length if result.event is None else result.event,
            "kills": result.kills,
            "seconds": round(time.monotonic() - began),
            "why": result.why,
        }
        print(json.dumps(line), flush=True)
        with log.open("a") as kept:
            kept.write(json.dumps(line) + "\n")
        if result.event is not None:
            broken += 1
            played = events[: result.event + 1]
            _report(folder, f"episode-{episode}", played, result, given.shrink_s)
    return 1 if broken else 0


def main() -> int:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", default="7", help="another seed presses other keys")
    parser.add_argument("--keys", type=int, default=1_000_000)
    parser.add_argument("--length", type=int, default=10_000, help="keys of an episode")
    parser.add_argument("--folder", type=Path, default=Path("/tmp/annotator-storm"))  # noqa: S108
    parser.add_argument("--shrink-s", type=float, default=600, help="seconds for shrinking")
    parser.add_argument("--replay", type=Path, help="a file of events that broke")
    given = parser.parse_args()
    if given.replay:
        result = run_episode(given.folder / "replay", json.loads(given.replay.read_text()))
        print(result.told or "nothing broke")
        return 0 if result.event is None else 1
    return _run(given)


if __name__ == "__main__":
    sys.exit(main())
