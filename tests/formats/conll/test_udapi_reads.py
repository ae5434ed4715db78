"""What udapi, the library of CorefUD, finds in exports; `make test-extras` installs it.

It is a program of its own here (GPL), and no part of annotator.
"""

import importlib.util
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings

from annotator.formats.conll.conllu import ConlluExporter, ConlluImporter
from tests.formats.conll.desk import STAMP, quickly, written
from tests.formats.conll.test_conllu import told_of
from tests.formats.projects import contents
from tests.formats.same import joined

PRINT = (
    'import json; print(json.dumps(["".join(w.form for w in m.words) for m in doc.coref_mentions]))'
)
EXPECTED = ("Empty parent/head index", "etype mismatch")
"""What it warns of: words without grammar, and entities whose mentions differ in type."""


@pytest.fixture(scope="session")
def udapy():
    if importlib.util.find_spec("udapi") is None:
        pytest.skip("udapi is not installed: make test-extras")
    return Path(sys.executable).with_name("udapy")


def mentions_found_by(udapy, folder):
    """The letters of each mention, for each file of a folder, in the order of their names."""
    done = subprocess.run(  # noqa: S603 - in the environment of the tests
        [udapy, "read.Conllu", f"files=!{folder}/*.conllu", "util.Eval", f"doc={PRINT}"],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    wrong = [line for line in done.stderr.split("\n") if "[WARNING]" in line or "[ERROR]" in line]
    assert [line for line in wrong if not any(each in line for each in EXPECTED)] == []
    return [Counter(json.loads(line)) for line in done.stdout.splitlines()]


def mentions_of(content):
    """The letters of each mention that is written."""
    letters = Counter()
    for (number, spans, *_), count in told_of(content).items():
        text = [each.text for each in content.documents if each.text.strip()][number]
        letters["".join("".join(span.of(text).split()) for span in spans)] += count
    return letters


def test_udapi_finds_the_mentions_of_any_project(udapy, tmp_path):
    expected = []

    @settings(quickly, max_examples=200, phases=[Phase.generate], database=None)
    @given(content=contents(most_documents=3))
    def write(content):
        data, _ = written(ConlluExporter(), content)
        if data:
            (tmp_path / f"{len(expected):03}.conllu").write_bytes(data)
            expected.append(mentions_of(content))

    write()
    assert len(expected) > 100
    assert mentions_found_by(udapy, tmp_path) == expected


def test_udapi_finds_the_mentions_of_the_news_of_gum(udapy, corpora, tmp_path):
    expected = []
    for path in sorted((corpora / "gum-news").rglob("*.conllu")):
        content = joined(list(ConlluImporter().read(path, STAMP)))
        (tmp_path / path.name).write_bytes(written(ConlluExporter(), content)[0])
        expected.append(mentions_of(content))

    assert mentions_found_by(udapy, tmp_path) == expected
    assert sum(each.total() for each in expected) == 1424
