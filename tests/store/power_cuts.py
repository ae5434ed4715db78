"""What a disk holds after the power failed: made from the system calls that a process did make.

What was synchronised is there. Of what was not, each write is there with a chance, and some of them
only in part (sectors of 512 bytes). A name that was made or removed is certain after its folder was
synchronised; a removed one also after any later synchronisation.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

SECTOR = 512
TORN = 0.2
CHANCES = (0, 0.3, 0.5, 0.9)
_CALL = re.compile(r"^\d+ +(\w+)\((.*)\) += (-?\d+|\?)")
_HEX = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_NUMBERS = re.compile(r", (\d+)(?:, (\d+))?$")


@dataclass(frozen=True)
class Call:
    """One system call: `what` is open, write, truncate, sync, unlink or say; `name` a file's."""

    what: str
    name: str
    at: int = 0
    content: bytes = b""


def calls_of(trace: str, folder: str) -> list[Call]:
    """The calls of an `strace -y -xx` that touch a folder, or say something."""
    return [call for line in trace.splitlines() if (call := _read(line, folder))]


def _read(line: str, folder: str) -> Call | None:
    matched = _CALL.match(line)
    if not matched or matched[3].startswith(("-", "?")):
        return None
    what, arguments = matched[1], matched[2]
    strings = [bytes.fromhex(text.replace("\\x", "")) for text in _HEX.findall(arguments)]
    if what == "write":
        return Call("say", "", content=strings[0]) if arguments.startswith("1<") else None
    path = strings[0].decode() if what in ("openat", "unlink") else _path_of(arguments)
    inside = path.startswith(folder) and (what != "openat" or "O_CREAT" in arguments)
    return _call(what, path[len(folder) :].strip("/"), arguments, strings) if inside else None


def _call(what: str, name: str, arguments: str, strings: list[bytes]) -> Call:
    numbers = _NUMBERS.search(arguments)
    if what == "pwrite64":
        return Call("write", name, int(numbers[2]), strings[0])
    if what == "ftruncate":
        return Call("truncate", name, int(numbers[1]))
    return Call({"openat": "open", "unlink": "unlink"}.get(what, "sync"), name)


def _path_of(arguments: str) -> str:
    """The path that strace puts behind the number of an open file, as `4<\\x2f...>`."""
    shown = arguments.split("<", 1)[1].split(">", 1)[0]
    return bytes.fromhex(shown.replace("\\x", "")).decode() if "\\x" in shown else shown


@dataclass
class File:
    """What of a file is certainly on the disk, and what was written since."""

    certain: bytearray = field(default_factory=bytearray)
    pending: list[Call] = field(default_factory=list)

    def sync(self) -> None:
        for call in self.pending:
            _apply(self.certain, call)
        self.pending.clear()

    def after_cut(self, chance: float, luck: random.Random) -> bytes:
        content = bytearray(self.certain)
        for call in self.pending:
            if luck.random() < chance:
                _apply(content, _torn(call, luck) if luck.random() < TORN else call)
        return bytes(content)


def _apply(content: bytearray, call: Call) -> None:
    if call.what == "truncate":
        del content[call.at :]
        content.extend(bytes(call.at - len(content)))
        return
    content.extend(bytes(max(0, call.at - len(content))))
    content[call.at : call.at + len(call.content)] = call.content


def _torn(call: Call, luck: random.Random) -> Call:
    sectors = len(call.content) // SECTOR
    kept = luck.randint(0, sectors) * SECTOR
    return Call(call.what, call.name, call.at, call.content[:kept]) if sectors else call


@dataclass
class Disk:
    """A folder. Of names, `certain` is what a cut leaves for sure; `pending` are later changes."""

    certain: dict[str, File]
    open: dict[str, File] = field(default_factory=dict)
    pending: list[tuple[str, File | None]] = field(default_factory=list)

    def do(self, call: Call) -> None:
        """Take in one call."""
        file = self.open.get(call.name)
        if call.what == "open" and file is None:
            self.open[call.name] = made = File()
            self.pending.append((call.name, made))
        elif call.what == "unlink":
            self.open.pop(call.name, None)
            self.pending.append((call.name, None))
        elif call.what == "sync":
            self._sync(file)
        elif file is not None and call.what in ("write", "truncate"):
            file.pending.append(call)

    def _sync(self, file: File | None) -> None:
        if file is not None:
            file.sync()
        folder = file is None
        settled = [each for each in self.pending if folder or each[1] is None or each[1] is file]
        self.pending = [each for each in self.pending if each not in settled]
        for name, made in settled:
            self._name(self.certain, name, made)

    def after_cut(self, chance: float, luck: random.Random) -> dict[str, bytes]:
        """What somebody finds who switches the power on again."""
        names = dict(self.certain)
        for name, made in self.pending:
            if luck.random() < chance:
                self._name(names, name, made)
        return {name: file.after_cut(chance, luck) for name, file in names.items()}

    @staticmethod
    def _name(names: dict[str, File], name: str, file: File | None) -> None:
        if file is None:
            names.pop(name, None)
        else:
            names[name] = file


def cuts(
    calls: list[Call], name: str, before: bytes, count: int, luck: random.Random
) -> Iterator[tuple[dict[str, bytes], list[str]]]:
    """Cut the power so many times: what is on the disk, and what had been said until then."""
    begin = next(at for at, call in enumerate(calls) if call.content == b"begin\n")
    points = sorted(luck.randint(begin + 1, len(calls)) for _ in range(count))
    project = File(bytearray(before))
    disk, said, at = Disk({name: project}, {name: project}), list[str](), 0
    for point in points:
        for call in calls[at:point]:
            disk.do(call)
            if call.what == "say":
                said += call.content.decode().split("\n")[:-1]
        at = max(at, point)
        chance = luck.choice(CHANCES)
        yield disk.after_cut(chance, luck), [line for line in said if line[0].isdigit()]
