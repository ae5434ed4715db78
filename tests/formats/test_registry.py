from importlib.metadata import EntryPoint
from pathlib import Path

from annotator.formats.base import Losses, losses
from annotator.formats.registry import BUILT_IN, EXPORTERS, IMPORTERS, installed, load


def test_ours_are_there_whether_installed_or_not():
    formats = load(BUILT_IN)

    assert set(formats.importers) == {"plain_text", "json"} <= set(installed().importers)
    assert set(formats.exporters) == {"json"} <= set(installed().exporters)
    assert formats.problems == installed().problems == ()
    assert formats.importer_for(Path("a.TXT")).name == "plain_text"
    assert formats.exporter_for(Path("a.json")).name == "json"
    assert formats.importer_for(Path("a.xyz")) is None


def test_a_plug_in_that_fails_is_a_problem_and_does_not_stop_the_others():
    formats = load(
        [
            EntryPoint("gone", "no.such.module:Thing", IMPORTERS),
            EntryPoint("odd", "builtins:dict", EXPORTERS),
            *BUILT_IN,
        ]
    )

    assert set(formats.importers) == {"plain_text", "json"}
    assert len(formats.problems) == 2
    assert "gone (no.such.module:Thing) was not loaded" in formats.problems[0]
    assert "it has no name, suffix, write" in formats.problems[1]


def test_a_plug_in_cannot_take_the_name_of_one_of_ours():
    formats = load([*BUILT_IN, EntryPoint("json", "their.module:Json", EXPORTERS)])

    assert type(formats.exporters["json"]).__module__ == "annotator.formats.json_file"
    assert "the name json is taken" in formats.problems[0]


def test_losses_are_counted_and_named():
    lost = losses([("nested mentions", "a.txt 3"), ("notes", "b"), ("nested mentions", "a.txt 9")])

    assert bool(lost)
    assert str(lost) == "left out: 2 nested mentions, 1 notes"
    assert lost.lines == ("a.txt 3", "a.txt 9", "b")
    assert str(lost + lost) == "left out: 4 nested mentions, 2 notes"
    assert not Losses()
    assert str(Losses()) == "nothing was left out"
