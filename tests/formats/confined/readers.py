"""Readers that a child process of the tests runs; some of them do what they must not."""

import os
import signal
import sys
import time


def words(data, name, options):
    yield from data.decode().split(options.get("at"))


def numbers(data, name, options):
    yield int(data)


def refused(data, name, options):
    from annotator.errors import AnnotatorError  # noqa: PLC0415

    yield "first"
    raise AnnotatorError(f"{name} has no words.")


def fails(data, name, options):
    raise LookupError("no\nkey \u202e in it")
    yield


def nests(data, name, options):
    return nests(data, name, options)


def fills(data, name, options):
    held = [bytearray(10_000_000) for _ in range(1000)]
    yield str(len(held))


def spins(data, name, options):
    while True:
        pass
    yield


def sleeps(data, name, options):
    time.sleep(100)
    yield


def crashes(data, name, options):
    os.kill(os.getpid(), signal.SIGSEGV)
    yield


CRASHED = []


def breaks_later(data, name, options):
    """The first file is read, and the next one finds the process broken."""
    if CRASHED:
        os.kill(os.getpid(), signal.SIGSEGV)
    CRASHED.append(name)
    yield str(os.getpid())


def prints(data, name, options):
    sys.stdout.write("hello")
    sys.stdout.flush()
    os.write(1, b"hello")
    sys.stderr.write("hello")
    yield sys.stdin.read()


def process(data, name, options):
    yield str(os.getpid())


HELD = []


def holds(data, name, options):
    HELD.append(b"x" * 200_000_000)
    yield str(os.getpid())


def writes(data, name, options):
    try:
        with open(options["path"], "w") as file:  # noqa: PTH123
            file.write("x" * 10_000)
    except OSError as error:
        yield type(error).__name__


def talks_nonsense(data, name, options):
    """Write past the frames, as a child that was taken over would."""
    import gc  # noqa: PLC0415

    for file in gc.get_objects():
        if getattr(file, "mode", "") == "wb" and hasattr(file, "flush"):
            file.write(data)
            file.flush()
    time.sleep(100)
    yield


def lines_of(file, name, options):
    """Words of a file that is read in blocks."""
    yield from (line.decode() for line in file)


def works(file, name, options):
    """Takes so much of the processor's time a megabyte, over as many megabytes as it reads."""
    for _ in range(int(options["megabytes"])):
        file.read(1_000_000)
        end = time.process_time() + float(options["seconds"])
        while time.process_time() < end:
            pass
    yield "done"


def talks_nonsense_of(file, name, options):
    """The same with a file that is read in blocks."""
    yield from talks_nonsense(file.read().rstrip(), name, options)
