"""What reads untrusted bytes runs in a process of its own, and whatever it does is a sentence."""

import io
import os
import struct
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from annotator.formats.confined import Confined, Limits, limits_of
from annotator.formats.confined_wire import CHILD, MOST_OF_FRAME
from annotator.formats.documents import ImportFailed
from tests.formats.endless import Endless

READERS = "tests.formats.confined.readers"
ROOT = Path(__file__).parents[3]
TIGHT = Limits(0.3, 100_000_000)


@pytest.fixture(scope="module")
def confined():
    return Confined()


@pytest.fixture
def read(confined):
    def read(reader, data=b"", type=str, limits=TIGHT, **options):
        values = confined.values(
            f"{READERS}:{reader}", data, "a.pdf", type, options=options, limits=limits
        )
        return list(values)

    return read


@pytest.fixture
def refusal(read):
    def refusal(*args, **options):
        with pytest.raises(ImportFailed) as raised:
            read(*args, **options)
        return str(raised.value)

    return refusal


def test_values_come_back_one_by_one_with_the_options_applied(read):
    assert read("words", b"one two") == ["one", "two"]
    assert read("words", b"one-two", at="-") == ["one", "two"]


def test_one_child_serves_many_files(read):
    first, second = read("process"), read("process")

    assert first == second != [str(os.getpid())]


def test_a_child_that_has_become_large_serves_no_other_file(read):
    enough = Limits(1, 400_000_000)

    first, second = read("holds", limits=enough), read("holds", limits=enough)

    assert first != second


def test_a_sentence_of_the_reader_is_the_refusal_and_keeps_the_child(read, refusal):
    before = read("process")

    assert refusal("refused") == "a.pdf has no words."
    assert read("process") == before


@pytest.mark.parametrize(
    ("reader", "reason"),
    [
        ("fails", "its reader failed on it (LookupError: no key   in it)"),
        ("nests", "it is nested too deeply"),
        ("fills", "it takes more memory than a file of its size should"),
        ("spins", "it takes more time than a file of its size should"),
        ("crashes", "its reader failed on it (it ended with status -11)"),
    ],
)
def test_a_failure_is_a_sentence_and_the_next_file_gets_a_new_child(read, refusal, reader, reason):
    before = read("process")

    sentence = refusal(reader)

    assert sentence.startswith(f"a.pdf was not read: {reason}.")
    assert sentence.endswith("open it in its own program and save its text as .txt.")
    assert read("process") != before


def test_a_file_does_not_pay_for_what_an_earlier_one_broke(read):
    first, second = read("breaks_later"), read("breaks_later")

    assert first != second


def test_a_child_that_was_taken_over_and_listens_no_more_is_ended(read, refusal, monkeypatch):
    monkeypatch.setattr("annotator.formats.confined._STARTING", 0)
    done = struct.pack("!cI", b"d", 0)
    assert read("talks_nonsense", done) == []

    sentence = refusal("words", b"a " * 500_000, limits=Limits(0.05, 100_000_000))

    assert "it takes more time than a file of its size should" in sentence
    assert read("words", b"one two") == ["one", "two"]


def test_a_child_that_does_not_answer_is_ended_by_the_clock(refusal, monkeypatch):
    monkeypatch.setattr("annotator.formats.confined._STARTING", 0)

    assert "it takes more time than a file of its size should" in refusal(
        "sleeps", limits=Limits(0.05, 100_000_000)
    )


@pytest.mark.parametrize(
    "data",
    [
        b"hello world",
        struct.pack("!cI", b"v", MOST_OF_FRAME + 1),
        struct.pack("!cI", b"v", 4) + b"\xc1abc",
        struct.pack("!cI", b"v", 4) + msgspec.msgpack.encode([1, 2, 3]),
        struct.pack("!cI", b"v", 4) + b"\xa3\xed\xa0\x80",
    ],
    ids=["no frame", "a frame without end", "no msgpack", "another type", "half a character"],
)
def test_a_child_that_was_taken_over_gives_no_value(refusal, data):
    assert "its reader gave back what it should not" in refusal("talks_nonsense", data)


def test_a_value_of_another_type_is_refused(refusal):
    assert "its reader gave back what it should not" in refusal("numbers", b"7")


def test_what_a_library_prints_or_asks_for_does_not_disturb(read):
    assert read("prints") == [""]


def test_the_child_can_write_nothing_into_a_file(read, tmp_path):
    path = tmp_path / "written"

    assert read("writes", path=str(path)) == ["OSError"]
    assert path.read_bytes() == b""


def test_giving_up_in_the_middle_ends_the_child(confined, read):
    before = read("process")
    values = confined.values(f"{READERS}:words", b"one two three", "a.pdf", str)
    next(values)

    values.close()

    assert read("process") != before


def test_of_a_file_that_is_read_in_blocks_only_some_are_asked_for_at_a_time(confined):
    file = Endless(10**12, b"some words in a line\n")
    lines = confined.values(f"{READERS}:lines_of", file, "a.txt", str)

    assert next(lines) == "some words in a line\n"
    assert file.most < 5_000_000
    lines.close()


def test_a_file_that_is_read_in_blocks_may_take_as_long_as_more_of_it_comes(confined):
    file, limits = Endless(10_000_000, b"words\n"), Limits(0.05, 100_000_000, a_megabyte=0.1)

    def read(**options):
        reader = f"{READERS}:works"
        return list(confined.values(reader, file, "a.txt", str, options=options, limits=limits))

    assert read(megabytes="6", seconds="0.05") == ["done"]
    with pytest.raises(ImportFailed, match="more time than a file of its size should"):
        read(megabytes="1", seconds="1")


@pytest.mark.parametrize(("at", "length"), [(-1, 2), (99, 2), (0, 0), (0, 101)])
def test_a_child_that_was_taken_over_gets_nothing_but_bytes_of_the_file(confined, at, length):
    payload = msgspec.msgpack.encode([at, length])
    data = io.BytesIO((struct.pack("!cI", b"w", len(payload)) + payload).ljust(100))

    with pytest.raises(ImportFailed, match="its reader gave back what it should not"):
        list(confined.values(f"{READERS}:talks_nonsense_of", data, "a.txt", str, limits=TIGHT))


def test_a_file_whose_size_allows_it_may_take_more():
    small, large = limits_of(1000), limits_of(10_000_000)

    assert small.seconds < 2
    assert small.memory < 200_000_000
    assert large.seconds > 20
    assert large.memory > 500_000_000


def test_the_child_is_found_from_another_folder_and_trusts_no_module_there(tmp_path):
    (tmp_path / "msgspec.py").write_text("raise SystemExit('taken over')")
    script = (
        "from annotator.formats.confined import Confined\n"
        f"print(*Confined().values('{READERS}:words', b'one two', 'a', str))"
    )
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}

    done = subprocess.run(  # noqa: S603
        [sys.executable, "-P", "-c", script],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.stdout, done.stderr) == ("one two\n", "")


def test_a_program_in_one_file_starts_itself_as_the_child(monkeypatch):
    """Such a program has no `python`, so annotator knows the arguments that Python would get."""
    command = [sys.executable, "-m", "annotator", "-m", CHILD]
    monkeypatch.setattr("annotator.formats.confined.command", lambda _: command)

    values = Confined().values(f"{READERS}:words", b"one two", "a.pdf", str)

    assert list(values) == ["one", "two"]
