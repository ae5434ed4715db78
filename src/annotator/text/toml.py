"""Reading TOML that somebody else wrote: a file of our own kind, or one sentence."""

from __future__ import annotations

import re
import tomllib

MOST_PARTS = 12
"""No key of ours has more than three; the reader's time grows with the square of them."""
_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_DEEP = re.compile(rf"(?<![\w-])(?:{_PART}[ \t]*+\.[ \t]*+){{{MOST_PARTS}}}")


class NotToml(Exception):
    """What is wrong with the text, for the end of a sentence."""


def parse_toml(text: str) -> dict[str, object]:
    """Return the tree of a TOML text; raises NotToml for anything that is none."""
    if _DEEP.search(text):
        raise NotToml(f"a key has more than {MOST_PARTS} parts")
    try:
        return tomllib.loads(text)
    except ValueError as error:  # also a number of thousands of digits
        raise NotToml(str(error)) from error
    except RecursionError:
        raise NotToml("nested too deeply") from None
