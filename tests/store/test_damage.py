"""A damaged project is read as far as it goes, told in sentences, and never written to."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from annotator.cli import main
from annotator.session.importing import import_paths
from annotator.session.projects import create_project
from annotator.store.check import check
from annotator.store.errors import ProjectReadOnly, StoreError
from annotator.store.store import Store

Damage = Callable[[bytes], bytes]
COMMANDS = ("check", "info", "export", "import")


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a project with two articles."""
    folder = tmp_path_factory.mktemp("whole")
    for name in ("ferry", "bridge"):
        words = f"Ada Otieno said the {name} was late, and Ben Kamau denied it.\n\n"
        (folder / f"{name}.txt").write_text(f"The {name}\n\n" + words * 60)
    store = create_project(folder / "desk.annotator")
    import_paths(store, [folder])
    store.close()
    return (folder / "desk.annotator").read_bytes()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "new.txt").write_text("The harbour\n\nNobody said so.\n")
    return tmp_path / "desk.annotator"


def scribbled(data: bytes) -> bytes:
    return data[:9000] + random.Random(1).randbytes(6000) + data[15000:]


def halved(data: bytes) -> bytes:
    return data[: len(data) // 2]


def stump(data: bytes) -> bytes:
    return data[:100]


def headless(data: bytes) -> bytes:
    return bytes(4096) + data[4096:]


def half_gone(data: bytes) -> bytes:
    return data[: len(data) // 2] + bytes(len(data) - len(data) // 2)


def mangled(seed: int) -> Damage:
    """Bit flips, a cut, or a stretch of zeros, the same for the same seed."""

    def mangle(data: bytes) -> bytes:
        chance = random.Random(seed)
        if seed % 3 == 0:
            return data[: chance.randrange(len(data))]
        changed = bytearray(data)
        if seed % 3 == 1:
            start = chance.randrange(len(data))
            end = min(len(data), start + chance.choice((50, 700, 9000)))
            changed[start:end] = bytes(end - start)
            return bytes(changed)
        limit = chance.choice((100, 4096, len(data)))
        for _ in range(chance.choice((1, 5, 200))):
            changed[chance.randrange(limit)] ^= 1 << chance.randrange(8)
        return bytes(changed)

    return mangle


def run(command: str, project: Path) -> tuple[int, str, str]:
    """Exit status, output and errors of a command, which must end in a sentence or in success."""
    more = [str(project.with_name("new.txt"))] if command == "import" else []
    result = CliRunner().invoke(main, [command, str(project), *more])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise AssertionError(command) from result.exception
    assert result.exit_code in (0, 1)
    told = "doubt" if "kept with a doubt" in result.stderr else result.stderr.strip()
    assert bool(result.exit_code) == bool(told) or told == "doubt"
    return result.exit_code, result.stdout, result.stderr


def formatless(data: bytes) -> bytes:
    return data[:60] + bytes(4) + data[64:]


@pytest.mark.parametrize("damage", [scribbled, halved, stump, headless, half_gone, formatless])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_damaged_project_is_told_in_a_sentence_and_left_as_it_is(
    project: Path, whole: bytes, damage: Damage, command: str
) -> None:
    project.write_bytes(damage(whole))

    status, _, errors = run(command, project)

    assert status == 1
    assert "Imported" not in errors
    assert project.read_bytes() == damage(whole)
    assert sorted(path.name for path in project.parent.iterdir()) == [project.name, "new.txt"]


@pytest.mark.parametrize("seed", range(60))
def test_no_damage_gives_a_traceback(project: Path, whole: bytes, seed: int) -> None:
    damaged = mangled(seed)(whole)
    project.write_bytes(damaged)

    for command in COMMANDS[:-1]:
        run(command, project)
        assert project.read_bytes() == damaged, command
    status, output, _ = run("import", project)

    assert "Imported" in output or project.read_bytes() == damaged
    assert ("Imported" in output) == (status == 0)


@pytest.mark.parametrize("seed", range(60))
def test_a_store_on_damaged_bytes_opens_or_says_why_not(
    project: Path, whole: bytes, seed: int
) -> None:
    damaged = mangled(seed)(whole)
    project.write_bytes(damaged)
    try:
        store = Store.open(project)
    except StoreError:
        assert project.read_bytes() == damaged
        return
    try:
        assert store.read_only == bool(store.damage)
        assert all(finding.sentence for finding in check(store))
    finally:
        store.close()
    assert project.read_bytes() == damaged


def test_a_damaged_project_that_opens_says_that_nothing_is_written(
    project: Path, whole: bytes
) -> None:
    project.write_bytes(scribbled(whole))
    store = Store.open(project)

    assert store.read_only_reason == (
        "desk.annotator is damaged: restore a backup or run `annotator check`; nothing was written."
    )
    with pytest.raises(ProjectReadOnly, match="is damaged"), store.transaction("Rename") as tx:
        tx.set_project(name="other")
    with pytest.raises(ProjectReadOnly):
        store.undo()
    store.close()


def test_a_check_of_a_damaged_project_lists_what_is_wrong(project: Path, whole: bytes) -> None:
    project.write_bytes(scribbled(whole))

    status, output, _ = run("check", project)

    assert status == 1
    assert len(output.splitlines()) > 1
    assert "The file is damaged: " in output
    assert "annotator check" not in output


def test_a_file_that_is_cut_off_says_how_much_is_there(project: Path, whole: bytes) -> None:
    project.write_bytes(halved(whole))

    _, _, errors = run("check", project)

    assert f"{len(whole) // 2} of {len(whole)} bytes are there" in errors
    assert "Restore a backup" in errors


def test_who_holds_a_project_or_protects_it_is_said(project: Path, whole: bytes) -> None:
    project.write_bytes(whole)
    first = Store.open(project)
    second = Store.open(project)
    asked = Store.open(project, read_only=True)

    assert first.read_only_reason == ""
    assert second.read_only_reason.startswith(
        f"desk.annotator is open for reading only: {second.held_by} has it open. Close it there"
    )
    assert "opened for reading only" in asked.read_only_reason
    for store in (first, second, asked):
        store.close()
