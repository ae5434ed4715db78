"""Whether what a window shows is what its project says, worked out anew from every row.

Nothing here follows changes: each part is made from the whole project, with the plainest means, and
compared with what the panels, the status line and the marks in the article came to step by step.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.model.document import DocumentState
from annotator.model.provenance import Status
from annotator.model.span import Span
from annotator.model.suggestion import SuggestedMention
from annotator.session.knowing import known_for
from annotator.session.refusing import refused_cues
from annotator.session.state import Shown
from annotator.store.queries.entities import EntityCount
from annotator.suggest.base import Desk
from annotator.suggest.engine import suggested
from annotator.text.visible import visible
from annotator.ui.correction_words import correction_words
from annotator.ui.document_model import Role
from annotator.ui.jobs import SlicedJob
from annotator.ui.offered_words import offered_words
from annotator.ui.statement_words import card_of
from annotator.ui.status import is_asked
from annotator.ui.times import local_time


def differences(window) -> list[str]:
    """A sentence for everything that the window shows otherwise than the project says."""
    settle(window)
    parts = (
        _suggestions,
        _session,
        _title,
        _documents,
        _entities,
        _claims,
        _article,
        _status,
        _history,
        _painted,
    )
    return [words for part in parts for words in part(window)]


def settle(window) -> None:
    """Do at once what waits for a quiet moment."""
    QApplication.processEvents()
    for timer in window.findChildren(QTimer):
        if timer.isSingleShot() and timer.isActive():
            timer.stop()
            timer.timeout.emit()
    QApplication.processEvents()
    suggestions = window.bridge.session.suggestions
    if suggestions is not None:
        suggestions.complete()
        window.bridge.session.suggestions_came()
        QApplication.processEvents()
    while any(job.running for job in window.findChildren(SlicedJob)):
        QApplication.processEvents()


def _unlike(what: str, shown: object, stored: object) -> Iterator[str]:
    if shown != stored:
        yield f"{what}: shows {shown!r}, stored is {stored!r}"


def _suggestions(window) -> Iterator[str]:
    """What is suggested is what the suggesters propose, less what is annotated."""
    session, queries = window.bridge.session, window.bridge.session.store.queries
    if session.document is None or session.suggestions is None:
        yield from _unlike("suggestions", session.suggestions, None)
        return
    undecided, whole = session.suggestions.undecided, Span(0, max(1, len(session.text)))
    annotated, proposed = queries.annotated(session.document), undecided._proposed
    answered = {n for each in annotated.mentions for n in proposed.answered_by_mention(each)}
    answered |= {n for each in annotated.statements for n in proposed.answered_by_statement(each)}
    numbers = [*undecided.mentions_over(whole), *undecided.statements_over(whole)]
    left = sorted(number for number in proposed if number not in answered)
    yield from _unlike("what is not answered", sorted(numbers), left)
    if session.suggestion is not None and session.suggestion not in numbers:
        yield f"the session's suggestion {session.suggestion} is gone"
    session.suggestions.renew()
    settle(window)
    undecided = session.suggestions.undecided
    numbers = [*undecided.mentions_over(whole), *undecided.statements_over(whole)]
    shown = [_without_speakers(undecided.find(number)) for number in numbers]
    known = known_for(queries, session.text)
    cues = refused_cues(queries, session.lexicon)
    desk = Desk(session.lexicon, replace(known, refused_cues=cues))
    wanted = map(_without_speakers, suggested(annotated, desk, session.suggesters().all))
    yield from _unlike("suggestions", sorted(map(repr, shown)), sorted(map(repr, wanted)))


def _without_speakers(suggestion):
    """Who may speak is looked for when a statement is answered."""
    is_mention = isinstance(suggestion, SuggestedMention)
    return suggestion if is_mention else replace(suggestion, speakers=())


def _seen(session) -> tuple[list, list]:
    """The mentions and statements of the open document, stored and suggested."""
    queries = session.store.queries
    mentions = [m for m in queries.mentions.all() if m.document == session.document]
    statements = [s for s in queries.statements.all() if s.document == session.document]
    if session.suggestions is not None:
        undecided, whole = session.suggestions.undecided, Span(0, max(1, len(session.text)))
        mentions += [undecided.mention(number) for number in undecided.mentions_over(whole)]
        statements += [undecided.statement(number) for number in undecided.statements_over(whole)]
    return _counting(mentions), _counting(statements)


def _session(window) -> Iterator[str]:
    """The session points at what is there, and stands within its text."""
    session, queries = window.bridge.session, window.bridge.session.store.queries
    for name in ("mention", "statement", "entity", "claim", "document"):
        id = getattr(session, name)
        found = getattr(queries, "entities" if name == "entity" else f"{name}s")
        if id is not None and found.find(id) is None:
            yield f"the session's {name} {id} is gone"
    if not all(0 <= at <= len(session.text) for at in (session.anchor, session.caret)):
        yield f"the caret stands outside the text: {session.anchor}, {session.caret}"
    if session.document is None:
        yield from _unlike("no document", queries.documents.count(), 0)
    else:
        yield from _unlike("text", session.text, queries.documents.text(session.document))
        for kind, at in (("mention", session.mention), ("statement", session.statement)):
            found = getattr(queries, f"{kind}s").find(at) if at is not None else None
            if found is not None and found.document != session.document:
                yield f"the session's {kind} {at} lies in another document"


def _title(window) -> Iterator[str]:
    session = window.bridge.session
    document = session.document and session.store.queries.documents.find(session.document)
    name, file = session.store.queries.project().name, session.path.stem
    named = name if name == file else f"{name} ({file})"
    parts = (document.title if document else "", named, "annotator")
    yield from _unlike("title", window.windowTitle(), " · ".join(filter(None, parts)))


def _documents(window) -> Iterator[str]:
    queries, panel = window.bridge.session.store.queries, window.documents
    words = panel.filter.text().strip().lower()
    stored = queries.documents.all()
    mentions = Counter(mention.document for mention in _accepted(queries.mentions))
    statements = Counter(statement.document for statement in _accepted(queries.statements))
    wanted = [
        (
            d.id,
            d.title or d.source_name,
            " · ".join((*_apart(d, stored), _detail(d, mentions[d.id], statements[d.id]))),
        )
        for d in stored
        if words in d.title.lower() or not words
    ]
    model = panel.model
    rows = [model.index(row) for row in range(model.rowCount())]
    shown = [(row.data(Role.ID), row.data(), row.data(Role.DETAIL)) for row in rows]
    if words.isascii():
        # whatever they are sorted by: that order has tests of its own
        yield from _unlike("documents", sorted(shown), sorted(wanted))
    done = sum(document.state is DocumentState.DONE for document in stored)
    heading = f"DOCUMENTS · {done} of {len(stored)} done" if stored else "DOCUMENTS"
    yield from _unlike("heading of the documents", panel.heading.text(), heading)
    yield from _unlike("an empty list of documents", not panel.empty.isHidden(), not shown)


def _accepted(annotations) -> Iterator:
    """Those that count as annotated."""
    return (a for a in annotations.all() if a.provenance.status is Status.ACCEPTED)


def _apart(document, stored) -> list[str]:
    """What tells a document from those of the same title: date and file, or time, or number."""
    title = document.title.lower()
    twins = [each for each in stored if each.title.lower() == title]
    told = [
        getattr(document, name) or ""
        for name in ("published", "source_name")
        if len({getattr(each, name) or "" for each in twins}) > 1
    ]
    if len(twins) == 1 or told:
        return [each for each in told if each]
    if len({local_time(each.imported_at) for each in twins}) > 1:
        return [f"imported {local_time(document.imported_at)}"]
    return [f"document {document.id}"]


def _detail(document, mentions: int, statements: int) -> str:
    if document.state is DocumentState.DONE:
        return "done ✓"
    if not mentions + statements:
        return "not started"
    return f"{_many(mentions, 'mention')} · {_many(statements, 'statement')}"


def _many(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _entities(window) -> Iterator[str]:
    session, panel = window.bridge.session, window.entities
    queries, words = session.store.queries, panel.filter.text().strip()
    mentions = list(_accepted(queries.mentions))
    everywhere = Counter(mention.entity for mention in mentions)
    entities = [
        entity
        for entity in queries.entities.all()
        if not words or any(words.lower() in name.lower() for name in entity.names)
    ]
    order = [type.id for type in session.schema.entity_types]
    entities.sort(key=lambda e: (order.index(e.type), _folded(e.name), e.id))
    wanted = [(e.id, e.type, e.name, everywhere[e.id]) for e in entities]
    model = panel.model
    entries = [model.entry(row) for row in range(model.rowCount())]
    shown = [
        (e.entity.id, e.entity.type, e.entity.name, e.mentions)
        for e in entries
        if isinstance(e, EntityCount)
    ]
    headings = [(e.type, e.count) for e in entries if not isinstance(e, EntityCount)]
    if words.isascii():
        yield from _unlike("entities", shown, wanted)
        counts = Counter(type for _, type, *_ in wanted)
        stored = [(type, counts[type]) for type in order if counts[type]]
        yield from _unlike("headings of the entities", headings, stored)


def _folded(name: str) -> str:
    """As SQLite's NOCASE compares: only the letters of ASCII have two cases."""
    return "".join(letter.lower() if letter.isascii() else letter for letter in name)


