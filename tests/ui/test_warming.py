"""The window loads what suggesting needs while no article is open."""

from __future__ import annotations

from annotator.session.projects import create_project, lexicon


def test_an_open_window_without_an_article_loads_what_the_first_one_needs(program, tmp_path, qtbot):
    lexicon.cache_clear()  # as in a program that has just begun
    window = program.show(create_project(tmp_path / "desk.annotator"))
    gazetteer = window.bridge.session.lexicon.gazetteer
    assert "common" not in vars(gazetteer)

    qtbot.waitUntil(lambda: "common" in vars(gazetteer))
    job = window.suggester._warming
    qtbot.waitUntil(lambda: not job.running)

    assert not window.suggester.working
    assert window.bridge.session.message == ""
