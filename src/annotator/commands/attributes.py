"""Asking for the extra values that a schema declares, and reading the answers."""

from __future__ import annotations

import re
from collections.abc import Mapping

from annotator.commands.choices import filtered, picks
from annotator.commands.conditions import Condition
from annotator.commands.current import CannotRun, quoted
from annotator.commands.registry import Question
from annotator.model.attributes import AttributeValue
from annotator.model.schema import AttributeType, Schema
from annotator.session import Choice, ChoiceQuestion, TextQuestion

Attributes = Mapping[str, AttributeValue]
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_NOTHING = "No value"


def declared_on(kind: str) -> Condition:
    """The schema declares attributes for a kind of object."""
    return Condition(
        lambda session: any(kind in each.on for each in session.schema.attributes),
        f"The schema of this project declares no attributes for a {kind}.",
    )


def attribute_question(schema: Schema, kind: str, present: Attributes) -> ChoiceQuestion:
    """Asks which attribute of a kind of object to set; its value now stands beside it."""
    choices = [
        Choice(each.label, each.id, _shown(present.get(each.id)))
        for each in schema.attributes
        if kind in each.on
    ]
    return ChoiceQuestion("Attribute", filtered(choices))


def value_question(schema: Schema, name: object, present: Attributes) -> Question:
    """Asks for the value of an attribute in the way of its kind."""
    attribute = declared(schema, str(name))
    value = present.get(attribute.id)
    if attribute.kind == "bool":
        answers = [Choice("Yes", value=True), Choice("No", value=False), Choice(_NOTHING, None)]
        return picks(attribute.label, answers)
    if attribute.kind in ("choice", "multi"):
        held = value if isinstance(value, tuple) else (value,)
        answers = [Choice(each, each, "now" if each in held else "") for each in attribute.values]
        return ChoiceQuestion(attribute.label, filtered([*answers, Choice(_NOTHING, None)]))
    hint = {"number": "a number", "date": "2025-11-05"}.get(attribute.kind, "")
    return TextQuestion(f"{attribute.label} (empty for none)", _shown(value), hint)


def declared(schema: Schema, name: str) -> AttributeType:
    """The attribute of an id. Raises CannotRun when the schema has none."""
    found = next((each for each in schema.attributes if each.id == name), None)
    if found is None:
        raise CannotRun(f"The schema of this project has no attribute “{name}”.")
    return found


def with_answer(
    schema: Schema, present: Attributes, name: str, answer: object
) -> dict[str, AttributeValue]:
    """The attributes with an answer for one of them; None and nothing typed take it away.

    One value of an attribute that can have several is added, or taken out when it is there. Raises
    CannotRun for what is no value of the attribute.
    """
    attribute = declared(schema, name)
    changed = dict(present)
    value = (
        _toggled(attribute, present.get(name), answer)
        if _is_one_of_many(attribute, answer)
        else _read(attribute, answer)
    )
    if value is None or value == ():
        changed.pop(name, None)
    else:
        changed[name] = value
    return changed


def _is_one_of_many(attribute: AttributeType, answer: object) -> bool:
    return attribute.kind == "multi" and isinstance(answer, str)


def _toggled(
    attribute: AttributeType, present: AttributeValue | None, answer: object
) -> tuple[str, ...]:
    held = present if isinstance(present, tuple) else ()
    wanted = {*held} ^ {_listed(attribute, answer)}
    return tuple(value for value in attribute.values if value in wanted)


def _read(attribute: AttributeType, answer: object) -> AttributeValue | None:
    if answer is None or (isinstance(answer, str) and not answer.strip()):
        return None
    if attribute.kind == "bool":
        return bool(answer)
    if attribute.kind == "multi":
        values = answer if isinstance(answer, tuple) else (answer,)
        return tuple(_listed(attribute, value) for value in values)
    if attribute.kind == "choice":
        return _listed(attribute, answer)
    return _read_text(attribute, str(answer).strip())


def _read_text(attribute: AttributeType, words: str) -> AttributeValue:
    if attribute.kind == "number":
        try:
            number = float(words.replace(",", "."))
        except ValueError as error:
            raise CannotRun(f"{attribute.label} is a number; {quoted(words)} is none.") from error
        return int(number) if number.is_integer() else number
    if attribute.kind == "date" and not _DATE.fullmatch(words):
        raise CannotRun(f"{attribute.label} is a date; write it as 2025-11-05.")
    return words


def _listed(attribute: AttributeType, value: object) -> str:
    if value not in attribute.values:
        raise CannotRun(f"{attribute.label} is one of {', '.join(attribute.values)}.")
    return str(value)


def _shown(value: AttributeValue | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, tuple) else str(value)
