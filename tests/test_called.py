"""Commands that are told to be run can be run as they are told."""

from __future__ import annotations

import sys

import pytest

from annotator.called import called


@pytest.mark.parametrize(
    ("start", "on_path", "told"),
    [
        ("/usr/bin/annotator", True, "annotator"),
        (".venv/bin/annotator", False, ".venv/bin/annotator"),
        ("/my tools/annotator", False, "'/my tools/annotator'"),
        ("pytest", False, "annotator"),
    ],
)
def test_the_program_is_called_as_the_shell_finds_it(monkeypatch, start, on_path, told):
    monkeypatch.setattr(sys, "argv", [start])
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}" if on_path else None)

    assert called() == told


def test_a_module_is_called_through_its_python(monkeypatch, tmp_path):
    python = tmp_path / "python3"
    python.touch()
    monkeypatch.setattr(sys, "argv", ["/site/annotator/__main__.py"])
    monkeypatch.setattr(sys, "executable", str(python))

    monkeypatch.setattr("shutil.which", lambda _name: str(python))
    assert called() == "python3 -m annotator"

    monkeypatch.setattr("shutil.which", lambda _name: None)
    assert called() == f"{python} -m annotator"
