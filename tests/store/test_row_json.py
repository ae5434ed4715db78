"""A large step writes its history by another encoder, which must give the very same text."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.store.columns import dump
from annotator.store.row_json import dump_row
from annotator.store.tables import CONTENT

names = st.sampled_from(sorted({name for table in CONTENT for name in table.columns}))
texts = st.text(st.characters(exclude_categories=["Cs"]))
whole = st.integers(-(2**63), 2**63 - 1)


@given(st.dictionaries(names.filter(lambda name: name != "confidence"), texts | whole))
def test_a_row_is_the_same_text(row):
    assert dump_row(row) == dump(row)


@given(st.floats(0, 1))
def test_a_fraction_is_the_same_text(confidence):
    row = {"author": "é", "confidence": confidence}

    assert dump_row(row) == dump(row)


def test_every_character_is_the_same_text():
    row = {"title": "".join(map(chr, [*range(0xD800), *range(0xE000, 0x11000)]))}

    assert dump_row(row) == dump(row)


def test_there_are_no_fractions_but_confidence():
    fractions = {name for table in CONTENT for name, kind in table.columns.items() if kind is float}

    assert fractions == {"confidence"}
