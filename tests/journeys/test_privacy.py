"""Nothing of an article leaves the project: neither over a network nor into any other file."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("whole_session.py")
ROOT = SCRIPT.parent.parent.parent
WORD = "Zyxquartle"
INTERNET = re.compile(r"\bAF_INET6?\b|\bAF_PACKET\b|\bAF_NETLINK\b")


def at_home(folder: Path) -> dict[str, str]:
    """An environment in which everything that is kept lies in one folder."""
    places = {"HOME": "home", "TMPDIR": "tmp", "XDG_RUNTIME_DIR": "run"}
    places |= {f"XDG_{name}_HOME": f"home/{name}" for name in ("CONFIG", "STATE", "DATA", "CACHE")}
    for place in places.values():
        (folder / place).mkdir(parents=True, exist_ok=True, mode=0o700)
    kept = {name: value for name, value in os.environ.items() if name != "ANNOTATOR_STRICT"}
    return {
        **kept,
        **{name: str(folder / place) for name, place in places.items()},
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT / "src"),
    }


def session(folder: Path, end: str, *before: str) -> subprocess.CompletedProcess[str]:
    """Do everything once in a window, under another command if one is named."""
    work = folder / "work"
    work.mkdir()
    return subprocess.run(  # noqa: S603
        [*before, sys.executable, "-B", SCRIPT, work, WORD, end],
        env=at_home(folder),
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=40,
    )


def holding(folder: Path) -> Iterator[str]:
    """The files whose content or name has the word, in any encoding that a program would use."""
    forms = [WORD.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")]
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        content = path.read_bytes() if path.is_file() else b""
        if WORD in path.name or any(form in content for form in forms):
            yield name


def is_data(name: str) -> bool:
    """Whether a file is the user's own: articles, projects and their backups, exports."""
    backup = "/backups/" in name and ".annotator" in name  # one that waits to be verified too
    return name.startswith("work/") or backup


@pytest.mark.parametrize(("end", "status"), [("close", 0), ("crash", -signal.SIGSEGV)])
def test_the_words_of_an_article_are_in_its_project_and_nowhere_else(
    tmp_path: Path, end: str, status: int
) -> None:
    done = session(tmp_path, end)

    assert done.returncode == status, done.stderr
    found = list(holding(tmp_path))
    assert "work/desk.annotator" in found
    assert "work/export.json" in found
    assert [name for name in found if not is_data(name)] == []
    assert sorted(path.name for path in (tmp_path / "work").iterdir()) == [
        "article.txt",
        "broken.json",
        "broken.txt",
        "copy.annotator",
        "desk.annotator",
        "export.json",
    ]
    assert WORD not in done.stdout
    assert WORD not in done.stderr
    assert list((tmp_path / "home/STATE/annotator/reports").iterdir()), "no failure was reported"


def test_a_session_opens_no_socket_to_any_network(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    watched = watching(trace)

    done = session(tmp_path, "close", *watched)

    assert done.returncode == 0, done.stderr
    calls = trace.read_text().splitlines()
    assert calls, "nothing was traced"
    assert [call for call in calls if INTERNET.search(call)] == []


def watching(trace: Path) -> list[str]:
    """The command that notes every socket; skips the test where there is none or it may not."""
    command = [
        "strace",
        "-f",
        "-qq",
        "--seccomp-bpf",
        "-e",
        "trace=socket,connect,sendto,sendmsg,execve",
        "-o",
    ]
    reason = ""
    if shutil.which("strace") is None:
        reason = "strace is not here"
    else:
        script = "import socket; socket.socket(socket.AF_INET).close()"
        probe = subprocess.run(  # noqa: S603
            [*command, trace, sys.executable, "-c", script],
            capture_output=True,
            text=True,
            check=False,
        )
        if probe.returncode:
            reason = f"strace may not be used here ({probe.stderr.strip()[:100]})"
        elif not INTERNET.search(trace.read_text()):
            pytest.fail("strace saw no socket where one was opened")
    if reason and os.environ.get("CI") == "true":
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)
    return [*command, str(trace)]
