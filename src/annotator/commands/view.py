"""How the window looks, and what opens over it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from annotator.commands.conditions import Condition, has_document
from annotator.commands.registry import Variant, command
from annotator.model.document import DocumentOrder
from annotator.model.schema import Schema
from annotator.model.span import Span
from annotator.session import Mode, Panel, Session, Shown
from annotator.session.state import EVERYWHERE, PANELS
from annotator.text.search import find as find_in_text

_MENU = "View"
_STEP = 1.1
_ZOOMS = (0.5, 4.0)
_INSPECTED = PANELS - {Mode.ENTITIES}  # there, i is the id in a knowledge base


@command("Zoom in", keys=("Ctrl++", "Ctrl+="), modes=EVERYWHERE, menu=_MENU)
def zoom_in(session: Session) -> None:
    """Make the article's letters larger."""
    _zoom(session, session.view.zoom * _STEP)


@command("Zoom out", keys="Ctrl+-", modes=EVERYWHERE, menu=_MENU)
def zoom_out(session: Session) -> None:
    """Make the article's letters smaller."""
    _zoom(session, session.view.zoom / _STEP)


@command("Normal size", keys="Ctrl+0", modes=EVERYWHERE, menu=_MENU)
def zoom_reset(session: Session) -> None:
    """Give the article's letters their normal size."""
    _zoom(session, 1.0)


def _zoom(session: Session, factor: float) -> None:
    low, high = _ZOOMS
    session.set_view(replace(session.view, zoom=round(max(low, min(factor, high)), 3)))


def _themes(_: Schema) -> Sequence[Variant]:
    names = {"system": "As the system", "light": "Light", "dark": "Dark"}
    return [Variant(id, title, (), {"theme": id}) for id, title in names.items()]


@command("Theme", modes=EVERYWHERE, menu="View/Theme", variants=_themes)
def theme(session: Session, theme: str) -> None:
    """Use light or dark colours, or those of the system."""
    session.set_view(replace(session.view, theme=theme))


def _panels(_: Schema) -> Sequence[Variant]:
    keys = {Panel.DOCUMENTS: "Ctrl+1", Panel.ENTITIES: "Ctrl+2", Panel.CLAIMS: "Ctrl+3"}
    return [
        Variant(panel.value, f"Show or hide {panel.value}", (key,), {"panel": panel})
        for panel, key in keys.items()
    ]


@command("Panel", modes=PANELS, menu=_MENU, variants=_panels)
def toggle_panel(session: Session, panel: Panel) -> None:
    """Show a panel, or put it away."""
    session.set_view(replace(session.view, hidden=session.view.hidden ^ {panel}))
    if session.panel in session.view.hidden:
        session.focus(Panel.ARTICLE)


def _moves(words: str) -> Callable[[Schema], Sequence[Variant]]:
    def variants(_: Schema) -> Sequence[Variant]:
        panels = (Panel.DOCUMENTS, Panel.ENTITIES, Panel.CLAIMS)
        return [Variant(p.value, words.format(p.value), (), {"panel": p}) for p in panels]

    return variants


@command(
    "Move a panel across",
    modes=PANELS,
    menu="View/Move panels",
    variants=_moves("Move {} to the other side"),
)
def move_across(session: Session, panel: Panel) -> None:
    """Put a panel on the other side of the article, below those that are there."""
    session.set_view(session.view.across(panel))


@command("Move a panel up", modes=PANELS, menu="View/Move panels", variants=_moves("Move {} up"))
def move_up(session: Session, panel: Panel) -> None:
    """Put a panel above the one over it; the top one goes to the bottom."""
    session.set_view(session.view.raised(panel))


def _groupings(_: Schema) -> Sequence[Variant]:
    names = {"text": "In text order", "source": "By source", "claim": "By claim"}
    return [Variant(id, title, (), {"by": id}) for id, title in names.items()]


@command("Claims", modes=PANELS, menu="View/Claims", variants=_groupings)
def group_claims(session: Session, by: str) -> None:
    """List statements in text order, by who speaks, or by the claim they put forward."""
    session.set_view(replace(session.view, group_claims=by))


def _orders(_: Schema) -> Sequence[Variant]:
    names = {
        DocumentOrder.IMPORTED: "As imported",
        DocumentOrder.TITLE: "By title",
        DocumentOrder.NEWEST: "Newest first",
        DocumentOrder.ANNOTATED: "Most annotated first",
        DocumentOrder.OPEN: "Not done first",
    }
    return [Variant(order.value, title, (), {"by": order}) for order, title in names.items()]


