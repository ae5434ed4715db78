"""Scenarios for the commands on what the checks found."""

from __future__ import annotations

from annotator.commands import review
from annotator.session import Session
from tests.commands.desk import entity, sit_down, tag
from tests.commands.scenario import Scenario


def at(session: Session, check: str) -> None:
    """Go to the first finding of a check."""
    session.checks.complete()
    session.select(0, 0)
    for _ in session.checks.findings:
        review.next_(session)
        found = review.current_finding(session)
        if found and found.check.id == check:
            return
    raise AssertionError(f"no {check}: {list(session.checks.findings)}")


def untagged(session: Session) -> None:
    """The mayor is tagged once, and stands untagged once more by the surname."""
    sit_down(session)
    mayor = entity(session, "Ilse Brandt", aliases=("Brandt",))
    tag(session, "Ilse Brandt", of=mayor)
    tag(session, "Norvik", "gpe")
    at(session, "untagged_twin")


def two_types(session: Session) -> None:
    sit_down(session)
    tag(session, "Norvik", "gpe")
    tag(session, "Norvik", "organization", nth=2)
    at(session, "two_types")


def two_entities(session: Session) -> None:
    sit_down(session)
    tag(session, "Brandt", of=entity(session, "Ilse Brandt"))
    tag(session, "Brandt", of=entity(session, "Karl Brandt"), nth=1)
    at(session, "two_entities")


def listed(session: Session) -> None:
    untagged(session)
    session.checks.complete()


def scenarios() -> list[Scenario]:
    return [
        Scenario("review.show", untagged),
        Scenario("review.next", untagged),
        Scenario("review.previous", untagged),
        Scenario("review.go", listed),
        Scenario("review.fix", untagged),
        Scenario("review.fix_all", untagged),
        Scenario("review.ignore", untagged),
        Scenario("review.settle_type", two_types, {"type": "gpe"}),
        Scenario("review.settle_entity", two_entities, {"entity": 1}),
    ]
