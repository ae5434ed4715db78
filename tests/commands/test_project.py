"""A schema can change under its annotations, when each dropped type has somewhere to go."""

from __future__ import annotations

from pathlib import Path

from annotator.commands import document, mention, project, statement
from annotator.commands.registry import run
from annotator.session import Session
from tests.commands.desk import Answers
from tests.commands.texts import at

SCHEMA = Path(__file__).parent.parent / "data" / "small_schema.toml"


def test_each_dropped_type_in_use_is_asked_about(session: Session) -> None:
    at(session, "Nairobi", select=True)
    mention.add(session, type="gpe")
    at(session, "denied")
    statement.new(session)
    session.ask = Answers(SCHEMA, "place", "says")

    assert run(session, project.set_schema)

    assert session.schema.name == "small"
    assert session.store.queries.mentions.all()[0].type == "place"
    assert session.store.queries.entities.all()[0].type == "place"
    assert session.store.queries.statements.all()[0].kind == "says"
    session.store.undo()
    assert session.schema.name == "news"
    assert session.store.queries.mentions.all()[0].type == "gpe"


def test_a_schema_with_mistakes_changes_nothing(session: Session, tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text(SCHEMA.read_text().replace('key = "j"', 'key = "p"').replace("1.0", ""))

    assert not run(session, project.set_schema, {"paths": [broken]})

    assert "broken.toml" in session.message
    assert session.schema.name == "news"


def test_a_schema_that_is_not_there_is_named(session: Session, tmp_path: Path) -> None:
    assert not run(session, project.set_schema, {"paths": [tmp_path / "none.toml"]})

    assert "none.toml cannot be read" in session.message


def test_a_date_that_is_none_is_refused_and_an_empty_one_clears_it(session: Session) -> None:
    assert run(session, document.set_metadata, {"field": "published", "value": "2025-11-07"})
    assert not run(session, document.set_metadata, {"field": "published", "value": "last week"})
    assert "last week" in session.message
    assert session.current_document is not None
    assert session.current_document.published == "2025-11-07"

    assert run(session, document.set_metadata, {"field": "published", "value": " "})

    assert session.current_document.published is None
