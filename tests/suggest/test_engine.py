import pytest

from annotator.model.ids import DocumentId, EntityId, MentionId, StatementId
from annotator.model.mention import Mention
from annotator.model.provenance import Provenance, Status
from annotator.model.span import Span
from annotator.model.statement import Form, Statement
from annotator.suggest.base import Desk, Known, KnownEntity
from annotator.suggest.engine import Proposed, batches, moved, suggested
from annotator.text.lexicon import Lexicon
from tests.suggest.made import Fails, Proposes, article, name, said, span_of

TEXT = "Norvik Harbour Board chair Ilse Brandt denied that Ilse Brandt had sold Norvik."
DESK = Desk(Lexicon())
BOARD, CHAIR = span_of(TEXT, "Norvik Harbour Board"), span_of(TEXT, "Ilse Brandt")
NORVIK, DENIED = span_of(TEXT, "Norvik"), span_of(TEXT, "denied")
CONTENT = span_of(TEXT, "that Ilse Brandt had sold Norvik")


def left(*suggestions, **on_it):
    """What is left of some suggestions in an article with some annotations."""
    return suggested(article(TEXT, **on_it), DESK, [Proposes("test", suggestions)])


def stored(span: Span, type: str = "person", status: Status = Status.ACCEPTED) -> Mention:
    made = Provenance("ana", "2026-01-01", status)
    return Mention(MentionId(7), DocumentId(1), type, (span,), made)


def stated(content: Span, cue: Span | None, status: Status = Status.ACCEPTED) -> Statement:
    made = Provenance("ana", "2026-01-01", status)
    return Statement(StatementId(7), DocumentId(1), (content,), Form.INDIRECT, None, made, cue=cue)


def test_of_two_types_for_the_same_words_the_surer_stays():
    assert left(name(CHAIR, "title", 0.6), name(CHAIR, "person", 0.8)) == [name(CHAIR, sure=0.8)]
    assert left(name(CHAIR, "person", 0.8), name(CHAIR, "title", 0.6)) == [name(CHAIR, sure=0.8)]


def test_a_longer_name_stays_unless_it_is_much_less_sure():
    long, short = name(BOARD, "person", 0.7), name(NORVIK, "person", 0.8)

    assert left(long, short) == left(short, long) == [long]
    assert left(name(BOARD, "person", 0.5), short) == [short]


def test_names_inside_names_stay_where_the_schema_has_them():
    place, board = name(NORVIK, "gpe"), name(BOARD, "organization")

    assert left(place, board) == [board, place]


def test_what_was_only_ruled_out_by_something_ruled_out_itself_comes_back():
    chair, both = name(Span(21, 38), sure=0.5), name(Span(27, 44), sure=0.7)
    surest = name(Span(40, 50), "event", sure=0.9)

    assert left(chair, both, surest) == [chair, surest]


def test_two_suggesters_of_one_mention_make_one_with_what_both_know():
    one = name(CHAIR, sure=0.7, entity=EntityId(3))
    other = name(CHAIR, sure=0.9, value="x")

    assert left(one, other) == [name(CHAIR, sure=0.9, entity=EntityId(3), value="x")]


def test_of_two_statements_of_one_cue_the_surer_stays_and_nested_ones_stay_both():
    whole, part = said(CONTENT, DENIED), said(Span(CONTENT.start + 5, CONTENT.end), DENIED, 0.8)
    inner = said(span_of(TEXT, "Norvik", 1), span_of(TEXT, "sold"))

    assert left(part, whole, inner) == [whole, inner]


def test_what_is_annotated_is_not_suggested():
    assert left(name(CHAIR, "title"), mentions=[stored(CHAIR)]) == []
    assert left(name(NORVIK, "gpe"), mentions=[stored(BOARD, "organization")]) != []
    assert left(said(CONTENT, DENIED), statements=[stated(Span(60, 70), DENIED)]) == []
    assert left(said(CONTENT, DENIED), statements=[stated(CONTENT, None)]) == []


def test_a_statement_inside_one_that_is_made_is_still_suggested():
    inner = said(span_of(TEXT, "Norvik", 1), span_of(TEXT, "sold"))

    assert left(inner, statements=[stated(CONTENT, DENIED)]) == [inner]


