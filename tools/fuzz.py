"""Fuzzes the reader of one format with atheris: by hand, for some minutes of processor time.

    pip install atheris                       # in the environment of `make test`
    python tools/fuzz.py epub --minutes 10 --corpus DIR

What is found is told once and kept in DIR/found; the run goes on, and its exit status is 1. What
got further than other files is kept in DIR/corpus, for the next run.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
try:
    import atheris
except ModuleNotFoundError:
    sys.exit(f"atheris is missing. Install it with: {sys.executable} -m pip install atheris")

# the store only proves what was read
INSTRUMENTED = atheris.instrument_imports(include=["annotator"], exclude=["annotator.store"])
with INSTRUMENTED:
    from fuzz_mutations import Mutator, unpacked
    from fuzz_seeds import MOST, seeds
    from fuzz_targets import TARGETS, Desk, Target, Wrong, our_formats, reader

    from annotator.errors import AnnotatorError

SECONDS = 5
"""Reading a file of 64 KB may take so much of the processor,"""
MEGABYTES = 300
"""and so much memory."""

_MEMORY = Path("/dev/shm")  # noqa: S108


class Slow(BaseException):
    """Reading takes too long; no reader may catch this."""


@dataclass
class Run:
    """One run: reads files, counts, and keeps what is found, each kind of failure once."""

    read: Callable[[Path], object]
    target: Target
    work: Path
    found: Path
    seconds: float
    began: float = field(default_factory=time.process_time)
    runs: int = 0
    taken: int = 0
    failures: dict[str, int] = field(default_factory=dict)
    good: deque[bytes] = field(default_factory=lambda: deque(maxlen=500))
    """The last files that were read."""

    def once(self, data: bytes) -> None:
        """Read a file; ends the process when its time is over."""
        if time.process_time() - self.began > self.seconds:
            self.end()
        path = self._put(data)
        self.runs += 1
        taken, before = False, _megabytes()
        try:
            with _limited():
                taken = self.read(path) is not False
        except AnnotatorError:
            pass
        except (Exception, Slow) as error:
            self._keep(data, error)
        if _megabytes() - before > MEGABYTES:
            self._keep(data, Wrong(f"reading takes {_megabytes() - before} MB"))
        if taken:
            self.taken += 1
            self.good.append(data)

    def end(self) -> None:
        """Say what came of it, and end the process."""
        print(
            f"\n{self.runs:,} runs in {(time.process_time() - self.began) / 60:.1f} minutes of the processor, of which "
            f"{self.taken:,} were read; {len(self.failures)} kinds of failures {self.failures or ''}",
            flush=True,
        )
        shutil.rmtree(self.work)
        os._exit(bool(self.failures))

    def _put(self, data: bytes) -> Path:
        path = self.work / f"file{self.target.suffix}"
        if not self.target.folder:
            path.write_bytes(data)
            return path
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir()
        with suppress(Exception):  # an archive that is none is an empty folder
            for name, part in unpacked(data).items():
                (path / PurePosixPath(name).name).write_bytes(part)
        return path

    def _keep(self, data: bytes, error: BaseException) -> None:
        kind = type(error).__name__ if not isinstance(error, Wrong) else str(error)[:60]
        ours = [
            each
            for each in traceback.extract_tb(error.__traceback__)
            if "annotator" in each.filename
        ]
        kind += f" at {Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
        self.failures[kind] = self.failures.get(kind, 0) + 1
        if self.failures[kind] == 1:
            name = "".join(each if each.isalnum() else "-" for each in kind)
            self.found.mkdir(parents=True, exist_ok=True)
            (self.found / f"{name}{self.target.suffix or '.zip'}").write_bytes(data)
            print(f"\nFOUND {kind}\n{''.join(traceback.format_exception(error))}", flush=True)


def _changed(data: bytes, most: int) -> bytes:
    """Bytes changed at random; there is another `Mutate` once atheris runs."""
    changed: bytes = atheris.Mutate(data, most)
    return changed


@contextmanager
def _limited() -> Iterator[None]:
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _expire(_signal: int, _frame: object) -> None:
    raise Slow


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    """Fuzz the format that the command line names, or only read some files once."""
    parser = argparse.ArgumentParser(description="Fuzz the reader of one format.")
    parser.add_argument("format", choices=TARGETS)
    parser.add_argument("files", nargs="*", type=Path, help="only read these, as what was found")
    parser.add_argument("--minutes", type=float, default=10, help="of the processor")
    parser.add_argument("--corpus", type=Path, help="where files are kept (else nowhere)")
    asked = parser.parse_args()
    # in memory where there is such a folder: to take back a step on a disk takes ten times as long
    work = Path(tempfile.mkdtemp(prefix="fuzz-", dir=_MEMORY if _MEMORY.is_dir() else None))
    kept = asked.corpus or work / "kept"
    (kept / "corpus").mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGVTALRM, _expire)
    target = TARGETS[asked.format]
    with INSTRUMENTED:
        formats = our_formats()
        read = reader(asked.format, Desk(work, formats))
        run = Run(read, target, work, kept / "found", 60 * asked.minutes)
        for data in (each.read_bytes() for each in asked.files):
            run.once(data)
        for number, data in enumerate(() if asked.files else seeds(asked.format, formats)):
            (kept / "corpus" / f"seed-{number:03}").write_bytes(data)
            run.once(data)  # which also loads all that is loaded on the way
    if asked.files:
        run.end()
    limits = [
        f"-max_len={MOST}",
        "-reduce_inputs=0",
        "-timeout=3600",
        "-rss_limit_mb=4096",
        f"-artifact_prefix={kept}/died-",
    ]
    mutator = Mutator(target.shape, _changed, run.good)
    atheris.Setup([sys.argv[0], str(kept / "corpus"), *limits], run.once, custom_mutator=mutator)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
