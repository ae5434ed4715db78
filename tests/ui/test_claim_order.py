"""The order of cards: what is put in and taken out stands where a fresh order would have it."""

import random

import pytest

from annotator.ui.claim_order import Order, Row, Standing


def _fresh(standings, *, headed):
    return Order(sorted(standings, key=lambda each: each.place), headed=headed)


@pytest.mark.parametrize("headed", [False, True])
def test_cards_that_come_and_go_stand_as_in_an_order_made_anew(headed):
    chance = random.Random(5)
    groups = ["", "entity:1", "entity:2", "words:the mayor"] if headed else [""]
    standings, order = set(), Order(headed=headed)

    for number in range(600):
        if standings and chance.random() < 0.4:
            going = chance.choice(sorted(standings))
            standings.remove(going)
            if order.rows_of(going) is None:
                order = _fresh(standings, headed=headed)
            else:
                order.take_out(going)
        else:
            coming = Standing(chance.choice(groups), (chance.randrange(200), number))
            standings.add(coming)
            if order.room_for(coming) is None:
                order = _fresh(standings, headed=headed)
            else:
                order.put_in(coming)

        assert order.rows() == _fresh(standings, headed=headed).rows()


@pytest.mark.parametrize("headed", [False, True])
def test_the_room_of_a_card_is_where_its_rows_then_are(headed):
    chance = random.Random(11)
    order = Order(headed=headed)

    for number in range(300):
        coming = Standing(chance.choice("abc") if headed else "", (chance.randrange(90), number))
        room, before = order.room_for(coming), order.rows()
        order.put_in(coming)

        if room is not None:
            first, count = room
            assert order.rows()[:first] == before[:first]
            assert order.rows()[first + count :] == before[first:]
            assert order.rows()[first + count - 1] == Row("card", number)
            assert order.rows_of(coming) in (room, None)


def test_every_row_is_found_by_what_it_is():
    standings = [Standing("a", (3, 1)), Standing("", (4, 2)), Standing("a", (9, 3))]
    order = Order(standings, headed=True)

    assert order.rows() == [
        Row("heading", 0, "a"),
        Row("card", 1),
        Row("card", 3),
        Row("heading", 0, ""),
        Row("card", 2),
    ]
    assert [order.number_of(row) for row in order.rows()] == [0, 1, 2, 3, 4]
    assert order.number_of(Row("card", 7)) is None
