"""Documents to CoNLL-U: words with the white space between them, mentions as `Entity`."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from annotator.formats.conll.brackets import Stretch, cells_of
from annotator.formats.conll.escapes import blanks_escaped, escaped, label_escaped, line_escaped
from annotator.formats.conll.placing import Placed, Placing
from annotator.formats.labels import Labels
from annotator.model.document import Document
from annotator.model.entity import Entity
from annotator.model.mention import Mention

FIELDS = "eid-etype-head-other-minspan-identity"
GENERATOR = "annotator"
META = "meta::"
_LINE_END = "(?:\r\n|[\n\r\u2028])"
_PARAGRAPH = re.compile(rf"{_LINE_END}\s*{_LINE_END}|\u2029")


@dataclass(frozen=True, slots=True)
class Named:
    """What is written of an entity with each of its mentions."""

    name: str
    type: str
    kb_id: str | None

    @classmethod
    def of(cls, entity: Entity) -> Named:
        """The part of an entity that is written."""
        return cls(entity.name, entity.type, entity.kb_id)


def document_lines(
    placing: Placing,
    stem: str,
    labels: Labels,
    entities: Mapping[int, Named],
    unclear: Container[int],
) -> Iterator[str]:
    """The lines of a document that has words, an empty one behind each sentence.

    Mentions whose ids are `unclear` are written without their entity.
    """
    cells = cells_of(_stretches(placing, labels, entities, unclear))
    words, blanks = placing.tokens.word, _blanks(placing)
    misc = _misc(placing, blanks, cells)
    yield f"# newdoc id = {stem}\n# generator = {GENERATOR}\n# global.Entity = {FIELDS}\n"
    for key, value in _metadata(placing.document):
        yield f"# {META}{key} = {line_escaped(value)}\n"
    for number, sentence in enumerate(placing.sentences, 1):
        if number == 1 or _PARAGRAPH.search(blanks[sentence.start - 1]):
            yield "# newpar\n"
        yield f"# sent_id = {stem}-{number}\n"
        shown = "".join(f"{words(at)} " if blanks[at] else words(at) for at in sentence[:-1])
        yield f"# text = {shown}{words(sentence[-1])}\n"
        yield "".join(
            f"{number}\t{words(at)}\t_\t_\t_\t_\t_\t_\t_\t{misc[at] or '_'}\n"
            for number, at in enumerate(sentence, 1)
        )
        yield "\n"


def _metadata(document: Document) -> Iterator[tuple[str, str]]:
    said = {
        "title": document.title or PurePath(document.source_name).stem,
        "author": document.author,
        "publisher": document.publisher,
        "dateCreated": document.published,
        "sourceURL": document.source_url,
        "sourceName": document.source_name,
        "language": document.language,
    }
    yield from ((key, value) for key, value in said.items() if value)
    for key, value in sorted(document.meta.items()):
        # one that is called as those above is told from them
        yield f"{META if key in said else ''}{escaped(key)}", value


def _blanks(placing: Placing) -> list[str]:
    """The white space behind each word, up to the next or to the end of the text."""
    tokens, text = placing.tokens, placing.text
    behind = zip(tokens.ends, [*tokens.starts[1:], len(text)], strict=True)
    return [text[end:start] for end, start in behind]


def _misc(placing: Placing, blanks: list[str], cells: Mapping[int, str]) -> list[str]:
    """What stands in the last column of each word, in the order of the alphabet."""
    kinds = {each: _spaces_after(each) for each in set(blanks)}
    kinds |= {" ": "", "": "SpaceAfter=No"}
    said = [kinds[each] for each in blanks]
    said[-1] = _spaces_after(blanks[-1]) if blanks[-1] else ""
    if first := placing.tokens.starts[0]:
        said[0] = _listed(said[0], f"SpacesBefore={blanks_escaped(placing.text[:first])}")
    for word, entity in cells.items():
        said[word] = _listed(f"Entity={entity}", said[word])
    return said


def _spaces_after(blanks: str) -> str:
    return f"SpacesAfter={blanks_escaped(blanks)}"


def _listed(*said: str) -> str:
    return "|".join(filter(None, said))


def _stretches(
    placing: Placing, labels: Labels, entities: Mapping[int, Named], unclear: Container[int]
) -> Iterator[Stretch]:
    for placed in placing.placed:
        mention = placed.mention
        linked = mention.entity if mention.id not in unclear else None
        id = f"m{mention.id}" if linked is None else f"e{linked}"
        named = None if linked is None else entities.get(linked)
        body = _body(placing, placed, labels, named)
        count = len(placed.words)
        for part, words in enumerate(placed.words, 1):
            key = id if count == 1 else f"{id}[{part}/{count}]"
            yield Stretch(words, key, f"{key}-{body}".rstrip("-"))


def _body(placing: Placing, placed: Placed, labels: Labels, named: Named | None) -> str:
    """The fields behind the id."""
    mention = placed.mention
    head = _head(placing, placed)
    fields = (
        label_escaped(labels.of(mention.type)),
        # the field may not be empty: where the analyst names no head, it is the last word
        str(head[0] if head else sum(map(len, placed.words))),
        ",".join(f"{key}:{escaped(value)}" for key, value in _other(mention, named)),
        ",".join(map(str, head)),
        escaped(named.name) if named else "",
    )
    return "-".join(fields)


def _head(placing: Placing, placed: Placed) -> range:
    """The numbers of the words of the head among those of the mention, from 1."""
    head, before = placing.head(placed.mention), 0
    for part in placed.words if head else ():
        if head and head.start in part:
            first = before + head.start - part.start + 1
            return range(first, first + len(head))
        before += len(part)
    return range(0)


def _other(mention: Mention, named: Named | None) -> Iterator[tuple[str, str]]:
    if mention.level is not None:
        yield "level", mention.level
    if mention.value is not None:
        yield "value", mention.value
    if mention.doubt:
        yield "doubt", "yes"
    if named and named.kb_id is not None:
        yield "kb", named.kb_id
    if named and named.type != mention.type:
        yield "entity", named.type
