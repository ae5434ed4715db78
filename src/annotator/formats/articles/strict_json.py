"""JSON in which articles come, read strictly, with sentences that name the file."""

from __future__ import annotations

import json
import re

from annotator.formats.documents import ImportFailed
from annotator.formats.json_parse import JsonFormatError, parse

_HALF = re.compile(rb"\\u[dD][89a-fA-F]")


def tree_of(data: bytes, name: str) -> object:
    """The tree of one JSON value in UTF-8; `name` is how a sentence calls it.

    Raises ImportFailed as `json_parse.parse` fails, and for halves of characters.
    """
    try:
        tree = parse(data.removeprefix(b"\xef\xbb\xbf"))
    except JsonFormatError as error:
        raise ImportFailed(f"{name} was not read: {error.problems[0]}.") from error
    if _HALF.search(data):
        try:
            json.dumps(tree, ensure_ascii=False).encode("utf-8")
        except UnicodeEncodeError as error:
            raise ImportFailed(
                f"{name} was not read: it holds half a character (a lone surrogate)."
            ) from error
    return tree
