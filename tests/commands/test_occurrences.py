"""What `.` says where nothing is left to take."""

from __future__ import annotations

from annotator.commands import occurrences
from annotator.commands.registry import run
from annotator.session import Session
from tests.commands.desk import sit_down, tag


def test_a_name_that_is_left_only_inside_longer_names_is_said_to_be(session: Session) -> None:
    sit_down(session)
    tag(session, "Harbour", "facility")

    assert not run(session, occurrences.preview)

    assert session.message == (
        "No other “Harbour” is left in this article, only inside longer names."
    )
