"""What an export could not carry, kept in a file beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from annotator.formats.losses import Loss, Losses
from annotator.session.placing import whole_file

_MARK = "What could not be carried"
SUFFIX = ".losses.txt"


def losses_path(export: Path) -> Path:
    """Where the losses of an export are kept."""
    return export.with_name(export.name + SUFFIX)


def note_losses(export: Path, format_title: str, losses: Losses) -> None:
    """Write what an export could not carry beside it; with nothing lost, an old list goes.

    Raises NotExported when it cannot be written.
    """
    path = losses_path(export)
    if losses:
        with whole_file(path, encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in _lines(export.name, format_title, losses))
    elif _is_ours(path):
        path.unlink(missing_ok=True)


def _lines(name: str, format_title: str, losses: Losses) -> Iterator[str]:
    yield f"{_MARK} into {name} ({format_title}):"
    for loss in losses.items:
        if loss.count:
            yield ""
            yield f"{loss.count:,} {loss.what}"
            yield from (f"  {line}" for line in loss.lines)
            yield from _more(loss)


def _more(loss: Loss) -> Iterator[str]:
    more = loss.count - len(loss.lines)
    if loss.lines and more > 0:
        yield f"  and {more:,} more"


def _is_ours(path: Path) -> bool:
    with suppress(OSError), path.open("rb") as file:
        return file.read(len(_MARK)) == _MARK.encode()
    return False
