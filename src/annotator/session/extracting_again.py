"""Making the text of an article anew from its file; what is annotated moves with its words.

The article stays what it is, with its id: it gets the new text, and all that lies in it goes where
the same words stand in it, in one step that can be undone. The old text stays in the history, with
all that could not follow.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annotator.errors import GivenUp
from annotator.formats.articles.meta_keys import EXTRACTOR
from annotator.model.document import Document
from annotator.model.ids import DocumentId
from annotator.session.changes import TakenOver
from annotator.session.finding_again import Read
from annotator.session.headless import Alone
from annotator.session.import_reading import Way
from annotator.session.ports import Watch
from annotator.session.reading_again import NotExtracted, article_of, read_again
from annotator.session.renewing import renewal
from annotator.store.store import Store
from annotator.text.visible import cut

_TITLE = 60
"""So many characters of a title are in the history."""
_ALL = "All words are the same"
_AS_BEFORE = Way()


@dataclass(frozen=True, slots=True)
class Again:
    """What became of a document whose text was made anew.

    `before` and `after` say what made the texts, empty for plain text. `taken` has what followed,
    and what has to be looked at; it is None where the text is the same. `changed` says whether
    anything was written, or would be. `notices` are what the reading had to say.
    """

    document: DocumentId
    file: str
    same_file: bool
    before: str
    after: str
    changed: bool
    taken: TakenOver | None = None
    notices: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """All of it in some sentences."""
        file = "" if self.same_file else f"{self.file} is another version of the file. "
        if self.taken is None:
            return f"{file}{self._unchanged}"
        share = self.taken.percent
        parts = [f"{share} % of the words are the same" if self.taken.share < 1 else _ALL]
        if self.taken.carried:
            parts.append(f"{self.taken.carried} followed")
        return f"{file}{'; '.join((*parts, *self.taken.rest))}."

    @property
    def _unchanged(self) -> str:
        if self.changed and self.before != self.after:
            return f"The text came out the same; it is noted that {self.after} made it."
        if self.changed:
            return "The text came out the same; what is known of its file was brought up to date."
        return "The text came out the same; there is nothing to do."


def extract_again(
    store: Store,
    document: DocumentId,
    path: Path,
    way: Way = _AS_BEFORE,
    watch: Watch | None = None,
    *,
    dry_run: bool = False,
) -> Again:
    """Make the text of a document anew from a file, as one undoable step.

    It is read as it was before, unless `way` says otherwise. With `dry_run` nothing is written.
    Raises NotExtracted where the document is not in the file, or the project has that text already;
    whatever reading raises; GivenUp when `watch` gives up; StoreError when nothing can be written.
    """
    watch = watch or Alone()
    held = store.queries.documents.find(document)
    if held is None:
        raise NotExtracted(f"There is no document {document} in this project.")
    found = read_again(store.queries, path, [held], way, watch)
    read = article_of(found, held, path)
    return renew(store, held, read, watch, dry_run=dry_run)


def renew(
    store: Store, held: Document, read: Read, watch: Watch, *, dry_run: bool = False
) -> Again:
    """Give a document the text that was read for it. Raises as `extract_again`."""
    becomes = watch.wait(lambda: renewal(store.queries, held, read))
    after, along = becomes.document, becomes.along
    if after != held and not dry_run:
        title = cut(" ".join(held.title.split()), _TITLE)
        with store.transaction(f"Extract the text of “{title}” again") as tx:
            if becomes.text is None:
                tx.replace(after)
            else:
                tx.retell(after, becomes.text)
            for done in along.store(tx):
                if not watch(done, len(along.moved)):
                    raise GivenUp("Given up; the text stays as it was.")
    return Again(
        held.id,
        read.article.document.source_name,
        after.source_sha256 == held.source_sha256,
        held.meta.get(EXTRACTOR, ""),
        after.meta.get(EXTRACTOR, ""),
        after != held,
        becomes.taken,
        (*read.notices, *((f"{read.losses}.",) if read.losses else ())),
    )
