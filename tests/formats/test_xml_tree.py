"""XML of any size is read as it comes, and what would take long is refused."""

from itertools import chain, islice, repeat

import pytest

from annotator.formats.xml_tree import XmlRefused, elements, walk

MEGABYTE = 1_000_000


def nothing(*_):
    pass


def test_elements_come_as_they_are_read_and_what_lies_around_is_passed_over():
    endless = chain([b'<a n="1"><x/>'], repeat(b'<b>one <c k="2">two</c></b><x>three</x>'))

    root, first, second = islice(elements(endless, "a.xml", {"b", "c"}, 1000), 3)

    assert (root.tag, root.attrib, list(root)) == ("a", {"n": "1"}, [])
    assert "".join(first.itertext()) == "".join(second.itertext()) == "one two"
    assert [(each.tag, each.attrib) for each in first] == [("c", {"k": "2"})]


def test_there_are_only_so_many_elements():
    endless = chain([b"<a>"], repeat(b"<x/>"))

    with pytest.raises(XmlRefused, match=r"a\.xml was not read: it has more than 1,000 elements"):
        list(elements(endless, "a.xml", {"b"}, 1000))


@pytest.mark.parametrize("begin", [b"<!--", b'<b n="', b"<b ", b"<?b "])
def test_a_tag_that_does_not_end_is_not_waited_for(begin):
    endless = chain([b"<a>" + begin], repeat(b"x" * 65_536))

    with pytest.raises(XmlRefused, match="one of its tags is not closed"):
        for _ in walk(endless, "a.xml", nothing, nothing, nothing):
            pass


def test_words_may_be_as_long_as_they_are():
    blocks = chain([b"<a>"], repeat(b"x" * 65_536, 100), [b"</a>"])

    *_, last = walk(blocks, "a.xml", nothing, nothing, nothing)

    assert last == 7 + 100 * 65_536
