"""The bytes of an export do not change from one version of annotator to the next."""

import io
import json
from pathlib import Path

from annotator.formats.json_file import JsonExporter

GOLDEN = Path(__file__).parents[1] / "data" / "pastry.json"


def test_an_export_has_the_bytes_that_it_always_had(project):
    out = io.BytesIO()

    JsonExporter().write(project, out)

    assert without_schema(out.getvalue()) == GOLDEN.read_bytes()


def without_schema(data):
    """An export without its schema, which may get new types."""
    lines = data.splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(b'"schema": '))


def test_every_line_is_what_json_itself_would_make_of_it(project):
    out = io.BytesIO()

    JsonExporter().write(project, out)

    text = out.getvalue().decode()
    parts = [line.rstrip(",") for line in text.splitlines() if line.startswith('{"id": ')]
    lines = [line for line in parts if line.count("[") == line.count("]")]
    assert len(lines) > 15
    for line in lines:
        whole = line.removesuffix("]}") if not _is_json(line) else line
        assert json.dumps(json.loads(whole), ensure_ascii=False) == whole


def _is_json(line):
    try:
        json.loads(line)
    except ValueError:
        return False
    return True
