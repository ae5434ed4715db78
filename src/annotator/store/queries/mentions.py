"""Reading mentions."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain

from annotator.model.ids import DocumentId, EntityId
from annotator.model.mention import Mention
from annotator.model.plain import PlainMention
from annotator.model.span import Span
from annotator.store.bins import levels
from annotator.store.columns import spans_in
from annotator.store.guarded import readable
from annotator.store.queries.reader import Reader
from annotator.store.rows import MENTIONS, mention_of

_TOGETHER = 500


class Mentions(Reader[Mention]):
    """Mentions by place and by entity."""

    codec = MENTIONS

    def each_plain(self, order: str = "id") -> Iterator[PlainMention]:
        """Every mention of the project in plain types, read in passing; not proved to be sound."""
        listed = ", ".join(f'"{name}"' for name in PlainMention._fields)
        cursor = self._db.execute(f"SELECT {listed} FROM mention ORDER BY {order}")
        cursor.arraysize = _TOGETHER
        # what `_make` does, in half the time
        made = partial(tuple.__new__, PlainMention)
        return map(made, chain.from_iterable(iter(cursor.fetchmany, [])))

    def value(self, plain: PlainMention) -> Mention:
        """A mention of `each_plain` as a value. Raises Damaged where it is none."""
        with readable(self._db, f"mention {plain.id}"):
            return mention_of(plain)

    def overlapping(self, document: DocumentId, span: Span) -> list[Mention]:
        """The mentions of which a span overlaps a stretch, outer before inner, in text order."""
        condition, values = self._overlap(document, span)
        found = self._where(f'{condition} ORDER BY start, "end" DESC, id', values)
        return [mention for mention in found if any(part.overlaps(span) for part in mention.spans)]

    def spans_over(self, document: DocumentId, span: Span) -> list[Span]:
        """The spans of the mentions whose extent overlaps a stretch; only their places are read."""
        condition, values = self._overlap(document, span)
        rows = self._db.execute(
            f'SELECT start, "end", spans FROM mention WHERE {condition}', values
        )
        with readable(self._db, f"a mention of document {document}"):
            return [
                part
                for start, end, spans in rows.fetchall()
                for part in (spans_in(spans) or (Span(start, end),))
            ]

    def entities_over(self, document: DocumentId, span: Span) -> list[tuple[EntityId, int]]:
        """The entities of accepted mentions in a stretch, each with where that mention starts."""
        condition, values = self._overlap(document, span)
        rows = self._db.execute(
            f"SELECT entity, start FROM mention WHERE {condition} AND entity IS NOT NULL"
            " AND status = 'accepted'",
            values,
        )
        return [(EntityId(entity), start) for entity, start in rows.fetchall()]

    def touching(self, document: DocumentId, position: int) -> list[Mention]:
        """The mentions at a caret position, innermost first; one that ends there counts."""
        around = Span(max(0, position - 1), position + 1)
        found = [
            mention
            for mention in self.overlapping(document, around)
            if any(part.start <= position <= part.end for part in mention.spans)
        ]
        # The mention that the caret stands in or before comes ahead of one that ends just there.
        return sorted(found, key=lambda m: (m.extent.end == position, len(m.extent), -m.id))

    def exactly(self, document: DocumentId, span: Span) -> list[Mention]:
        """The contiguous mentions on exactly one stretch, in id order."""
        return self._where(
            'document = ? AND start = ? AND "end" = ? AND spans IS NULL ORDER BY id',
            [document, span.start, span.end],
        )

    def of_document(self, document: DocumentId) -> list[Mention]:
        """All mentions of a document, in id order."""
        return self._where("document = ? ORDER BY id", [document])

    def page(self, document: DocumentId, after: tuple[int, int], limit: int) -> list[Mention]:
        """The mentions that follow a place, given as a start and an id, in this order."""
        return self._where(
            "document = ? AND (start, id) > (?, ?) ORDER BY start, id LIMIT ?",
            [document, *after, limit],
        )

    def of_entity(self, entity: EntityId, *, limit: int = 1 << 60) -> list[Mention]:
        """The mentions of an entity in all documents, in text order."""
        return self._where("entity = ? ORDER BY document, start LIMIT ?", [entity, limit])

    def of_entity_after(
        self, entity: EntityId, document: DocumentId, position: int
    ) -> Mention | None:
        """The next mention of an entity after a place, then in later documents, then the first.

        Rejected ones are left out.
        """
        kept = "entity = ? AND status <> 'rejected' AND (document, start) > (?, ?)"
        first = f"{kept} ORDER BY document, start LIMIT 1"
        found = self._where(first, [entity, document, position])
        found = found or self._where(first, [entity, 0, -1])
        return found[0] if found else None

    def meaning(self, entity: EntityId) -> list[Mention]:
        """The mentions that stand for an entity while naming another, in id order."""
        return self._where("stands_for = ? ORDER BY id", [entity])

    def extents_over(self, document: DocumentId, places: Sequence[Span]) -> list[Span]:
        """The extents of the mentions that overlap one of many places, in text order.

        Rejected ones are left out.

        One query for all of them: ten thousand places are looked up in a fifth of a second.
        """
        there = 'm.start < place.stop AND m."end" > place.start'
        within = "m.bin BETWEEN {0} + (place.start >> {1}) AND {0} + (place.stop - 1 >> {1})"
        ranges = ["m.bin = 0", *(within.format(base, shift) for base, shift in levels())]
        found = " UNION ".join(
            'SELECT m.start, m."end" FROM place CROSS JOIN mention m ON m.document = ?2'
            f" AND {bins} AND {there} AND m.status <> 'rejected'"
            for bins in ranges
        )
        asked = json.dumps([(place.start, place.end) for place in places])
        rows = self._db.execute(
            "WITH place AS MATERIALIZED (SELECT json_extract(value, '$[0]') AS start,"
            f" json_extract(value, '$[1]') AS stop FROM json_each(?1)) {found} ORDER BY 1, 2",
            [asked, document],
        )
        with readable(self._db, f"a mention of document {document}"):
            return [Span(start, end) for start, end in rows.fetchall()]

    def suggested(
        self, document: DocumentId, place: tuple[int, int, int], *, forwards: bool
    ) -> Mention | None:
        """The next suggestion after a place, or the last before it, outer before inner.

        A place is a start, an end less than 0 (`-end`), and an id; places are in their order.
        """
        start, minus_end, id = place
        rank = '(start, -"end", id)'
        condition, order = (
            (f"start >= ? AND {rank} > (?, ?, ?)", 'start, "end" DESC, id')
            if forwards
            else (f"start <= ? AND {rank} < (?, ?, ?)", 'start DESC, "end", id DESC')
        )
        found = self._where(
            f"document = ? AND status = 'suggested' AND {condition} ORDER BY {order} LIMIT 1",
            [document, start, start, minus_end, id],
        )
        return found[0] if found else None

    def after(self, document: DocumentId, position: int, *, min_end: int = 0) -> Mention | None:
        """The first mention that starts after a position (outer before inner)."""
        found = self._where(
            # the first condition has SQLite begin there, and not at the start of the document
            "document = ? AND status <> 'rejected' AND start >= ? AND (start > ? OR \"end\" < ?)"
            ' ORDER BY start, "end" DESC, id LIMIT 1',
            [document, position, position, min_end],
        )
        return found[0] if found else None

    def before(self, document: DocumentId, position: int, *, max_end: int = 0) -> Mention | None:
        """The last mention that starts before a position, or there and ends after `max_end`."""
        same = ' OR "end" > ?' if max_end else ""
        extra = [max_end] if max_end else []
        found = self._where(
            f"document = ? AND status <> 'rejected' AND start <= ? AND (start < ?{same})"
            ' ORDER BY start DESC, "end", id DESC LIMIT 1',
            [document, position, position, *extra],
        )
        return found[0] if found else None
