"""`annotator train` without a window."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from annotator.cli import main
from annotator.session.model_folder import model_folder
from annotator.session.projects import create_project
from annotator.store.facts import identity_at
from tests.session.machines import bring


@pytest.fixture
def project(tmp_path):
    path = tmp_path / "desk.annotator"
    store = create_project(path)
    for number in range(8):
        bring(store, number)
    store.close()
    return path


def run(*words: object):
    return CliRunner().invoke(main, [str(word) for word in words])


def test_a_model_is_trained_with_its_figures_and_forgotten(project):
    done = run("train", project)

    assert done.exit_code == 0
    assert done.output.startswith("The model of this project is on: F ")
    folder = model_folder(identity_at(project)[0])
    assert folder.model.exists()

    assert run("train", project, "--forget").output == "The model is forgotten.\n"
    assert not folder.path.exists()
    assert run("train", project, "--forget").output == "This project has no model.\n"


def test_too_little_is_told_in_a_sentence(tmp_path):
    path = tmp_path / "empty.annotator"
    create_project(path).close()

    done = run("train", path)

    assert done.exit_code == 1
    assert "A model needs at least 6 articles that are done" in done.output
