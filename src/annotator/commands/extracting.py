"""Asking for the file of an article and how to read it again, and showing what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from annotator.commands.choices import filtered
from annotator.commands.conditions import Condition, has_document
from annotator.commands.registry import Arguments
from annotator.commands.returning import list_changes
from annotator.formats.articles.meta_keys import EXTRACTOR
from annotator.model.document import Document
from annotator.model.ids import DocumentId, MentionId
from annotator.session import Choice, ChoiceQuestion, PathsQuestion, Session, TextQuestion
from annotator.session.import_reading import Way
from annotator.session.import_report import ImportReport
from annotator.session.importing import PASTED

if TYPE_CHECKING:
    from annotator.session.reading_again import Option

_TEXT = "import:plain_text"


@dataclass(frozen=True, slots=True)
class Setting:
    """An option and the value it shall have; with `asks` that is still to be said."""

    option: str
    value: str
    asks: str = ""


AS_BEFORE = Setting("", "")


def _came_from_file(session: Session) -> bool:
    document = session.current_document
    if document is None or document.source_name == PASTED:
        return False
    return EXTRACTOR in document.meta or document.origin == _TEXT


from_file = has_document & Condition(
    _came_from_file,
    "This text was pasted, or came with annotations of another program: there is no file of it to "
    "read again.",
)


def ask_file(session: Session, _: Arguments) -> PathsQuestion:
    """Asks where the file of the article lies."""
    document = _current(session)
    name = document.source_name or document.title
    endings = (f"*{Path(name).suffix}",) if Path(name).suffix else ()
    return PathsQuestion(f"Where is {name}?", endings, several=False)


def ask_setting(session: Session, given: Arguments) -> ChoiceQuestion | None:
    """Asks how to read the file, where what reads it has options."""
    from annotator.session.reading_again import reader_again  # noqa: PLC0415 - when it is wanted

    (path,) = cast("Sequence[Path]", given["paths"])
    reader = reader_again(_current(session), path, Way())
    if not reader.options:
        return None
    now = " ".join(f"{name}={value}" for name, value in reader.chosen.items())
    choices = [Choice("As before", AS_BEFORE, now), *map(_option_choice, reader.options)]
    return ChoiceQuestion(f"Read {path.name} again", filtered(choices), wide=True)


def _option_choice(option: Option) -> Choice:
    if not option.yes_or_no:
        now = option.value or "…"
        setting = Setting(option.name, option.value, option.help)
        return Choice(option.help, setting, f"{option.name}={now}")
    words = option.help.replace(" (yes or no)", "")
    other = "yes"
    if option.value == other:
        words, other = f"No longer: {words[:1].lower()}{words[1:]}", "no"
    return Choice(words, Setting(option.name, other), f"{option.name}={other}")


def ask_value(_session: Session, given: Arguments) -> TextQuestion | None:
    """Asks for the value of an option that may be anything."""
    setting = cast("Setting", given.get("setting", AS_BEFORE))
    return TextQuestion(setting.asks, setting.value) if setting.asks else None


def extract(session: Session, path: Path, setting: Setting, value: str) -> None:
    """Make the text anew, and list what has to be looked at if there is any."""
    from annotator.session.extracting_again import extract_again  # noqa: PLC0415 - as above

    options = {setting.option: value if setting.asks else setting.value} if setting.option else {}
    document, mention, caret = _current(session).id, session.current_mention, session.caret
    session.safe.before("extracting again", _annotated(session, document))
    with session.progress.during("Extracting the text again") as watch:
        done = extract_again(session.store, document, path, Way(options=options), watch)
    session.import_report = ImportReport(notices=done.notices)
    _go_back(session, mention.id if mention else None, caret)
    list_changes(session, done.taken, done.sentence)


def _go_back(session: Session, mention: MentionId | None, caret: int) -> None:
    """Go where the reader was: to the same mention, or about there."""
    still = session.store.queries.mentions.find(mention) if mention is not None else None
    if still is None:
        session.select(caret, caret)
    else:
        session.go_to_mention(still)


def _annotated(session: Session, document: DocumentId) -> int:
    (counted,) = session.store.queries.documents.counted([document])
    return counted.mentions + counted.statements


def _current(session: Session) -> Document:
    document = session.current_document
    assert document is not None
    return document
