"""A file made to do harm is refused with its reason, soon and cheaply."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.formats.articles.hostile import HARMLESS, REFUSED, SLOW

ROOT = Path(__file__).parents[3]
SECONDS = 2
MEGABYTES = 300


def outcomes(names):
    """What came of reading each file, by its name, and of all of them by an empty one."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "tests.formats.articles.hostile_run", *names],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
        check=True,
        capture_output=True,
        text=True,
    )
    return {each["name"]: each for each in map(json.loads, done.stdout.splitlines())}


@pytest.fixture(scope="module")
def quick():
    return outcomes([name for name in (*REFUSED, *HARMLESS) if name not in SLOW])


def refuse(name, outcome):
    assert REFUSED[name][1] in outcome["said"]
    assert name in outcome["said"]
    assert len(outcome["said"]) < 400
    assert outcome["seconds"] < SECONDS


@pytest.mark.parametrize("name", [name for name in REFUSED if name not in SLOW])
def test_a_hostile_file_is_refused(name, quick):
    refuse(name, quick[name])


@pytest.mark.slow
def test_what_takes_all_the_time_it_can_is_refused():
    found = outcomes(SLOW)

    for name in SLOW:
        refuse(name, found[name])
    assert found[""]["megabytes"] < MEGABYTES


@pytest.mark.parametrize("name", HARMLESS)
def test_a_strange_file_takes_no_more_time_than_another(name, quick):
    assert quick[name]["seconds"] < SECONDS


def test_none_of_them_takes_much_memory(quick):
    assert 0 < quick[""]["megabytes"] < MEGABYTES


def test_there_are_enough_files():
    assert len(REFUSED) >= 60
