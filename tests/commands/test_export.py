"""The project goes out in any format; what that cannot carry is shown before it is written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pytest

from annotator.commands import export as commands
from annotator.formats.losses import Losses, losses
from annotator.formats.registry import Formats
from annotator.model.annotations import ProjectContent
from annotator.session import SaveQuestion, Session
from tests.commands.desk import entity, run

pytestmark = pytest.mark.usefixtures("at_the_desk")


@dataclass(frozen=True)
class Names:
    """Writes the names of entities, and loses everything else."""

    name: str = "names"
    title: str = "A list of names"
    suffix: str = ".names"

    def write(self, content: ProjectContent, out: BinaryIO) -> Losses:
        out.write("\n".join(each.name for each in content.entities).encode())
        return losses([("mentions", "a"), ("mentions", "b"), ("notes", "c")])


@pytest.fixture(autouse=True)
def names(monkeypatch: pytest.MonkeyPatch) -> None:
    formats = Formats({}, {"names": Names()})
    monkeypatch.setattr("annotator.formats.registry.installed", lambda: formats)


def test_the_format_is_chosen_then_its_losses_are_shown_then_the_place_is_asked(
    session: Session, tmp_path: Path
) -> None:
    target = tmp_path / "desk.names"
    entity(session, "Ilse Brandt")

    asked = run(session, commands.other, "names", lambda choices: choices[0].value, target).asked

    form, lost, place = asked
    assert [each.label for each in form.search("")] == ["A list of names"]
    assert [each.label for each in lost.search("")] == [
        "Export without what is listed here",
        "2 mentions",
        "1 notes",
    ]
    assert isinstance(place, SaveQuestion)
    assert place.suggested.name == session.path.with_suffix(".names").name
    assert target.read_text() == "Ilse Brandt"
    assert session.message == (
        "Exported to desk.names; left out: 2 mentions, 1 notes, as listed in desk.names.losses.txt."
    )


def test_who_does_not_want_to_lose_anything_writes_nothing(session: Session) -> None:
    run(session, commands.other, "names", lambda choices: choices[1].value)

    assert session.message == "Nothing was exported."
