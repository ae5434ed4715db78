"""Names as people write them, and as anything that can be tagged may read."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.text.names import acronym, same_name, surnames, without_titles

LETTERS = " ,.-\N{RIGHT SINGLE QUOTATION MARK}'aÉJr漢😀\n"
NAMES = st.text(alphabet=LETTERS, max_size=12) | st.sampled_from((",", "", "Dr.", "Jr."))


@given(NAMES)
def test_whatever_was_tagged_has_its_shorter_forms_or_none(name):
    assert all(form and form[0].isalpha() for form in surnames(name))
    assert all(acronym(name))
    assert "" not in without_titles(name)


def test_a_comma_has_no_surname():
    assert surnames(",") == []


def test_a_name_all_in_capitals_is_the_same_name():
    assert same_name("PORT ELLERY", "Port Ellery")
    assert same_name("Straße", "STRASSE")
    assert not same_name("Polish", "polish")
    assert not same_name("PORT ELLERY", "Port Orme")
