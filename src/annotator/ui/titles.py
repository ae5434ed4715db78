"""The words for an action where the user meets it: menus, palette, help and status line."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from annotator.commands.registry import Action
from annotator.session import Mode

_FIELD = re.compile(r"\{[a-z_]+\}")


def title_of(action: Action) -> str:
    """The title, translated, with an ellipsis where an argument will be asked for."""
    title = QCoreApplication.translate("commands", action.title)
    title = _FIELD.sub("…", title)
    asks = any(name not in action.arguments for name in action.command.asks)
    return f"{title}…" if asks and "…" not in title else title


def help_of(action: Action) -> str:
    """The first sentence of the help text, translated."""
    words = QCoreApplication.translate("commands", action.command.help)
    return " ".join(words.split("\n\n")[0].split())


def is_listed(action: Action) -> bool:
    """Whether an action is worth a line in a list: the letters of hints are not."""
    return Mode.HINTS not in action.command.modes or len(action.command.modes) > 1


def short_title(action: Action) -> str:
    """The title as it follows a key in the status line."""
    title = title_of(action).rstrip("…")
    return title[:1].lower() + title[1:]
