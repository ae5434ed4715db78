"""The process that reads a large file for the program; it is run by `python -m`.

It gets an importer and a path over its standard input, hands over the parts over what was its
standard output, and ends when it is done or nobody reads them any more.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import IO

from annotator.errors import AnnotatorError
from annotator.formats.ahead_wire import (
    BUFFER,
    DONE,
    FAILED,
    PART,
    REFUSED,
    Packing,
    send,
)
from annotator.formats.base import Importer, Stamp


def main() -> None:
    """Read one file."""
    # Control+C is for the program, which ends this process as it gives the import up.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    importer, path, stamp = pickle.load(sys.stdin.buffer)  # noqa: S301 - the program wrote it
    out = os.fdopen(os.dup(1), "wb", BUFFER)
    os.dup2(os.open(os.devnull, os.O_RDWR), 1)  # what a library prints goes nowhere
    with suppress(BrokenPipeError), out:
        try:
            _read(importer, path, stamp, out)
        except BrokenPipeError:
            raise
        except AnnotatorError as error:
            send(out, REFUSED, str(error).encode("utf-8", "replace"))
        except Exception:  # a reader may fail in any way
            send(out, FAILED, traceback.format_exc().encode("utf-8", "replace"))
        else:
            send(out, DONE)


def _read(importer: Importer, path: Path, stamp: Stamp, out: IO[bytes]) -> None:
    packing = Packing()
    for part in importer.read(path, stamp):
        send(out, PART, packing.packed(part))


if __name__ == "__main__":
    main()
