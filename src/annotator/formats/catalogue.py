"""The formats that ship with annotator: their names and where they are.

They are registered as entry points as well (pyproject.toml), in the same way as those of others.
"""

OUR_IMPORTERS = {
    "json": "annotator.formats.json_file:JsonImporter",
    "jsonl": "annotator.formats.jsonl.files:JsonLinesImporter",
    "plain_text": "annotator.formats.plain_text:PlainTextImporter",
}
OUR_EXPORTERS = {
    "json": "annotator.formats.json_file:JsonExporter",
    "jsonl": "annotator.formats.jsonl.files:JsonLinesExporter",
}
