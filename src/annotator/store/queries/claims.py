"""Reading claims and their evidence."""

from __future__ import annotations

from annotator.model.claim import Claim, Evidence
from annotator.model.ids import ClaimId, DocumentId
from annotator.store.queries.reader import Reader, containing
from annotator.store.rows import CLAIMS, EVIDENCE


class _EvidenceReader(Reader[Evidence]):
    codec = EVIDENCE

    def of_claim(self, claim: ClaimId) -> list[Evidence]:
        """What bears on a claim, in id order."""
        return self._where("claim = ? ORDER BY id", [claim])

    def in_document(self, document: DocumentId) -> list[Evidence]:
        """The evidence that lies in a document, in id order."""
        return self._where("document = ? ORDER BY id", [document])


class Claims(Reader[Claim]):
    """Claims of the project."""

    codec = CLAIMS

    @property
    def evidence(self) -> _EvidenceReader:
        """What supports or refutes claims."""
        return _EvidenceReader(self._db)

    def matching(self, words: str = "", *, limit: int = 1 << 60) -> list[Claim]:
        """The claims whose text or topic contains some words, in id order."""
        pattern = containing(words)
        return self._where(
            "text LIKE ? ESCAPE '\\' OR topic LIKE ? ESCAPE '\\' ORDER BY id LIMIT ?",
            [pattern, pattern, limit],
        )
