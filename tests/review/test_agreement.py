"""Two annotated sides are compared: only what counts, document by document, entities over all."""

from __future__ import annotations

import pytest

from annotator.model.ids import MentionId
from annotator.model.provenance import Status
from annotator.model.statement import Form
from annotator.review.agreement import WITH_SUGGESTED, Agreement
from annotator.review.figures import Counts
from tests.review.sides import MEET, SOLD, article, mention, statement

SUGGESTED, REJECTED = Status.SUGGESTED, Status.REJECTED


def nobody(_gold, _system):
    """Take no two entities for the same by their names."""
    return False


def test_only_what_was_accepted_counts():
    side = article(
        mention("Ilse Brandt", id=1),
        mention("Norvik", "gpe", id=2, status=SUGGESTED),
        mention("Monday", "date", id=3, status=REJECTED),
        statement(SOLD, "denied", id=1),
        statement(MEET, "According to", id=2, status=SUGGESTED),
    )

    score = Agreement().add(side, side)

    assert score.mentions.exact == Counts(1, 1, 1)
    assert score.statements.matched == Counts(1, 1, 1)


def test_suggestions_of_the_system_count_where_that_is_asked_for():
    suggested = mention("Ilse Brandt", status=SUGGESTED)

    score = Agreement(WITH_SUGGESTED).add(
        article(mention("Ilse Brandt"), mention("Norvik", "gpe", status=SUGGESTED)),
        article(suggested, mention("Monday", "date", status=REJECTED)),
    )

    assert score.mentions.exact == Counts(1, 1, 1)


def test_scare_quotes_are_no_statements():
    side = article(statement("old pier", form=Form.SCARE), statement(SOLD, "denied", id=2))

    assert Agreement().add(side, side).statements.matched == Counts(1, 1, 1)


def test_documents_add_up():
    agreement = Agreement()

    for gold, system in [("Norvik", "Norvik"), ("Norvik", "Monday")]:
        agreement.add(article(mention(gold, "gpe")), article(mention(system, "gpe")))

    assert agreement.total.mentions.exact == Counts(1, 2, 2)


def test_entities_hold_mentions_of_all_documents_together():
    # Gold has one Ilse Brandt in two articles, the system one in each.
    agreement = Agreement()
    for entity in (7, 8):
        agreement.add(
            article(mention("Ilse Brandt", entity=1)),
            article(mention("Ilse Brandt", entity=entity)),
        )

    assert agreement.clusters.b_cubed().precision == 1.0
    assert agreement.clusters.b_cubed().recall == 0.5
    assert agreement.clusters.ceaf().f == pytest.approx(2 * (2 / 3) / 3)


def test_mentions_with_no_entity_are_in_none():
    agreement = Agreement()
    agreement.add(
        article(mention("Ilse Brandt", entity=1), mention("Norvik", "gpe", id=2)),
        article(mention("Ilse Brandt"), mention("Norvik", "gpe", entity=4, id=2)),
    )

    assert agreement.clusters.b_cubed().recall == 0.0
    assert agreement.clusters.b_cubed().precision == 0.0


def test_a_speaker_is_the_same_by_counterpart_or_by_name():
    gold = article(
        mention("Ilse Brandt", entity=1, id=1),
        statement(SOLD, "denied", through=MentionId(1), id=1),
        statement(MEET, "According to", entity=2, id=2),
    )
    system = article(
        mention("Ilse Brandt", entity=5, id=9),
        statement(SOLD, "denied", entity=5, id=1),
        statement(MEET, "According to", entity=6, id=2),
    )
    agreement = Agreement()
    agreement.add(gold, system)

    assert agreement.speaker_counts(nobody) == Counts(right=1, gold=2, system=2)
    by_name = agreement.speaker_counts(lambda gold, system: (gold, system) == (2, 6))
    assert by_name == Counts(right=2, gold=2, system=2)


def test_a_speaker_that_is_not_linked_is_missed():
    agreement = Agreement()
    agreement.add(
        article(statement(SOLD, "denied", entity=2)),
        article(statement(SOLD, "denied", "Ilse Brandt")),
    )

    assert agreement.speaker_counts(nobody) == Counts(right=0, gold=1, system=0)
