"""Scenarios for the commands of `claim`."""

from __future__ import annotations

from annotator.model.claim import Stance, Verdict
from annotator.model.ids import ClaimId, EvidenceId, Ref, StatementId
from annotator.session import Session
from tests.commands.desk import (
    claim,
    declare_attributes,
    evidence,
    note,
    relate,
    sit_down,
    span_of,
    state,
)
from tests.commands.scenario import Scenario

NOT_SOLD, NO_BUYER, SHIPS = ClaimId(1), ClaimId(2), ClaimId(3)
PLANNED, BUYER = StatementId(1), StatementId(2)


def claimed(session: Session) -> None:
    """Three claims and two statements of them, with all that hangs on claims; one is current."""
    sit_down(session)
    claim(session, "The harbour of Norvik is not for sale.", topic="harbour")
    claim(session, "There is no buyer for the harbour.", topic="money")
    claim(session, "Ships are late.")
    state(session, "a sale was planned", claim=NOT_SOLD)
    state(session, "“She knows there is no buyer,”", claim=NO_BUYER)
    evidence(session, NOT_SOLD, "https://example.org/minutes")
    evidence(session, NO_BUYER, "https://example.org/minutes")
    evidence(session, NO_BUYER, "https://example.org/tender", note="closed in May")
    relate(session, "supports", Ref("claim", NO_BUYER), Ref("claim", NOT_SOLD))
    relate(session, "contradicts", Ref("statement", PLANNED), Ref("claim", NO_BUYER))
    relate(session, "contradicts", Ref("statement", PLANNED), Ref("claim", NOT_SOLD))
    note(session, Ref("claim", NO_BUYER), "ask the board")
    session.make_current(claim=NO_BUYER)


def loose(session: Session) -> None:
    """The same, and a statement without a claim is current."""
    claimed(session)
    state(session, "the harbour of Norvik “will not be sold to anyone”")


def pointing(session: Session) -> None:
    """The same as `claimed`, with words selected."""
    claimed(session)
    span = span_of(session, "Norvik has not commented")
    session.select(span.start, span.end)


def described(session: Session) -> None:
    """The same as `claimed`, under a schema with attributes for claims."""
    claimed(session)
    declare_attributes(session)


def scenarios() -> list[Scenario]:
    tender = EvidenceId(3)
    return [
        Scenario("claim.link", loose, {"target": "The harbour will be kept."}),
        Scenario("claim.new", loose, {"text": "The harbour will be kept."}),
        Scenario("claim.unlink", claimed),
        Scenario("claim.rename", claimed, {"text": "Nobody wants to buy the harbour."}),
        Scenario("claim.set_topic", claimed, {"topic": "sale"}),
        Scenario("claim.set_verdict", claimed, {"verdict": Verdict.REFUTED}),
        Scenario("claim.merge", claimed, {"target": NOT_SOLD}),
        Scenario("claim.delete", claimed),
        Scenario("claim.set_attribute", described, {"name": "vip", "value": True}),
        Scenario(
            "claim.add_evidence_url",
            claimed,
            {"url": "https://example.org/a", "stance": Stance.REFUTES},
        ),
        Scenario("claim.add_evidence", pointing, {"stance": Stance.CONTEXT}),
        Scenario("claim.set_stance", claimed, {"evidence": tender, "stance": Stance.REFUTES}),
        Scenario("claim.set_evidence_note", claimed, {"evidence": tender, "note": "withdrawn"}),
        Scenario("claim.set_evidence_quote", claimed, {"evidence": tender, "quote": "No bids."}),
        Scenario("claim.remove_evidence", claimed, {"evidence": tender}),
    ]
