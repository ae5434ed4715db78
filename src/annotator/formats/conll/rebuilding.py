"""What is told of text whose white space a format does not keep."""

from __future__ import annotations

from annotator.formats.conll.building import SENTENCES
from annotator.formats.conll.placing import Placing
from annotator.formats.conll.spacing import Spacing
from annotator.formats.losses import Tally

WHITE_SPACE = "documents whose white space is not kept"


def tell_white_space(placing: Placing, tally: Tally) -> None:
    """Count a document whose text would not come back as it is."""
    if not _comes_back(placing):
        tally.add(WHITE_SPACE, placing.where)


def _comes_back(placing: Placing) -> bool:
    """Whether white space stands where it would be put in, and nowhere else."""
    text, tokens = placing.text, placing.tokens
    at = 0
    for sentence in placing.sentences:
        blank, spacing = SENTENCES if at else "", Spacing()
        for number in sentence:
            blank += spacing.before(tokens.word(number))
            if text[at : tokens.starts[number]] != blank:
                return False
            at, blank = tokens.ends[number], ""
    return at == len(text)


def rebuilt_notice(name: str) -> str:
    """What an analyst is told of a text that was put together."""
    return (
        f"{name} does not say what stands between its words: spaces were put in by rule, and each "
        "sentence begins a line."
    )
