"""What an import says about itself."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.formats.losses import NO_LOSSES, Losses
from annotator.model.ids import DocumentId

MOST_TOLD = 3
"""So many of the files that were refused are named with their reasons in the one line."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of an import.

    `known` are names of files whose text the project had already, each with its document, and
    `annotated` are documents it had that got annotations. `refused` and `notices` are sentences; a
    notice is about something that was imported, such as a guessed encoding. `losses` are what of
    the files did not come in.
    """

    imported: tuple[DocumentId, ...] = ()
    known: tuple[tuple[str, DocumentId], ...] = ()
    refused: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    annotated: tuple[DocumentId, ...] = ()
    losses: Losses = NO_LOSSES

    @property
    def sentence(self) -> str:
        """All of it in a line for the status bar; the first refusals and notice are in full."""
        parts = [f"{articles(len(self.imported))} imported"] if self.imported else []
        if self.annotated:
            parts.append(f"{articles(len(self.annotated))} of the project got annotations")
        if self.known:
            was = "was" if len(self.known) == 1 else "were"
            parts.append(f"{articles(len(self.known))} {was} in the project already")
        if len(self.refused) > 1:
            parts.append(f"{len(self.refused)} could not be imported")
        told = f"{'; '.join(parts)}." if parts else ""
        more = len(self.refused) - MOST_TOLD
        others = (f"And {more} more.",) if more > 0 else ()
        sentences = (told, *self.refused[:MOST_TOLD], *others, *self.notices[:1])
        return " ".join(filter(None, sentences)) or "Nothing was imported."

    @property
    def lines(self) -> tuple[str, ...]:
        """All there is to say of it, a line each: what was refused, told and left out."""
        return (*self.refused, *self.notices, *self.losses.told)

    @property
    def is_long(self) -> bool:
        """Whether there is more to say than `sentence` does."""
        return len(self.refused) > MOST_TOLD or len(self.notices) > 1 or bool(self.losses)

    @property
    def first(self) -> DocumentId | None:
        """The document to show after the import, if there is one."""
        return next(iter((*self.imported, *self.annotated, *(id for _, id in self.known))), None)


def articles(count: int) -> str:
    """So many articles, in words."""
    return f"{count} article" if count == 1 else f"{count} articles"
