"""The 75 cases of INCEpTION's suite, against the XMI that is the key to each."""

import pytest

from annotator.formats.layers.nodes import LayeredText, NodeType
from annotator.formats.losses import Tally
from annotator.formats.webanno_tsv.read import read_tsv
from annotator.formats.webanno_tsv.write import write_tsv
from tests.formats.webanno_tsv.answer_keys import OLD_SPAN, SPAN, said_in_key, told

MOVED = {
    "testAnnotationWithLeadingWhitespace",
    "testAnnotationWithLeadingWhitespaceAtStart",
    "testAnnotationWithTrailingWhitespace",
    "testAnnotationWithTrailingWhitespaceAtEnd",
    "testZeroWidthAnnotationBeforeFirstTokenIsMovedToBeginOfFirstToken",
    "testZeroWidthAnnotationBetweenTokenIsMovedToEndOfPreviousToken",
    "testZeroWidthAnnotationBeyondLastTokenIsMovedToEndOfLastToken",
}
"""Cases whose TSV has a mark elsewhere than their key: at the nearest edge of a token."""
LONGER = {
    "testAnnotationWithTrailingWhitespaceAtEnd",
    "testZeroWidthAnnotationBeyondLastTokenIsMovedToEndOfLastToken",
}
"""Cases whose TSV lacks the white space at the end of the text, which annotator writes."""


def moved(node, text):
    """Put a mark of a key where TSV has it: at edges of tokens, that is of what is no space."""
    if node.start is None:
        return
    before, marked = text[: node.start], text[node.start : node.end]
    if marked:
        node.start += len(marked) - len(marked.lstrip())
        node.end -= len(marked) - len(marked.rstrip())
    elif before.strip():
        node.start = node.end = len(before.rstrip())
    else:
        node.start = node.end = len(text) - len(text.lstrip())


@pytest.fixture(scope="module")
def suite(corpora):
    return corpora / "webanno-tsv3-suite"


def read(path):
    tally = Tally()
    layered = read_tsv(path.read_bytes(), path.parent.name, tally)
    assert tally.losses.lines == ()
    return layered


def test_every_case_is_read_as_its_key_says(suite):
    cases = exactly = 0
    for key in sorted(suite.glob("*/reference.xmi")):
        layered = read(key.with_name("reference.tsv"))
        text, nodes = said_in_key(key)
        layers = {
            each.type: [name for name in layered.types.features(each.type) if name != "sofa"]
            for each in layered.nodes
        }
        if key.parent.name in MOVED:
            assert told(layered.nodes, layers) != told(nodes, layers)
            for node in nodes:
                moved(node, text)
        else:
            exactly += 1
        assert layered.text == (text.rstrip() if key.parent.name in LONGER else text)
        assert told(layered.nodes, layers) == told(nodes, layers), key.parent.name
        cases += 1
    assert (cases, exactly) == (73, 66)


def test_every_key_is_written_as_its_case(suite):
    written_so = 0
    for key in sorted(suite.glob("*/reference.xmi")):
        wanted = key.with_name("reference.tsv")
        types = read(wanted).types
        text, nodes = said_in_key(key)
        if SPAN in types and not any(node.type == SPAN for node in nodes):
            for node in nodes:
                node.type = SPAN if node.type == OLD_SPAN else node.type
        for node in nodes:
            parent = next(
                (each.name for each in types if node.type.startswith(f"{each.name}_")), ""
            )
            if parent:
                types.add(NodeType(node.type, parent))
        known = [node for node in nodes if node.type in types]

        data, lost = write_tsv(LayeredText(text, known, types))

        assert lost == []
        if key.parent.name not in LONGER:
            assert data.decode() == wanted.read_text("utf-8"), key.parent.name
            written_so += 1
    assert written_so == 71


def test_what_was_read_is_written_with_the_same_bytes(suite):
    cases = sorted(suite.glob("*/reference.tsv"))
    for path in cases:
        data, lost = write_tsv(read(path))

        assert lost == []
        assert data.decode() == path.read_text("utf-8"), path.parent.name
    assert len(cases) == 75


def test_chains_and_links_across_a_long_text_come_back(suite):
    path = suite / "coref.tsv"
    first = read(path)
    data, _ = write_tsv(first)
    second = read_tsv(data, "again", Tally())

    layers = {each.type: list(first.types.features(each.type)) for each in first.nodes}
    assert first.text == second.text
    assert told(first.nodes, layers) == told(second.nodes, layers)
