from pathlib import Path

import pytest

from annotator.text.lexicon import Lexicon, parse_lexicon

LEXICONS = Path(__file__).parents[2] / "resources" / "lexicons"


@pytest.fixture(scope="session")
def english() -> Lexicon:
    return parse_lexicon((LEXICONS / "en.toml").read_text("utf-8"))