def _counting(annotations: Iterable) -> list:
    return [each for each in annotations if each.provenance.status is not Status.REJECTED]


def _claims(window) -> Iterator[str]:
    session, model = window.bridge.session, window.claims.model
    wanted = _seen(session)[1]
    wanted.sort(key=lambda statement: (statement.content[0].start, statement.id))
    rows = [model.row(number) for number in range(model.rowCount())]
    shown = [row.statement for row in rows if row.kind == "card"]
    if not window.claims.filter.text():
        ids = [statement.id for statement in wanted]
        if session.view.group_claims == "text":
            yield from _unlike("cards", shown, ids)
        else:
            yield from _unlike("grouped cards", sorted(shown), sorted(ids))
    by_id = {statement.id: statement for statement in wanted}
    for id in shown:
        card, statement = model.card(id), by_id.get(id)
        if card is None or statement is None:
            yield f"the card of statement {id} has nothing to show"
            continue
        words = " ".join(statement.content[0].of(session.text).split())
        if words[:30] not in " ".join(card.spoken.split()):
            yield f"card {id} says {card.spoken!r}, stored is {words!r}"
        anew = card_of(session, statement)
        if session.view.group_claims == "claim":
            anew = replace(anew, claim="")
        yield from _unlike(f"card {id}", card, anew)
    yield from _heights(window.claims)
    opened = {row.statement for row in rows if row.kind == "field"}
    if session.statement in shown:
        yield from _unlike("the open card", opened, {session.statement})


