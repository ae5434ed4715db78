"""Files made to do harm when they are imported, or read as a schema or a keymap."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.formats.articles.hostile import REFUSED

Make = Callable[[Path], None]
FILES: dict[str, Make] = {}
"""By the name of the file; its ending says as what it is read."""
DEEP = 200_000
MEGABYTE = 1_000_000


def add(name: str, content: bytes | str | Make) -> None:
    """Register a file: what it holds, or what makes it."""
    if callable(content):
        FILES[name] = content
    else:
        data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
        FILES[name] = lambda path: path.write_bytes(data) and None


def sparse(size: int) -> Make:
    """A file that says it is large."""

    def make(path: Path) -> None:
        path.touch()
        os.truncate(path, size)

    return make


def changed(change: Callable[[dict[str, Any]], object]) -> Make:
    """The export of a whole project, with something changed in its tree."""

    def make(path: Path) -> None:
        tree = json.loads(path.with_name("whole.json").read_text("utf-8"))
        change(tree)
        path.write_text(json.dumps(tree), "utf-8")

    return make


def replaced(old: str, new: str) -> Make:
    """The export of a whole project, with some characters in the place of others, once."""

    def make(path: Path) -> None:
        whole = path.with_name("whole.json").read_text("utf-8")
        assert old in whole
        path.write_bytes(whole.replace(old, new, 1).encode("utf-8", "surrogatepass"))

    return make


# What is no file

add("pipe.txt", os.mkfifo)
add("pipe.json", os.mkfifo)
add("ring.txt", lambda path: path.symlink_to(path))
add("ring.json", lambda path: path.symlink_to(path))
add("zeros.txt", lambda path: path.symlink_to("/dev/zero"))
add("chance.json", lambda path: path.symlink_to("/dev/urandom"))
add("folder.json", lambda path: path.mkdir())
add("terminal.toml", lambda path: path.symlink_to("/dev/zero"))
add("pipe.toml", os.mkfifo)
add("pipe.keymap", os.mkfifo)

# What is too much of it

add("terabyte.txt", sparse(1 << 40))
add("terabyte.json", sparse(1 << 40))
add("terabyte.toml", sparse(1 << 40))
add("terabyte.keymap", sparse(1 << 40))
add("long.txt", lambda path: path.write_bytes(b"long text " * 7 * MEGABYTE) and None)

# What is no text

add("nuls.txt", bytes(5 * MEGABYTE))
add("chance.txt", lambda path: path.write_bytes(os.urandom(MEGABYTE)) and None)
add("cut.txt", "The ferry “was late”".encode()[:-1])
add("halves.txt", "The ferry \ud800 was late.")
add("half.utf16.txt", b"\xff\xfe" + "The ferry".encode("utf-16-le") + b"\x00\xd8\x00")
add("program.txt", b"\x7fELF" + bytes(100))

# JSON

add("deep.json", "[" * DEEP)
add("deep_whole.json", "[" * DEEP + "]" * DEEP)
add("deep_objects.json", '{"a":' * DEEP)
add("nan.json", replaced('"id": 1', '"id": NaN'))
add("infinite.json", replaced('"id": 1', '"id": -Infinity'))
add("vast.json", replaced('"id": 1', '"id": 1e999'))
add("digits.json", replaced('"id": 1', f'"id": {"9" * 5_000}'))
add("beyond.json", replaced('"id": 1', f'"id": {2**63}'))
add("fraction.json", replaced('"id": 1', '"id": 1.0'))
add("twice.json", replaced('"format":', '"format": "x", "format":'))
add("keys.json", "{" + ",".join(f'"{n}":0' for n in range(200_000)) + ',"7":1}')
add("surrogate.json", replaced("Ferry", "F\\ud800y"))
add("surrogate_bytes.json", replaced("Ferry", "F\ud800y"))
add("latin.json", '{"format": "caf\xe9"}'.encode("latin-1"))
add("marked.json", b"\xef\xbb\xbf{}")
add("empty.json", b"")
add("lists.json", "[" + "[]," * 4 * MEGABYTE + "[]]")
add("numbers.json", "[" + "1," * 3 * MEGABYTE + "1]")
add("words.json", "[" + '"ab",' * 2 * MEGABYTE + '"ab"]')
add("none.json", "null")
add("cut.json", changed(lambda tree: tree.pop("documents")))
add("scheme.json", changed(lambda tree: tree.update(schema="x")))
add("label.json", changed(lambda tree: tree["schema"]["entity_type"][0].update(label="a\u202eb")))
add("id.json", changed(lambda tree: tree["schema"]["entity_type"][0].update(id="../../x")))
add("hash.json", changed(lambda tree: tree["documents"][0].update(sha256="0" * 64)))
add("text.json", changed(lambda tree: tree["documents"][0].update(text="other")))
add("ids.json", changed(lambda tree: [part.update(id=7) for part in tree["documents"]]))
add("huge.json", changed(lambda tree: tree["documents"][0].update(id=2**63 - 1)))
add("title.json", changed(lambda tree: tree["documents"][0].update(title="x" * 2 * MEGABYTE)))


def _spans(tree: dict[str, Any]) -> None:
    mention = tree["documents"][0]["mentions"][0]
    mention["spans"] = mention["spans"] * 50_000


add("spans.json", changed(_spans))

# Documents: some of the files of `tests/formats/articles/hostile.py`, all of which are read there


for _name in (
    "a bomb.docx",
    "a name above.docx",
    "a file.odt",
    "laughs.epub",
    "forms in forms.pdf",
):
    add(_name, REFUSED[_name][0]())

# XMI of UIMA, and WebAnno TSV

_XMI = '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI">'
_TSV = "#FORMAT=WebAnno TSV 3.3\n"


def many(before: str, part: str, times: int, after: str = "") -> Make:
    """A file in which a part comes many times; a `#` in it is its number."""

    def make(path: Path) -> None:
        numbered = "#" in part
        parts = (part.replace("#", str(n)) for n in range(times)) if numbered else [part * times]
        path.write_text(before + "".join(parts) + after, "utf-8")

    return make


add("terabyte.xmi", sparse(1 << 40))
add("entities.xmi", f'<!DOCTYPE x [<!ENTITY a "b">]>{_XMI}</xmi:XMI>')
add("attributes.xmi", many(f"{_XMI}<a ", 'a#="" ', 200_000, "/></xmi:XMI>"))
add("names.xmi", many(_XMI, "<a# b#=''/>", 200_000, "</xmi:XMI>"))
add("elements.xmi", many(_XMI, "<a/>", MEGABYTE, "</xmi:XMI>"))
add("name.xmi", many(f"{_XMI}<", "a", 50 * MEGABYTE, "/></xmi:XMI>"))
add("empty.tsv", many(_TSV, "\n", 50 * MEGABYTE))
add("columns.tsv", many(f"{_TSV}#T_SP=a", "|b", 10 * MEGABYTE, "\n"))
add("stack.tsv", many(f"{_TSV}#T_SP=a|b\n\n#Text=a\n1-1\t0-1\ta\t", "c|", 20 * MEGABYTE, "\n"))

# Schemas and keymaps

add("deep.toml", "a = " + "[" * 100_000)
add("dotted.toml", "a." * 100_000 + "a = 1")
add("tables.toml", "[" + "a." * 100_000 + "a]")
add("digits.toml", f"a = {'9' * 5_000}")
add("latin.toml", 'name = "caf\xe9"'.encode("latin-1"))
add("nul.toml", 'name = "a\0b"')
add("spaces.toml", "a = '''\n[" + " " * 200_000 + "\n'''")
add("turned.toml", 'schema = "annotator-schema/1"\nname = "a\u202eb"\nversion = "1.0"')
add("deep.schema.json", "[" * 100_000)
add("nan.schema.json", '{"schema": NaN}')
add("twice.schema.json", '{"schema": 1, "schema": 2}')
add("deep.keymap", "a = " + "[" * 40_000)
add("dotted.keymap", "a." * 40_000 + "a = 1")
add("digits.keymap", f"a = {'9' * 5_000}")
add("wrong.keymap", "keys = 1")
add("latin.keymap", b'[keys]\n"a" = "\xe9"')
