"""Start annotator: `annotator` and `python -m annotator` both come here."""

from __future__ import annotations

from annotator import cli


def main() -> None:
    """Run the command line; it opens the window or does what a sub-command asks."""
    cli.main()


if __name__ == "__main__":
    main()
