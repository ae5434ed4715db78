"""What backups, restoring and bringing an older project up to date cost, by size of the project.

Run with `python -m benchmarks.backup [--documents N ...]`; every second or third figure works on a
copy in a temporary folder. `commit during a backup` is how long steps take while another process
copies the project, `commit` without: nobody should feel the difference.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from annotator.session.backup_folder import utc_now  # noqa: E402
from annotator.session.backup_places import Places  # noqa: E402
from annotator.session.backups import BackingUp  # noqa: E402
from annotator.session.projects import open_project  # noqa: E402
from annotator.session.restoring import restore_over  # noqa: E402
from annotator.store.copying import copy_project  # noqa: E402
from annotator.store.facts import proved  # noqa: E402
from annotator.store.store import Store  # noqa: E402
from benchmarks.common import Report, Times  # noqa: E402
from benchmarks.corpus import big_project  # noqa: E402
from tests.store.older import as_format_1  # noqa: E402

SIZES = (100, 300, 1000, 3000)
_COMMITS = 100
_COPIES = (
    "import sys; from pathlib import Path; from annotator.store.copying import copy_project\n"
    "while True: copy_project(Path(sys.argv[1]), Path(sys.argv[2]), gently=True)"
)


def main() -> None:
    """Measure projects of some sizes, smallest first."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--documents", type=int, nargs="+", default=SIZES)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    report = Report("backup", arguments.json)
    with tempfile.TemporaryDirectory(prefix="backup-bench-") as folder:
        for documents in arguments.documents:
            _measure(report, Path(folder), documents)
    report.finish()


def _measure(report: Report, folder: Path, documents: int) -> None:
    path = big_project(folder / f"{documents}.annotator", documents)
    report.value("size of the project", documents, path.stat().st_size / 1e6, "MB")
    copy, places = folder / "copy.annotator", Places(folder / "kept")
    report.times("copy", documents, Times.repeated(lambda: copy_project(path, copy), 3))
    report.times("check the copy", documents, Times.repeated(lambda: proved(copy), 1))
    backing = BackingUp(path, "work", places, utc_now)
    report.times("backup", documents, Times.repeated(backing.run, 1))
    report.times("nothing has changed", documents, Times.repeated(backing.run, 5))
    backup = backing.run().backup
    restored = Times.repeated(lambda: restore_over(copy, backup.path, places, now=utc_now), 1)
    report.times("restore", documents, restored)
    _measure_commits(report, path, documents)
    _measure_migration(report, as_format_1(path), places, documents)
    path.unlink()


def _measure_commits(report: Report, path: Path, documents: int) -> None:
    store = open_project(path)
    report.times("commit", documents, _commits(store))
    with _copied_all_the_time(path):
        report.times("commit during a backup", documents, _commits(store))
    store.close()


def _commits(store: Store) -> Times:
    """Steps at the pace of somebody who types fast."""
    times = Times()

    def commit() -> None:
        with store.transaction("Rename") as tx:
            tx.set_project(name=f"name {len(times.wall)}")

    for _ in range(_COMMITS):
        times.of(commit)
        time.sleep(0.03)
    return times


@contextmanager
def _copied_all_the_time(path: Path) -> Iterator[None]:
    target = path.with_suffix(".busy")
    process = subprocess.Popen([sys.executable, "-c", _COPIES, str(path), str(target)])  # noqa: S603
    try:
        time.sleep(1)
        yield
    finally:
        process.kill()
        process.wait()
        for left in path.parent.glob(f"*{target.name}*"):
            left.unlink()


def _measure_migration(report: Report, path: Path, places: Places, documents: int) -> None:
    old = path.with_name("old.annotator")
    copyfile(path, old)
    times = Times.repeated(lambda: open_project(old, places=places).close(), 1)
    report.times("bring up to date", documents, times)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    report.value("most memory of it all", documents, peak, "MiB")


if __name__ == "__main__":
    main()
