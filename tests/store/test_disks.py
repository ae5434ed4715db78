"""A disk is named by the place where it is found, and what is free on it in few digits."""

import errno
import os
from collections import namedtuple
from pathlib import Path

import pytest

from annotator.store import disks
from annotator.store.disks import disk_of, full_disk, reason, size

Usage = namedtuple("Usage", "total used free")


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 kB"),
        (4_096, "4 kB"),
        (999_000, "999 kB"),
        (12_345_678, "12.3 MB"),
        (1_200_000_000, "1.2 GB"),
        (5_400_000_000_000, "5,400.0 GB"),
    ],
)
def test_a_size_has_few_digits(count: int, words: str) -> None:
    assert size(count) == words


def test_the_disk_of_a_path_is_where_it_is_mounted_whether_the_path_is_there_or_not(
    tmp_path: Path,
) -> None:
    disk = disk_of(tmp_path / "none" / "desk.annotator")

    assert os.path.ismount(disk)
    assert tmp_path.resolve().is_relative_to(disk)


@pytest.mark.parametrize(
    ("free", "told"), [(4_000, "has 4 kB free)"), (12_000_000_000, "has 12.0 GB free: is there")]
)
def test_what_is_free_is_told_and_that_much_of_it_may_be_a_quota(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, told: str
) -> None:
    monkeypatch.setattr(disks.shutil, "disk_usage", lambda _: Usage(free, 0, free))

    assert told in full_disk(tmp_path)


def test_only_of_a_full_disk_the_reason_names_the_disk(tmp_path: Path) -> None:
    full = OSError(errno.ENOSPC, "No space left on device")
    denied = OSError(errno.EACCES, "Permission denied")

    assert reason(full, tmp_path).startswith(f"the disk is full ({disk_of(tmp_path)}")
    assert reason(denied, tmp_path) == "Permission denied"
