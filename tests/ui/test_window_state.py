import json

import pytest

from annotator.model.ids import DocumentId
from annotator.session import Panel, ViewState
from annotator.session.state import Place
from annotator.ui.window_panels import Arrangement
from annotator.ui.window_state import WindowState, read_state, write_state


def test_what_is_kept_is_read_again(tmp_path):
    state = WindowState(
        geometry="01d9",
        arrangement=Arrangement(widths=(1, 2, 3), right_heights=(7, 8, 9)),
        view=ViewState(
            zoom=1.5,
            theme="dark",
            hidden=frozenset({Panel.CLAIMS}),
            meter=False,
            suggestions=False,
            sure=0.8,
            left=(),
            right=(Panel.CLAIMS, Panel.DOCUMENTS, Panel.ENTITIES),
        ),
    ).with_place(tmp_path / "desk", Place(DocumentId(3), 5, 9, 2))

    assert write_state(tmp_path / "state", state)

    again = read_state(tmp_path / "state")
    assert again == state
    assert again.place_in(tmp_path / "desk") == Place(DocumentId(3), 5, 9, 2)
    assert again.place_in(tmp_path / "other") is None


def test_the_names_of_projects_are_not_kept(tmp_path):
    state = WindowState().with_place(tmp_path / "secret-source", Place(DocumentId(1)))
    write_state(tmp_path, state)

    assert "secret" not in (tmp_path / "window.json").read_text()


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"view": 3}', '{"geometry": "", "view": {"zoom": "x"}}']
)
def test_a_file_that_makes_no_sense_counts_as_none(tmp_path, content):
    (tmp_path / "window.json").write_text(content)

    assert read_state(tmp_path) == WindowState()


def test_a_folder_that_cannot_be_written_hurts_nobody(tmp_path):
    (tmp_path / "state").write_text("a file where a folder should be")

    assert not write_state(tmp_path / "state", WindowState())


def test_a_panel_that_is_missing_makes_no_sense(tmp_path):
    write_state(tmp_path, WindowState(view=ViewState(zoom=2)))
    kept = json.loads((tmp_path / "window.json").read_text())
    kept["view"]["right"] = []
    (tmp_path / "window.json").write_text(json.dumps(kept))

    assert read_state(tmp_path) == WindowState()


def test_in_a_narrow_first_window_the_sides_give_way_to_the_article():
    left, middle, right = Arrangement.first(680, 1.0).widths

    assert left + middle + right == 680
    assert left < 200
    assert right < 390
    assert middle > left + 150
    assert Arrangement.first(1360, 1.0).widths == Arrangement().widths
