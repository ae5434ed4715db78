"""Runs the benchmarks one after the other, each in a process of its own.

`python -m benchmarks` runs all of them, `python -m benchmarks start text` those two.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ALL = ("article", "acts", "start", "text")


def main() -> int:
    """Run those that are named, or all; returns the worst exit status."""
    worst = 0
    for name in sys.argv[1:] or ALL:
        print(f"\n{name}", flush=True)
        done = subprocess.run(  # noqa: S603 - our own interpreter and code
            [sys.executable, "-m", f"benchmarks.{name}"],
            cwd=Path(__file__).parent.parent,
            check=False,
        )
        worst = max(worst, abs(done.returncode))
    return worst


if __name__ == "__main__":
    sys.exit(main())
