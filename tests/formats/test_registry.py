from dataclasses import dataclass, field
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from annotator.formats.base import Certainty, Stamp, Start
from annotator.formats.catalogue import OUR_EXPORTERS, OUR_IMPORTERS
from annotator.formats.losses import MOST_LINES, Losses, Tally, losses
from annotator.formats.plain_text import PlainTextImporter
from annotator.formats.registry import (
    BUILT_IN,
    EXPORTERS,
    IMPORTERS,
    FormatError,
    Formats,
    installed,
    load,
    options_of,
)
from tools.fuzz_targets import TARGETS


def test_ours_are_there_whether_installed_or_not(tmp_path):
    formats = load(BUILT_IN)

    assert set(formats.importers) == set(OUR_IMPORTERS) <= set(installed().importers)
    assert set(formats.exporters) == set(OUR_EXPORTERS) <= set(installed().exporters)
    assert formats.problems == installed().problems == ()
    assert formats.importer_for(made(tmp_path / "a.TXT")).name == "plain_text"
    assert formats.exporter_for(Path("a.json")).name == "json"
    assert formats.importer_for(made(tmp_path / "a.xyz")) is None


def test_every_importer_can_be_fuzzed():
    assert {target.format or name for name, target in TARGETS.items()} >= set(OUR_IMPORTERS)


def made(path, data=b"words"):
    path.write_bytes(data)
    return path


@dataclass(frozen=True)
class Sheet:
    strict: bool = field(default=False, metadata={"help": "Refuse what is odd."})
    name: str = "sheet"
    title: str = "a sheet"
    suffixes: tuple[str, ...] = (".sheet",)

    def recognises(self, start: Start) -> Certainty:
        return Certainty.SURE if start.data.startswith(b"SHEET") else Certainty.NO

    def read(self, path: Path, stamp: Stamp):
        yield from ()


def test_a_file_is_read_by_the_format_that_is_surest_of_it(tmp_path):
    formats = Formats({"sheet": Sheet(), "plain_text": PlainTextImporter()}, {})

    assert formats.importer_for(made(tmp_path / "a.txt", b"SHEET 1")).name == "sheet"
    assert formats.importer_for(made(tmp_path / "b.txt")).name == "plain_text"


def test_a_file_that_could_be_of_two_formats_is_asked_about(tmp_path):
    formats = Formats({"one": Sheet(name="one"), "two": Sheet(name="two")}, {})

    with pytest.raises(FormatError, match="Say which, with --format one or --format two"):
        formats.importer_for(made(tmp_path / "a", b"SHEET"))


def test_options_are_given_as_texts_and_those_it_does_not_have_are_refused():
    formats = Formats({"sheet": Sheet()}, {})

    assert options_of(Sheet()) == {"strict": "Refuse what is odd."}
    assert formats.importer("sheet", {"strict": "yes"}).strict is True
    with pytest.raises(FormatError, match="no option 'colour'; its options are strict"):
        formats.importer("sheet", {"colour": "red"})
    with pytest.raises(FormatError, match="neither yes nor no"):
        formats.importer("sheet", {"strict": "perhaps"})
    with pytest.raises(FormatError, match="no format 'shed' that can be imported; choose sheet"):
        formats.importer("shed")


def test_a_plug_in_that_fails_is_a_problem_and_does_not_stop_the_others():
    formats = load(
        [
            EntryPoint("gone", "no.such.module:Thing", IMPORTERS),
            EntryPoint("odd", "builtins:dict", EXPORTERS),
            *BUILT_IN,
        ]
    )

    assert set(formats.importers) == set(OUR_IMPORTERS)
    assert len(formats.problems) == 2
    assert "gone (no.such.module:Thing) was not loaded" in formats.problems[0]
    assert "it has no name, title, suffix, write" in formats.problems[1]


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


def test_only_the_first_places_of_a_loss_are_told_in_lines():
    tally = Tally()
    for number in range(MOST_LINES + 5):
        tally.add("notes", f"line {number}")

    assert tally.losses.items[0].count == MOST_LINES + 5
    assert len((tally.losses + tally.losses).lines) == MOST_LINES


def test_without_files_to_open_the_program_does_without_plug_ins(monkeypatch):
    def refused():
        raise OSError(24, "Too many open files")

    monkeypatch.setattr("annotator.plug_ins.entry_points", refused)

    assert set(installed().importers) == set(OUR_IMPORTERS)
