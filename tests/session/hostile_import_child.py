"""Reads hostile files one after another, each in a process with limits (see `tests/limited.py`).

A project `desk.annotator` lies in each file's folder, and is open while the file is read.
"""

from __future__ import annotations

from pathlib import Path

from annotator.formats.registry import installed
from annotator.session.importing import import_paths
from annotator.session.projects import open_project, read_schema_file
from annotator.ui.key_layers import read_key_layers
from tests.limited import Outcome, each


def use(path: Path, told: list[str]) -> Outcome:
    """Read a file as what its name says."""
    if path.suffix == ".keymap":
        path.rename(path.with_name("keymap.toml"))
        told += read_key_layers(path.parent).problems
        return {}
    if path.suffix == ".toml" or path.name.endswith(".schema.json"):
        read_schema_file(path)
        return {}
    store = open_project(path.with_name("desk.annotator"), author="ana")
    try:
        report = import_paths(store, [path])
    finally:
        store.close()
    told += report.refused
    return {"imported": len(report.imported)}


if __name__ == "__main__":
    installed()
    each(use)