def _heights(panel) -> Iterator[str]:
    """Rows that were measured are as high as they would be if they were measured now."""
    for number in range(panel.model.rowCount()):
        row = panel.model.row(number)
        if row in panel._heights._known:
            height = panel._delegate.height(number)
            yield from _unlike(f"height of {row}", panel.rows.rowHeight(number), height)


def _article(window) -> Iterator[str]:
    """Every mark on the screen is an annotation as it is stored, and none is missing."""
    session, screen = window.bridge.session, window.article._screen
    if session.document is None:
        yield from _unlike("an article", screen, None)
        return
    mentions, statements = _seen(session)
    for placed, marks in screen.page():
        block = placed.block
        drawn = {_drawn(mark.mention) for mark in marks.mentions}
        wanted = {_drawn(m) for m in mentions if _touches(block, m.spans)}
        yield from _unlike(f"mentions from {block.start}", drawn, wanted)
        contents = {(mark.statement.id, mark.statement.content) for mark in marks.contents}
        stored = {(s.id, s.content) for s in statements if _touches(block, s.content)}
        yield from _unlike(f"contents from {block.start}", contents, stored)


def _drawn(mention) -> tuple:
    return mention.id, mention.type, mention.spans, mention.entity, mention.provenance.status


def _touches(block, spans) -> bool:
    return any(next(iter(block.pieces(span)), None) is not None for span in spans)


def _status(window) -> Iterator[str]:
    session, status = window.bridge.session, window.status
    if session.message:
        # behind it stands what is suggested there
        said = visible(session.message)
        yield from _unlike("message", status.message.words[: len(said)], said)
    elif is_asked():
        yield from _unlike("beside a question", status.selection.words, "")
    else:
        yield from _selection(session, status.selection.words)
    read_only = status.saved.text() == "Read only"
    yield from _unlike("whether it can be written", read_only, session.store.read_only)


def _selection(session, shown) -> Iterator[str]:
    """What stands in the status line about the place of the reader."""
    corrected = visible(correction_words(session))
    yield from _unlike("correction", shown[len(shown) - len(corrected) :], corrected)
    shown = shown[: len(shown) - len(corrected)].removesuffix(" · ")
    if offered_words(session):
        yield from _unlike("what is offered", shown, visible(offered_words(session)))
    elif session.selection and session.document is not None:
        words = " ".join(session.selection.of(session.text).split())
        shown = shown.rpartition(" · ")[0]
        yield from _unlike("selection", shown.rstrip("…")[:40].rstrip(), words[:40].rstrip())


def _painted(window) -> Iterator[str]:
    """What was painted piece by piece looks as it would if it were painted anew.

    Not below the shadow of a popup, which cuts through dashed lines.
    """
    QTest.qWaitForWindowExposed(window)  # a window that was just opened may be on the screen later
    if window.shown.opened is not None or is_asked():
        return
    for name in _stale(window) and _stale(window):  # what is only late is there by now
        yield f"the {name} were painted otherwise"


def _stale(window) -> list[str]:
    """The parts that look otherwise on the screen than painted anew."""
    QApplication.processEvents()
    shown = window.screen().grabWindow(window.winId()).toImage()
    anew = window.grab().toImage().convertToFormat(shown.format())
    found = []
    for name in ("article", "claims", "entities"):
        widget = getattr(window, name)
        widget = widget if name == "article" else widget.rows
        place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
        if widget.isVisible() and shown.copy(place) != anew.copy(place):
            found.append(name)
    return found


def _history(window) -> Iterator[str]:
    session = window.bridge.session
    if session.shown is not Shown.HISTORY or window.shown.opened is None:
        return
    model, steps = window.shown.opened.model, session.store.history.steps(limit=50)
    shown = [model.step_at(row) for row in range(min(50, model.rowCount()))]
    yield from _unlike("steps", shown, steps)
