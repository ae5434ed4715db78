import pytest

from annotator.session.projects import lexicon
from annotator.suggest.base import Desk
from annotator.text.lexicon import Lexicon


@pytest.fixture(scope="session")
def desk() -> Desk:
    """A desk that has decided nothing yet, with our words."""
    return Desk(lexicon())


@pytest.fixture(scope="session")
def english(desk: Desk) -> Lexicon:
    """The English words alone."""
    return desk.lexicon
