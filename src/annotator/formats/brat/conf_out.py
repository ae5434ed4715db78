"""The configuration of a folder of brat: its types, what may go with what, labels and colours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from annotator.formats.brat.fragments import on_a_line
from annotator.formats.brat.names import (
    CHANNEL,
    CHECKWORTHY,
    CONTENT,
    COREF,
    DOUBT,
    EPISTEMIC,
    FORM,
    KIND,
    LEVEL,
    MENTION_OF,
    NOTED,
    PARENT,
    PARTIES,
    QUOTED,
    SOURCE_KIND,
    STATEMENT,
    STATUS,
    WORDS,
)
from annotator.formats.brat.writing import Writing, is_name
from annotator.formats.colours import fill_of, is_colour
from annotator.model.mention import Level
from annotator.model.provenance import Status
from annotator.model.schema import RelationType
from annotator.model.statement import Channel, Checkworthy, Epistemic, Form, SourceKind

_HEAD = """\
# Made by annotator. Types have their ids as names here, or the names that an imported file had.
"""
_ANY = "<ANY>"
_EVERY_KIND = ("entity", "mention")
_ALL = "<ENTITY>|<EVENT>"
_CARRIERS = {"mention": _ALL, "statement": STATEMENT}
_NOT_IN_VALUES = re.compile(r"[\s,|<>]+")
_DRAWING = """
[drawing]

SPAN_DEFAULT\tfgColor:black, bgColor:#F0F0F0, borderColor:darken
ARC_DEFAULT\tcolor:black, arrowHead:triangle-5
ATTRIBUTE_DEFAULT\tglyph:<EMPTY>
Doubt\tglyph:?
Status\tglyph:(s)|(r), position:left
Coref\tdashArray:3-3, arrowHead:none
"""


def annotation_conf(writing: Writing) -> str:
    """The text of `annotation.conf`, when all documents are written."""
    return _Configuration(writing).text()


class _Configuration:
    def __init__(self, writing: Writing) -> None:
        self._writing, self._schema = writing, writing.schema
        self._events = writing.events

    def text(self) -> str:
        sections = {
            "entities": self._entities(),
            "relations": self._relations(),
            "events": self._event_lines(),
            "attributes": self._attributes(),
        }
        told = (f"\n[{name}]\n\n" + "".join(lines) for name, lines in sections.items())
        return _HEAD + "".join(told)

    def _entities(self) -> Iterator[str]:
        events = set(self._events.values())
        yield from (f"{name}\n" for name in self._writing.types.names if name not in events)
        yield from (
            f"{name}\n" for name in (CONTENT, QUOTED, *(party + WORDS for party in PARTIES), NOTED)
        )

    def _relations(self) -> Iterator[str]:
        yield "<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>\n"
        yield f"{COREF}\tArg1:<ANY>, Arg2:<ANY>, <REL-TYPE>:symmetric-transitive\n"
        known = {each.id: each for each in self._schema.relation_types}
        used = self._writing.related
        for id in dict.fromkeys((*known, *sorted(used))):
            relation = known.get(id)
            sources = self._ends(relation.sources) if relation else _ANY
            targets = self._ends(relation.targets) if relation else _ANY
            if id in used or (sources and targets and id not in self._writing.roles):
                name = self._writing.relations.of(id)
                yield f"{name}\tArg1:{sources or _ANY}, Arg2:{targets or _ANY}\n"

    def _ends(self, ends: Iterable[str]) -> str:
        """What may be at the end of a relation; nothing where only claims may."""
        names: dict[str, None] = {}
        for end in ends:
            if end in _EVERY_KIND:
                return _ANY
            if end == "statement":
                names[STATEMENT] = None
            elif end != "claim":
                known = [self._writing.types.of(end), self._events.get(end)]
                names |= dict.fromkeys(filter(None, known))
        return "|".join(names)

    def _event_lines(self) -> Iterator[str]:
        parties = (name for party in PARTIES for name in (party, party + MENTION_OF))
        roles = [f"{name}?:{_ANY}" for name in parties]
        roles += [f"{CONTENT}?:{CONTENT}", f"{QUOTED}?:{CONTENT}|{QUOTED}"]
        yield f"{STATEMENT}\t{', '.join((*roles, f'{PARENT}?:{STATEMENT}'))}\n"
        for type_, name in self._events.items():
            played = self._writing.played.get(name, set())
            roles = [
                self._role(each, meant=type_ in each.sources)
                for each in self._schema.relation_types
                if each.id in self._writing.roles and (type_ in each.sources or each.id in played)
            ]
            yield f"{name}\t{', '.join(roles)}\n"

    def _role(self, relation: RelationType, *, meant: bool) -> str:
        """A role of an event; of one that is not meant for it anything may be at the end."""
        name = self._writing.relations.of(relation.id)
        return f"{name}*:{(meant and self._ends(relation.targets)) or _ANY}"

    def _attributes(self) -> Iterator[str]:
        """Those of statements and mentions, those of the schema, and what else was used."""
        kinds = [kind.id for kind in self._schema.statement_kinds]
        choices: dict[str, tuple[str, list[str]]] = {
            LEVEL: (_ALL, list(Level)),
            STATUS: (_ALL, [Status.SUGGESTED, Status.REJECTED]),
            DOUBT: (_ALL, []),
            FORM: (STATEMENT, list(Form)),
            KIND: (STATEMENT, kinds),
            EPISTEMIC: (STATEMENT, list(Epistemic)),
            CHANNEL: (STATEMENT, list(Channel)),
            CHECKWORTHY: (STATEMENT, list(Checkworthy)),
            SOURCE_KIND: (STATEMENT, list(SourceKind)),
        }
        for attribute in self._schema.attributes:
            carriers = [arg for kind, arg in _CARRIERS.items() if kind in attribute.on]
            shown = attribute.values or attribute.kind == "bool"
            name = self._writing.attributes.get(attribute.id, attribute.id)
            if carriers and shown and is_name(name) and name not in choices:
                choices[name] = ("|".join(carriers), list(attribute.values))
        for name in self._writing.used:
            choices.setdefault(name, (_ALL, []))
        for name, (on, values) in choices.items():
            yield f"{name}\tArg:{on}{self._values(name, values)}\n"

    def _values(self, name: str, declared: list[str]) -> str:
        """The values to choose from, with those that were used; none for what is simply there."""
        values = (*declared, *self._writing.used.get(name, ()))
        told = dict.fromkeys(_NOT_IN_VALUES.sub("_", value) for value in values if value)
        return f", Value:{'|'.join(told)}" if told else ""


def visual_conf(writing: Writing) -> str:
    """The text of `visual.conf`: the labels of types, and their colours as behind words."""
    labels = [(writing.types.of(each.id), each.label) for each in writing.schema.entity_types]
    labels += [
        (writing.relations.of(each.id), each.label) for each in writing.schema.relation_types
    ]
    shown = (each for each in writing.schema.attributes if not _CARRIERS.keys().isdisjoint(each.on))
    own = ((writing.attributes.get(each.id, each.id), each.label) for each in shown)
    labels += [(name, label) for name, label in own if is_name(name)]
    named = {name: _label(label) for name, label in labels}
    lines = [f"{name} | {label}\n" for name, label in named.items() if label]
    colours = [
        f"{writing.types.of(each.id)}\tbgColor:{fill_of(each.light, 'light')}\n"
        for each in writing.schema.entity_types
        if is_colour(each.light)
    ]
    return "[labels]\n\n" + "".join(lines) + _DRAWING + "".join(colours)


def _label(label: str) -> str:
    return on_a_line(label).replace("|", "/").lstrip("! ").strip()