@command("Documents", modes=PANELS, menu="View/Documents", variants=_orders)
def sort_documents(session: Session, by: DocumentOrder) -> None:
    """List the documents in another order; next and previous document follow it."""
    session.set_view(replace(session.view, sort_documents=by))


@command("Key meter", modes=PANELS, menu=_MENU)
def toggle_meter(session: Session) -> None:
    """Count key presses and clicks an annotation in the status line, or stop."""
    session.set_view(replace(session.view, meter=not session.view.meter))


@command("Close the message", keys="Ctrl+M", modes=PANELS, menu=_MENU)
def close_message(session: Session) -> None:
    """Close the message over the article, as a click on its button does."""
    if session.host is None or not session.host.close_notice():
        session.say("No message stands over the article.")


@command("Suggestions", keys="F8", modes=PANELS, menu=_MENU)
def toggle_suggestions(session: Session) -> None:
    """Suggest what may be annotated in the article, or no longer; what is stored stays."""
    session.set_view(replace(session.view, suggestions=not session.view.suggestions))
    session.say(f"Suggestions are {'on' if session.view.suggestions else 'off'}.")


def _confidences(_: Schema) -> Sequence[Variant]:
    shares = (70, 80, 90, 95, 99)
    return [Variant(str(each), f"From {each} %", (), {"share": each}) for each in shares]


@command("Sure suggestions", modes=PANELS, menu="View/Sure suggestions", variants=_confidences)
def sure_from(session: Session, share: int) -> None:
    """Say how confident a suggestion must be to be accepted together with others (Shift+Y)."""
    session.set_view(replace(session.view, sure=share / 100))
    session.say(f"Suggestions count as sure from a confidence of {share} % on.")


@command("Commands…", keys=("Ctrl+K", ":"), modes=PANELS, menu=_MENU, in_text_fields=True)
def palette(session: Session) -> None:
    """Find any command by typing a few letters of it."""
    session.show(Shown.PALETTE)


@command("Keys", keys=("?", "F1"), modes=EVERYWHERE, menu="Help")
def keys(session: Session) -> None:
    """Show the keys that work right now, and all others."""
    session.show(Shown.KEYS)


@command("About", modes=EVERYWHERE, menu="Help")
def about(session: Session) -> None:
    """Show the versions of annotator and what it runs on."""
    session.show(Shown.ABOUT)


@command("Inspector", keys="i", modes=_INSPECTED, menu=_MENU)
def inspect(session: Session) -> None:
    """Show everything that is known about the current object."""
    session.show(Shown.INSPECTOR)


@command("Find…", keys=("/", "Ctrl+F"), when=has_document, menu="Edit")
def find(session: Session) -> None:
    """Find words in the article."""
    session.show(Shown.FIND)


_searched = has_document & Condition(
    lambda session: bool(session.find_query), "Find something first (/)."
)


@command("Find next", keys="F3", when=_searched, modes=PANELS, menu="Edit", in_text_fields=True)
def find_next(session: Session) -> None:
    """Select the next place where the words stand; from the start again after the last."""
    at = session.selection.end if session.selection else session.caret
    query, text = session.find_query, session.text
    _found(session, find_in_text(text, query, at) or find_in_text(text, query, 0))


@command(
    "Find previous", keys="Shift+F3", when=_searched, modes=PANELS, menu="Edit", in_text_fields=True
)
def find_previous(session: Session) -> None:
    """Select the place before where the words stand; from the end again before the first."""
    at = session.selection.start if session.selection else session.caret
    query, text = session.find_query, session.text
    _found(
        session,
        find_in_text(text, query, at, backwards=True)
        or find_in_text(text, query, len(text), backwards=True),
    )


def _found(session: Session, span: Span | None) -> None:
    if span is None:
        session.say(f"“{session.find_query}” is not in this article.")
    else:
        session.select(span.start, span.end, exact=True)


@command("Find in the project…", keys="Ctrl+Shift+F", modes=PANELS, menu="Edit")
def search(session: Session) -> None:
    """Find words in all articles, each place with the words around it."""
    session.show(Shown.SEARCH)


_SPANS = frozenset({Mode.ARTICLE})


@command("Copy", keys="Ctrl+C", when=has_document, modes=_SPANS, menu="Edit")
def copy(session: Session) -> None:
    """Copy the selected words, exactly as they stand in the article."""
    if session.selection and session.host:
        session.host.copy_text(session.selection.of(session.text))
        session.say("Copied.")
