"""What a document becomes when its text is made anew: the text, and all that lies in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from annotator.formats.articles.meta_keys import OF_EXTRACTION
from annotator.formats.documents import refuse_text, writable
from annotator.model.correction import Corrections, Edit
from annotator.model.document import Document, sha256_of
from annotator.model.span import Span
from annotator.session.carrying import Carrying
from annotator.session.carrying_along import Along, carried_along
from annotator.session.changes import TakenOver
from annotator.session.finding_again import Read
from annotator.session.reading_again import ORIGIN, NotExtracted
from annotator.store.queries import Queries
from annotator.text.alignment import align
from annotator.text.correcting import original
from annotator.text.recorrecting import made_again, words_at
from annotator.text.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Renewal:
    """A document as it will be; `text` is None where that stays.

    `taken` is None where the file has the same text as before.
    """

    document: Document
    text: str | None = None
    along: Along = field(default_factory=Along)
    taken: TakenOver | None = None


def renewal(queries: Queries, held: Document, read: Read) -> Renewal:
    """What a document becomes by what was read for it; nothing is written.

    Raises NotExtracted where the project has that text already, or the file brings annotations;
    ImportFailed for a text that cannot be an article.
    """
    article = read.article
    if article.mentions or article.statements:
        raise NotExtracted(
            f"{article.document.source_name} brings annotations of its own. Import it, and take "
            "over what is annotated here (Ctrl+T)."
        )
    old = queries.documents.text(held.id)
    if article.text == original(old, held.corrections):
        return Renewal(_renewed(held, read))
    text, corrections, left = article.text, None, list[Edit]()
    if held.corrections:
        text, corrections, left = made_again(old, held.corrections, article.text)
    refuse_text(text, article.document.source_name)
    document = replace(
        _renewed(held, read), sha256=sha256_of(text), length=len(text), corrections=corrections
    )
    _refuse_twin(queries, document)
    here = Tokens(old)
    carrying = Carrying(align(here, Tokens(text)), queries.mentions.get)
    along = carried_along(queries, held.id, carrying)
    _lose_corrections(carrying, here, left)
    taken = TakenOver(
        held.id,
        held.id,
        carrying.share,
        document.original_sha256,
        along.count["mention"],
        along.count["statement"],
        along.count["relation"],
        along.count["note"],
        along.count["evidence"],
        _number(held.corrections) - len(left),
        changes=carrying.changes(old, text),
    )
    return Renewal(document, text if text != old else None, along, taken)


def _renewed(held: Document, read: Read) -> Document:
    """A document as the file is read now; what the project or the analyst set stays."""
    new = read.article.document
    same_file = new.source_sha256 == held.source_sha256
    kept = {key: value for key, value in held.meta.items() if key not in OF_EXTRACTION}
    return replace(
        held,
        source_name=held.source_name if same_file else writable(new.source_name),
        source_sha256=new.source_sha256,
        encoding=new.encoding,
        bom=new.bom,
        origin=f"{ORIGIN}{read.importer}",
        language=held.language or new.language,
        source_url=held.source_url or new.source_url,
        publisher=held.publisher or new.publisher,
        author=held.author or new.author,
        published=held.published or new.published,
        meta={**kept, **new.meta},
    )


def _refuse_twin(queries: Queries, document: Document) -> None:
    twin = queries.documents.with_text(document.sha256)
    if twin is not None and twin.id != document.id:
        raise NotExtracted(
            f"The project has that text already, as document {twin.id}, “{twin.title}”. Open it "
            "and take the annotations over (Ctrl+T)."
        )


def _lose_corrections(carrying: Carrying, old: Tokens, left: Iterable[Edit]) -> None:
    """Tell which corrections were not made again, but for those that the new text has itself."""
    for edit in left:
        around = words_at(old, edit.start, edit.end, beside=1)
        if around is None or carrying.span(around) is None:
            beside = Span(max(edit.start - 1, 0), max(edit.end, edit.start + 1))
            carrying.lose("correction", words_at(old, edit.start, edit.end) or beside, None)


def _number(corrections: Corrections | None) -> int:
    return len(corrections.edits) if corrections else 0
