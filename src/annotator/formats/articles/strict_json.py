"""JSON in which articles come, read strictly, with sentences that name the file."""

from __future__ import annotations

from annotator.formats.documents import ImportFailed
from annotator.formats.json_parse import JsonFormatError, parse


def tree_of(data: bytes, name: str) -> object:
    """The tree of one JSON value in UTF-8; `name` is how a sentence calls it.

    Raises ImportFailed as `json_parse.parse` fails.
    """
    try:
        return parse(data.removeprefix(b"\xef\xbb\xbf"))
    except JsonFormatError as error:
        raise ImportFailed(f"{name} was not read: {error.problems[0]}.") from error
