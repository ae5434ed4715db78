from pathlib import Path

import pytest

from annotator.text.gazetteer import Gazetteer
from annotator.text.lexicon import Lexicon
from annotator.text.lexicon_toml import parse_lexicon

RESOURCES = Path(__file__).parents[2] / "resources"


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    files = sorted((RESOURCES / "gazetteer").glob("*.txt"))
    return Gazetteer(lambda: [file.read_text("utf-8") for file in files])


@pytest.fixture(scope="session")
def english(gazetteer: Gazetteer) -> Lexicon:
    return parse_lexicon((RESOURCES / "lexicons" / "en.toml").read_text("utf-8"), gazetteer)