def test_what_was_rejected_is_not_suggested_but_something_else_may_be():
    rejected = stored(CHAIR, "title", Status.REJECTED)

    assert left(name(CHAIR, "title"), mentions=[rejected]) == []
    assert left(name(CHAIR, "person"), mentions=[rejected]) == [name(CHAIR, "person")]


def test_what_the_desk_rejects_more_often_than_it_accepts_is_not_suggested():
    words = {"Ilse Brandt": {"title": 2}}
    refuses = Desk(Lexicon(), Known(rejected=words, types={"Ilse Brandt": {"title": 1}}))
    proposes = [Proposes("test", [name(CHAIR, "title"), name(BOARD, "organization")])]

    assert suggested(article(TEXT), refuses, proposes) == [name(BOARD, "organization")]


def test_what_is_short_for_a_name_has_the_type_that_the_desk_gave_that_name():
    short = name(CHAIR, "person", name="Brandt Lines")
    corrected = KnownEntity(EntityId(7), "Brandt Lines", "organization")
    knows = Desk(Lexicon(), Known({"Brandt Lines": [corrected]}))

    (found,) = suggested(article(TEXT), knows, [Proposes("test", [short])])

    assert (found.type, found.entity) == ("organization", 7)
    assert suggested(article(TEXT), DESK, [Proposes("test", [short])]) == [short]


def test_a_suggester_that_fails_is_named_and_the_others_go_on():
    failed = []
    suggesters = [Fails(name(CHAIR)), Proposes("test", [], [name(BOARD, "organization")])]

    found = suggested(article(TEXT), DESK, suggesters, lambda *what: failed.append(what))

    assert found == [name(BOARD, "organization"), name(CHAIR)]
    assert [(name, str(error)) for name, error in failed] == [("fails", "out of ideas")]
    with pytest.raises(RuntimeError):
        suggested(article(TEXT), DESK, suggesters)


def test_a_batch_says_up_to_where_nothing_more_will_come():
    slow = Proposes("slow", [name(BOARD)], [], [name(CHAIR)])
    quick = Proposes("quick", [name(CHAIR)])

    reached = [batch.reached for batch in batches(article(TEXT), DESK, [slow, quick])]

    assert reached == [0, 0, 0, 0, CHAIR.start, len(TEXT)]


def test_the_same_suggestion_gets_the_same_number_again():
    first = Proposed(TEXT)
    first.add(name(CHAIR))
    again = Proposed(TEXT, first.numbers)
    again.add(name(BOARD, "organization"))
    again.add(name(CHAIR, sure=0.7))

    assert list(first.mentions) == [-1]
    assert again.mentions.over(CHAIR) == [-1]
    assert again.mentions.over(BOARD) == [-2]


def test_a_suggestion_of_a_part_is_moved_to_its_place_in_the_whole():
    part = said(Span(5, 9), Span(1, 4), source=Span(0, 1), quoted=(Span(5, 7),))

    assert moved(part, 0) == part
    assert moved(part, 10).content == (Span(15, 19),)
    assert moved(part, 10).extent == Span(10, 19)
    assert moved(name(Span(1, 3)), 10).span == Span(11, 13)


FISHERS = "The Fishers' Voice met the Bank of Norvik and the Old Norvik Board in Norvik."


@pytest.mark.parametrize(
    ("words", "nth", "outer", "left_out"),
    [
        ("Fishers", 0, "Fishers' Voice", True),
        ("Norvik", 0, "Bank of Norvik", False),
        ("Norvik", 1, "Old Norvik Board", True),
        ("Norvik", 2, "Old Norvik Board", False),
    ],
)
def test_a_place_in_a_longer_name_begins_or_ends_it_and_owns_nothing_there(
    words, nth, outer, left_out
):
    inner, longer = span_of(FISHERS, words, nth), span_of(FISHERS, outer)
    both = [name(inner, "gpe"), name(longer, "organization")]
    beside = [stored(longer, "organization")]

    suggested_both = suggested(article(FISHERS), DESK, [Proposes("test", both)])
    suggested_beside = suggested(
        article(FISHERS, mentions=beside), DESK, [Proposes("test", [name(inner, "gpe")])]
    )

    assert (name(inner, "gpe") not in suggested_both) == left_out
    assert (suggested_beside == []) == left_out
