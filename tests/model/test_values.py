"""Mentions, statements and evidence keep their own rules."""

from __future__ import annotations

import pytest

from annotator.model.claim import Evidence, Stance
from annotator.model.ids import ClaimId, DocumentId, EvidenceId, MentionId, StatementId
from annotator.model.mention import Mention
from annotator.model.provenance import Provenance
from annotator.model.span import Span
from annotator.model.statement import Form, Party, Source, SourceKind, Statement

PROVENANCE = Provenance("ana", "2026-01-05T09:00:00+00:00")


def test_a_discontinuous_mention_reads_as_its_pieces() -> None:
    spans = (Span(8, 13), Span(0, 3))

    mention = Mention(MentionId(1), DocumentId(1), "person", spans, PROVENANCE)

    assert mention.surface("Ada and Otieno") == "Ada Otien"
    assert mention.extent == Span(0, 13)


def test_a_statement_reaches_from_its_first_part_to_its_last() -> None:
    statement = Statement(
        StatementId(1),
        DocumentId(1),
        (Span(20, 30),),
        Form.DIRECT,
        "assert",
        PROVENANCE,
        cue=Span(35, 39),
        source=Source(SourceKind.ENTITY, Span(5, 12)),
        time=Party(Span(50, 56)),
    )

    assert statement.extent == Span(5, 56)


def test_an_empty_party_is_false() -> None:
    assert not Party()
    assert Party(mention=MentionId(3))


def test_evidence_is_either_a_url_or_a_place() -> None:
    with pytest.raises(ValueError, match="one of the two"):
        Evidence(EvidenceId(1), ClaimId(1), Stance.SUPPORTS, PROVENANCE)
    with pytest.raises(ValueError, match="needs its span"):
        Evidence(EvidenceId(1), ClaimId(1), Stance.SUPPORTS, PROVENANCE, document=DocumentId(1))
