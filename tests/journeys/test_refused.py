"""A real window whose system refuses what a save asks for: it is told, and saved once it can be."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from annotator.session.importing import import_text
from annotator.session.projects import create_project
from annotator.store.check import check
from annotator.store.store import Store
from tests.strace import found_strace

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Refusal:
    """A system call that fails so many times on the project, its journal or its folder."""

    call: str
    error: str
    on: str
    words: str

    def __str__(self) -> str:
        return f"{self.call} {self.error} on {self.on}"


FAILING = "the disk reported an error"
FULL = "the disk is full"
REFUSALS = (
    Refusal("fdatasync", "EIO", "project", FAILING),
    Refusal("pwrite64", "ENOSPC", "journal", FULL),
    Refusal("pwrite64", "EIO", "journal", FAILING),
    Refusal("pwrite64", "EIO", "project", FAILING),
    Refusal("pwrite64", "ENOSPC", "project", FULL),
    Refusal("fdatasync", "EIO", "journal", FAILING),
    Refusal("fdatasync", "EIO", "folder", FAILING),
    Refusal("unlink", "EACCES", "journal", FAILING),
    Refusal("openat", "EROFS", "journal", "no file can be made beside it"),
)


def a_window_meets(refusal: Refusal, folder: Path) -> None:
    """Let a window tag while the call fails three times, and look at all that becomes of it."""
    strace, home = found_strace(), folder / "desk"
    home.mkdir()
    project = home / "desk.annotator"
    store = create_project(project)
    import_text(store, "The miller said that the mill is shut.\n", "mill")
    store.close()
    files = {"project": project, "journal": f"{project}-journal", "folder": home}
    inject = f"inject={refusal.call}:error={refusal.error}:when=1..3"
    tracing = [
        strace,
        "-f",
        "--seccomp-bpf",
        "-o",
        folder / "log",
        "-e",
        f"trace={refusal.call}",
        "-e",
        inject,
    ]
    window = [sys.executable, "-m", "tests.journeys.refusing", project]

    done = subprocess.run(  # noqa: S603
        [*tracing, "-P", files[refusal.on], *window],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    first, last = (json.loads(done.stdout)[key] for key in ("first", "last"))
    assert "INJECTED" in (folder / "log").read_text(), "nothing was refused: it proves nothing"
    assert refusal.words in first["bar"]
    assert "1 step is kept in memory, not saved: “Tag as person”" in first["bar"]
    assert (first["saved"], first["tagged"]) == ("1 step not saved", 1)
    assert (last["bar"], last["tagged"]) == ("", 1)
    assert last["saved"].startswith("All changes saved")
    after = Store.open(project)
    assert [step.label for step in after.history.steps(limit=1)] == ["Tag as person"]
    assert (after.queries.mentions.count(), check(after)) == (1, [])
    after.close()


@pytest.mark.parametrize("refusal", REFUSALS[:2], ids=str)
def test_what_the_system_refuses_is_told_kept_and_saved_later(
    tmp_path: Path, refusal: Refusal
) -> None:
    a_window_meets(refusal, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("refusal", REFUSALS[2:], ids=str)
def test_whatever_the_system_refuses_is_told_kept_and_saved_later(
    tmp_path: Path, refusal: Refusal
) -> None:
    a_window_meets(refusal, tmp_path)
