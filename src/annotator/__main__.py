"""Start annotator: `annotator` and `python -m annotator` both come here."""

from __future__ import annotations

import sys
from importlib import import_module

_CHILDREN = ("annotator.formats.ahead_child", "annotator.formats.confined_child")
COMPLETE = "_ANNOTATOR_COMPLETE"
"""The variable by which a shell asks for completions, however the program was started."""


def main() -> None:
    """Run the command line; it opens the window or does what a sub-command asks.

    A program in one file starts itself for the child processes that read files, with the arguments
    that Python would get.
    """
    for child in _CHILDREN:
        if sys.argv[1:] == ["-m", child]:
            import_module(child).main()
            return
    from annotator import cli  # noqa: PLC0415 - the child does without it
    from annotator.called import called  # noqa: PLC0415

    cli.main(prog_name=called(), complete_var=COMPLETE)


if __name__ == "__main__":
    main()
