"""Reading statements."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.model.ids import ClaimId, DocumentId, EntityId, MentionId, StatementId
from annotator.model.plain import PlainStatement
from annotator.model.provenance import Status
from annotator.model.span import Span
from annotator.model.statement import Statement
from annotator.store.guarded import readable
from annotator.store.queries.reader import Reader
from annotator.store.rows import STATEMENTS, statement_in

_TOGETHER = 500
_ROLES = ("source", "addressee", "time", "place")


class Statements(Reader[Statement]):
    """Statements by place, by who is in them, and by claim."""

    codec = STATEMENTS

    def each_plain(self, order: str = "id") -> Iterator[PlainStatement]:
        """Every statement in plain types, read in passing; not proved to be sound."""
        listed = ", ".join(f'"{name}"' for name in PlainStatement._fields[:-1])  # all but `about`
        cursor = self._db.execute(f"SELECT {listed} FROM statement ORDER BY {order}")
        cursor.arraysize = _TOGETHER
        while found := cursor.fetchmany():
            about = self._lists([row[0] for row in found])
            for row in found:
                yield PlainStatement._make((*row, tuple(about.get(row[0], ()))))

    def value(self, plain: PlainStatement) -> Statement:
        """A statement of `each_plain` as a value. Raises Damaged where it is none."""
        with readable(self._db, f"statement {plain.id}"):
            return statement_in(plain._asdict(), tuple(map(EntityId, plain.about)))

    def overlapping(self, document: DocumentId, span: Span) -> list[Statement]:
        """The statements of which a part overlaps a stretch, in the order of their content."""
        condition, values = self._overlap(document, span)
        found = self._where(f"{condition} ORDER BY content_start, id", values)
        return [statement for statement in found if any(p.overlaps(span) for p in statement.parts)]

    def touching(self, document: DocumentId, position: int) -> list[Statement]:
        """The statements with a part at a caret position, shortest content first.

        Rejected ones are left out.
        """
        around = Span(max(0, position - 1), position + 1)
        found = [
            statement
            for statement in self.overlapping(document, around)
            if statement.provenance.status is not Status.REJECTED
            and any(part.start <= position <= part.end for part in statement.parts)
        ]
        return sorted(found, key=lambda s: (sum(map(len, s.content)), -s.id))

    def of_document(self, document: DocumentId) -> list[Statement]:
        """All statements of a document, in id order."""
        return self._where("document = ? ORDER BY id", [document])

    def in_text_order(
        self, document: DocumentId, *, offset: int = 0, limit: int = 1 << 60
    ) -> list[Statement]:
        """The statements of a document in the order of their content, a page at a time."""
        return self._where(
            "document = ? ORDER BY content_start, id LIMIT ? OFFSET ?", [document, limit, offset]
        )

    def places(self, document: DocumentId) -> list[tuple[int, StatementId]]:
        """Where the content of each statement of a document begins, with its id, in text order.

        Rejected ones are left out.
        """
        rows = self._db.execute(
            "SELECT content_start, id FROM statement WHERE document = ? AND status <> 'rejected'"
            " ORDER BY content_start, id",
            [document],
        )
        with readable(self._db, f"the statements of document {document}"):
            return rows.fetchall()

    def suggested_in(self, document: DocumentId) -> set[StatementId]:
        """The suggestions among the statements of a document."""
        sql = "SELECT id FROM statement WHERE document = ? AND status = 'suggested'"
        return {StatementId(id) for (id,) in self._db.execute(sql, [document])}

    def suggested(
        self, document: DocumentId, place: tuple[int, int, int], *, forwards: bool
    ) -> Statement | None:
        """The next suggestion after a place, or the last before it, each met at its cue.

        A place is a start, an end less than 0 (`-end`), and an id; one without a cue is met where
        its content begins, and ends there.
        """
        ranks = ("coalesce(cue_start, content_start)", "-coalesce(cue_end, content_start)", "id")
        sign, order = (">", "ASC") if forwards else ("<", "DESC")
        found = self._where(
            f"document = ? AND status = 'suggested' AND ({', '.join(ranks)}) {sign} (?, ?, ?)"
            f" ORDER BY {', '.join(f'{rank} {order}' for rank in ranks)} LIMIT 1",
            [document, *place],
        )
        return found[0] if found else None

    def speakers_in(self, document: DocumentId) -> dict[StatementId, EntityId | None]:
        """The entity of the source of each statement of a document: its own, or its mention's."""
        rows = self._db.execute(
            "SELECT s.id, coalesce(s.source_entity, m.entity) FROM statement s"
            " LEFT JOIN mention m ON m.id = s.source_mention WHERE s.document = ?",
            [document],
        )
        return dict(rows.fetchall())

    def claims_in(self, document: DocumentId) -> dict[StatementId, ClaimId | None]:
        """The claim that each statement of a document puts forward."""
        sql = "SELECT id, claim FROM statement WHERE document = ?"
        return dict(self._db.execute(sql, [document]).fetchall())

    def after(self, document: DocumentId, statement: Statement | int) -> Statement | None:
        """The next statement in text order, after another one or after a position."""
        start, id = _place(statement, after=True)
        found = self._where(
            "document = ? AND status <> 'rejected' AND (content_start, id) > (?, ?)"
            " ORDER BY content_start, id LIMIT 1",
            [document, start, id],
        )
        return found[0] if found else None

    def before(self, document: DocumentId, statement: Statement | int) -> Statement | None:
        """The statement before another one, or before a position, in text order."""
        start, id = _place(statement, after=False)
        found = self._where(
            "document = ? AND status <> 'rejected' AND (content_start, id) < (?, ?)"
            " ORDER BY content_start DESC, id DESC LIMIT 1",
            [document, start, id],
        )
        return found[0] if found else None

    def of_mention(self, mention: MentionId) -> list[Statement]:
        """The statements with a mention in one of their roles, in id order."""
        roles = " OR ".join(f"{role}_mention = ?" for role in _ROLES)
        return self._where(f"{roles} ORDER BY id", [mention] * len(_ROLES))

    def of_entity(self, entity: EntityId) -> list[Statement]:
        """The statements with an entity in one of their roles, or about it, in id order."""
        roles = " OR ".join(f"{role}_entity = ?" for role in _ROLES)
        about = "id IN (SELECT owner FROM statement_about WHERE entity = ?)"
        return self._where(f"{roles} OR {about} ORDER BY id", [entity] * (len(_ROLES) + 1))

    def of_claim(self, claim: ClaimId) -> list[Statement]:
        """The statements that put a claim forward, in id order."""
        return self._where("claim = ? ORDER BY id", [claim])

    def inside(self, parent: StatementId) -> list[Statement]:
        """The statements reported in the content of another, in id order."""
        return self._where("parent = ? ORDER BY id", [parent])


def _place(statement: Statement | int, *, after: bool) -> tuple[int, int]:
    if isinstance(statement, Statement):
        return statement.content[0].start, statement.id
    return statement, (1 << 62) if after else 0
