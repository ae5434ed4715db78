"""What no linter can check: the project as a whole, and the Qt it stands on."""

import ast
import re
import subprocess
import sys
import tomllib
from functools import cache
from importlib import import_module, metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted(path for name in ("src", "tests") for path in (ROOT / name).rglob("*.py"))
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
VERSIONS = re.compile(r"^[\w.-]+==[\w.]+(; python_version (<|>=) \"\d\.\d+\")?$")

# The shapes of a registry's address, of a folder of one machine's user, and of a key, put together
# here so that this file does not hold what it looks for.
FORBIDDEN = {
    "a registry address": "(index|extra-index)-url|/sim" + "ple/|pypi[.]|files[.]python" + "hosted",
    "a path of one machine": "/ro" + "ot/|/ho" + "me/[a-z]|/wo" + "rk/|C:\\\\Us" + "ers",
    "a conflict of a merge": "^(<{7}|={7}$|>{7})",
}


def committed(*patterns):
    """Return the names of the files in the git index; skip outside a checkout."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    names = git("ls-files", "-z", "--", *patterns).split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def git(*arguments):
    done = subprocess.run(  # noqa: S603
        ["git", *arguments],  # noqa: S607 - found on the path like every developer's
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode in {0, 1}, done.stderr
    return done.stdout


def test_no_source_file_is_longer_than_500_lines():
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in SOURCES}

    assert {path: length for path, length in lengths.items() if length > 500} == {}


def test_nothing_waits_for_later():
    marks = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b|raise NotImplemented" + "Error")
    found = [path for path in SOURCES if marks.search(path.read_text("utf-8"))]

    assert found == []


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_committed_file_names(what):
    assert git("grep", "-nIE", FORBIDDEN[what], "--", ":!.gitignore") == ""


def test_every_module_below_ui_and_app_is_free_of_qt():
    allowed = ("ui", "app.py")
    package = ROOT / "src" / "annotator"
    sources = [path for path in SOURCES if path.is_relative_to(package)]
    below = [path for path in sources if path.relative_to(package).parts[0] not in allowed]

    assert [path for path in below if imported(path) & {"PySide6", "shiboken6"}] == []


def test_sqlite_is_used_in_the_store_only():
    package = ROOT / "src" / "annotator"
    sources = [path for path in SOURCES if path.is_relative_to(package)]
    others = [path for path in sources if path.relative_to(package).parts[0] != "store"]

    assert [path for path in others if imported(path) & {"sqlite3", "sqlite_utils"}] == []


@cache
def imported(path):
    """Return the top-level names that a source file imports, at any depth."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    return {name.partition(".")[0] for name in names}


def test_every_source_folder_has_its_tests():
    package = ROOT / "src" / "annotator"
    folders = {path.parent.name for path in package.glob("*/__init__.py")}
    tested = {path.parent.name for path in (ROOT / "tests").glob("*/test_*.py")}

    assert folders - tested == set()


def test_changelog_fragments_are_one_sentence():
    for fragment in committed("changelog.d/*.md"):
        text = fragment.read_text("utf-8").strip()
        bare = re.sub(r"`[^`]*`", "it", text)

        assert "\n" not in text, fragment
        assert re.fullmatch(r"[^.!?](?:[^.!?]|[.](?=\w))*[.]", bare), fragment


def test_constraints_pin_every_dependency_exactly():
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    pinned = {normal(line.partition("==")[0]) for line in pins}
    project = PYPROJECT["project"]
    asked = project["dependencies"] + project["optional-dependencies"]["dev"]

    assert [line for line in pins if not VERSIONS.match(line)] == []
    assert {normal(re.match(r"[\w.-]+", line).group()) for line in asked} <= pinned


def normal(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def test_no_dependency_asks_for_our_source_to_be_open_in_its_way():
    strict = re.compile(r"\bA?GPL|GNU (Affero )?General Public", re.IGNORECASE)
    names = [re.match(r"[\w.-]+", line).group() for line in PYPROJECT["project"]["dependencies"]]

    for name in names:
        about = metadata.metadata(name)
        licence = about.get("License-Expression") or about.get("License") or ""
        choices = re.split(r"\bOR\b|\n", licence)
        assert not all(strict.search(choice) and "LGPL" not in choice for choice in choices), name


@pytest.mark.parametrize("group", ["annotator.importers", "annotator.exporters"])
def test_every_plug_in_we_ship_loads(group):
    plugs = PYPROJECT["project"]["entry-points"][group]

    for target in plugs.values():
        module, _, name = target.partition(":")
        assert hasattr(import_module(module), name), target


def test_links_between_the_documents_lead_somewhere():
    broken = [
        (document.name, target)
        for document in committed("*.md")
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text("utf-8"))
        if not (document.parent / target).exists()
    ]

    assert broken == []


def test_the_readme_names_every_sub_command():
    group = import_module("annotator.cli").main
    readme = (ROOT / "README.md").read_text("utf-8")

    assert [name for name in group.commands if f"annotator {name}" not in readme] == []


VOID_CALLS = """
import sys
from PySide6.QtCore import QObject

thing = QObject()
before = sys.getrefcount(None)
for _ in range(1000):
    thing.setObjectName("a")
print(before - sys.getrefcount(None))
"""


# What has crashed, leaked or shown markup elsewhere (architecture.md): pattern, and what to do.
TRAPS = {
    r"\.connect\(\s*lambda": "a lambda keeps its widgets alive; connect a bound method",
    r"\(QThread\)|QThread\(": "a thread that is let go while it runs aborts the process",
    r"setHtml|RichText|AutoText|MarkdownText": "an article could put markup into the window",
    r"\(QAccessibleInterface\)": "PySide6 crashes when it is subclassed",
    r"gc\.collect\(": "garbage is collected in ui/collecting.py only, on the window's thread",
}


@pytest.mark.parametrize("pattern", TRAPS)
def test_no_known_trap_of_qt_is_in_the_source(pattern):
    found = [
        f"{path.relative_to(ROOT)}: {TRAPS[pattern]}"
        for path in (ROOT / "src").rglob("*.py")
        if path.name != "collecting.py" and re.search(pattern, path.read_text("utf-8"))
    ]

    assert found == []


def test_void_qt_calls_do_not_lose_references_of_none():
    lost = subprocess.check_output([sys.executable, "-c", VOID_CALLS], text=True)  # noqa: S603

    assert abs(int(lost)) < 100
