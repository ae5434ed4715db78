"""What every test shares: no display, marks by folder, and the real corpora where they lie."""

import os
import random
import shutil
import sys
from itertools import count
from pathlib import Path

import pytest

# Before anything imports Qt: it reads the platform once, when the application is made.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ROOT = Path(__file__).parent.parent
TESTS = Path(__file__).parent
MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes a private folder in it
ROOM = 1 << 30


def pytest_addoption(parser):
    parser.addoption("--order-seed", help="run the tests in a random order: that of this seed")


def pytest_report_header(config):
    seed = config.getoption("order_seed")
    return f"random order: --order-seed={seed}" if seed else None


def pytest_configure(config):
    """Keep the projects of short tests in memory: a commit waits for the disk, tests need not."""
    short = config.getoption("markexpr") == "not slow"
    if short and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    for item in items:
        folder = item.path.relative_to(TESTS).parts[0] if item.path.is_relative_to(TESTS) else ""
        if folder in {"ui", "journeys"}:
            item.add_marker(pytest.mark.qt)
        if folder == "journeys":
            item.add_marker(pytest.mark.journey)
    seed = config.getoption("order_seed")
    if seed:
        random.Random(seed).shuffle(items)


@pytest.fixture(autouse=True, scope="session")
def around_all(tmp_path_factory):
    """Keep the locks of projects in memory too, and what other processes compile.

    Where Python leaves nothing compiled beside the code, each of them would compile all of it.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
        if sys.dont_write_bytecode:
            patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
            patch.setenv("PYTHONPYCACHEPREFIX", str(tmp_path_factory.mktemp("compiled")))
        yield


@pytest.fixture(autouse=True)
def user_folders(tmp_path_factory, monkeypatch, number=count()):  # noqa: B008 - one for all tests
    """Keep away from the backups and settings of whoever runs the tests, and of other tests."""
    home = tmp_path_factory.getbasetemp() / f"user-{next(number)}"
    for name in ("DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    yield home
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def corpora():
    """Return the folder of real annotated texts that lies beside the checkout."""
    folder = ROOT.parent / "shared" / "corpora"
    if folder.is_dir():
        return folder
    reason = f"the corpora are not beside the checkout ({folder.relative_to(ROOT.parent)})"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
