"""The line below the title tells what is known of the article."""

from dataclasses import replace

from annotator.formats.base import Stamp
from annotator.formats.documents import new_document
from annotator.model.correction import Corrections, Edit
from annotator.ui.article.header import about

TEXT = "The harbour is shut."


def test_a_text_that_was_corrected_says_so():
    edits = (Edit(4, 6, "", "ana", "2026"), Edit(8, 9, "x", "ana", "2026"))
    document = new_document(TEXT, "a.txt", Stamp("", ""))

    corrected = replace(document, corrections=Corrections("", edits))

    assert "correction" not in about(document, TEXT)
    assert about(corrected, TEXT).endswith("2 corrections")
