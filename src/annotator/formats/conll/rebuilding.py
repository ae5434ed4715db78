"""What is told of text whose white space a format does not keep."""

from __future__ import annotations

from annotator.formats.conll.building import Building
from annotator.formats.conll.placing import Placing
from annotator.formats.losses import Tally

WHITE_SPACE = "documents whose white space is not kept"


def tell_white_space(placing: Placing, tally: Tally) -> None:
    """Count a document whose text would not come back as it is."""
    building = Building()
    for sentence in placing.sentences:
        building.sentence(map(placing.tokens.word, sentence))
    if building.text != placing.text:
        tally.add(WHITE_SPACE, placing.where)


def rebuilt_notice(name: str) -> str:
    """What an analyst is told of a text that was put together."""
    return (
        f"{name} does not say what stands between its words: spaces were put in by rule, and each "
        "sentence begins a line."
    )
