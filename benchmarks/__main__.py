"""Runs the benchmarks one after the other, each in a process of its own.

`python -m benchmarks` runs all of them, `python -m benchmarks start text` those two. With
`--json FOLDER` each writes its figures to a file there.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

ALL = (
    *("annotated", "article", "brat", "bulk", "backup", "check", "document", "history", "lines"),
    *("formats", "large", "names", "project", "quotations"),
    *("returning", "search", "speakers", "start", "story", "suggest", "text"),
)


def main() -> int:
    """Run those that are named, or all; returns the worst exit status."""
    parser = argparse.ArgumentParser(description="Runs the benchmarks one after the other.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(ALL)}")
    parser.add_argument("--json", type=Path, metavar="FOLDER", help="write the figures there too")
    given = parser.parse_args()
    worst = 0
    for name in given.names or ALL:
        print(f"\n{name}", flush=True)
        target = ("--json", str(given.json.resolve() / f"{name}.json")) if given.json else ()
        done = subprocess.run(  # noqa: S603 - our own interpreter and code
            [sys.executable, "-m", f"benchmarks.{name}", *target],
            cwd=Path(__file__).parent.parent,
            check=False,
        )
        worst = max(worst, abs(done.returncode))
    return worst


if __name__ == "__main__":
    sys.exit(main())
