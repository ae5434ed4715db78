"""Both views of a corrected text go out: as it is now, and as it was imported."""

from __future__ import annotations

from pathlib import Path

from annotator.formats.json_read import read_project
from annotator.model.ids import DocumentId, MentionId, NoteId, Ref, StatementId
from annotator.model.mention import Mention
from annotator.model.relation import Note
from annotator.model.span import Span
from annotator.model.statement import Form, Source, SourceKind, Statement
from annotator.session.correcting import correct
from annotator.session.exporting import Format, export
from annotator.session.importing import import_text
from annotator.session.projects import create_project
from annotator.text.correcting import Change

TEXT = "Ida Brnd said the harbor is shut.\n"
NOW = "Ida Brandt said on Monday the harbour is shut.\n"
HERE = DocumentId(1)


def span(words: str, text: str = NOW) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def test_an_export_over_the_original_has_its_text_and_everything_in_its_place(
    tmp_path: Path,
) -> None:
    store = create_project(tmp_path / "desk.annotator")
    import_text(store, TEXT, "Harbour")
    import_text(store, "Another text.", "Other")
    for wrong, right in (
        ("Brnd", "Brandt"),
        ("said the", "said on Monday the"),
        ("harbor", "harbour"),
    ):
        place = span(wrong, store.queries.documents.text(HERE))
        correct(store, HERE, Change(place.start, place.end, right))
    assert store.queries.documents.text(HERE) == NOW
    with store.transaction("Annotate") as tx:
        made = tx.provenance()
        ida = MentionId(tx.add(Mention(MentionId(0), HERE, "person", (span("Ida Brandt"),), made)))
        day = MentionId(tx.add(Mention(MentionId(0), HERE, "date", (span("Monday"),), made)))
        source = Source(SourceKind.ENTITY, span("Ida Brandt"), ida)
        content = (span("the harbour is shut"),)
        tx.add(
            Statement(StatementId(0), HERE, content, Form.INDIRECT, "assert", made, source=source)
        )
        tx.add(Note(NoteId(0), Ref("mention", day), "which?", made))
        tx.add(Note(NoteId(0), Ref("document", HERE), "where?", made, span("harbour")))

    now = export(store, tmp_path / "now.json")
    lost = export(store, tmp_path / "then.json", Format(original=True))
    store.close()

    assert not now
    assert str(lost) == "left out: 1 annotations of nothing but words that were put in"
    assert lost.lines == ("the mention 2 in document 1",)
    then = read_project((tmp_path / "then.json").read_bytes())
    first, other = then.documents
    assert (first.text, other.text) == (TEXT, "Another text.")
    assert first.document.corrections is None
    assert [each.surface(TEXT) for each in first.mentions] == ["Ida Brnd"]
    (said,) = first.statements
    assert (said.surface(TEXT), said.source.span.of(TEXT)) == ("the harbor is shut", "Ida Brnd")
    (note,) = then.notes
    assert (note.text, note.span.of(TEXT)) == ("where?", "harbor")
