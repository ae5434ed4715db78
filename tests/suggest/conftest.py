import pytest

from annotator.session.projects import lexicon
from annotator.suggest.base import Desk


@pytest.fixture(scope="session")
def desk() -> Desk:
    """A desk that has decided nothing yet, with our words."""
    return Desk(lexicon())
