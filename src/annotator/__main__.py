"""Start annotator: `annotator` and `python -m annotator` both come here."""

from __future__ import annotations

import sys

_CHILD = "annotator.formats.confined_child"
COMPLETE = "_ANNOTATOR_COMPLETE"
"""The variable by which a shell asks for completions, however the program was started."""


def main() -> None:
    """Run the command line; it opens the window or does what a sub-command asks.

    A program in one file starts itself for the child process that reads untrusted bytes, with the
    arguments that Python would get.
    """
    if sys.argv[1:] == ["-m", _CHILD]:
        from annotator.formats import confined_child  # noqa: PLC0415 - nothing else is needed

        confined_child.main()
        return
    from annotator import cli  # noqa: PLC0415 - the child does without it
    from annotator.called import called  # noqa: PLC0415

    cli.main(prog_name=called(), complete_var=COMPLETE)


if __name__ == "__main__":
    main()
