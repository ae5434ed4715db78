"""Loads what suggesting needs before the first article asks for it.

The window opens without modules, gazetteer and patterns; while a reader looks for an article there
is time for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from annotator.model.annotations import AnnotatedDocument
from annotator.model.document import Document, sha256_of
from annotator.model.ids import DocumentId
from annotator.suggest.base import Desk, Suggesters
from annotator.suggest.engine import batches
from annotator.text.lexicon import Lexicon

_SAMPLE = (
    "Mayor Ilse Brandt of Norvik said on Monday that 12 percent had left. “No,” she said, “they "
    "were paid $5 million.” According to Reyle, a Norvik man, the Harbour Board denied it."
)
"""Of everything that is suggested one; by it the patterns come to be compiled."""


def warmed(lexicon: Lexicon, suggesters: Callable[[], Suggesters]) -> Iterator[int]:
    """Load all that is ours in pieces of some milliseconds; nothing of the project is read.

    Plug-ins are found, and asked about articles only. What fails says so then.
    """
    # at the start of the program nothing of this is loaded
    from annotator.suggest.registry import BUILT_IN  # noqa: PLC0415

    for point in BUILT_IN:
        point.load()
        yield 1
    ours = [each for each in suggesters().all if each.name in {point.name for point in BUILT_IN}]
    yield 1
    for _ in lexicon.gazetteer.load():
        yield 1
    made = Document(DocumentId(0), "", sha256_of(_SAMPLE), len(_SAMPLE), "", "")
    for _ in batches(AnnotatedDocument(made, _SAMPLE), Desk(lexicon), ours, _untold):
        yield 1


def _untold(_name: str, _error: Exception) -> None:
    """Leave it to the first article to say what fails."""
