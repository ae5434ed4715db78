"""Shipped files are found wherever annotator is installed."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from annotator.resources import ResourceMissing, resource

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    """Build the wheel of this checkout, without looking anything up."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


def test_the_samples_and_the_icon_are_found():
    assert resource("samples/harbour-contract.txt").read_text("utf-8").startswith("date 2025-11-07")
    assert resource("icons/annotator.svg").is_file()
    assert resource("samples").is_dir()


def test_what_did_not_ship_is_named():
    with pytest.raises(ResourceMissing, match=r"resources/samples/none\.txt"):
        resource("samples/none.txt")


def test_the_wheel_carries_every_resource(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    packed = {name for name in names if name.startswith("annotator/resources/")}
    shipped = {
        f"annotator/resources/{path.relative_to(ROOT / 'resources').as_posix()}"
        for path in (ROOT / "resources").rglob("*")
        if path.is_file()
    }

    assert packed == shipped


def test_an_installed_wheel_finds_its_resources_and_has_the_command(wheel, tmp_path):
    home = tmp_path / "venv"
    venv.create(home, with_pip=False)
    python = home / ("Scripts" if os.name == "nt" else "bin") / "python"
    packages = Path(
        subprocess.check_output(  # noqa: S603
            [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True
        ).strip()
    )
    zipfile.ZipFile(wheel).extractall(packages)

    asked = (
        "from importlib.metadata import entry_points\n"
        "from annotator.resources import resource\n"
        "print(resource('samples/harbour-contract.txt'))\n"
        "print([found.value for found in entry_points(group='console_scripts')])"
    )
    told = subprocess.check_output([python, "-c", asked], text=True, cwd=tmp_path)  # noqa: S603
    answer = told.splitlines()

    assert Path(answer[0]).is_relative_to(packages)
    assert "annotator.__main__:main" in answer[1]
