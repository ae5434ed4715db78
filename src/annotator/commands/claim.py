"""Claims: what several statements put forward together, and the verdict on it."""

from __future__ import annotations

import re
from dataclasses import replace

from annotator.commands.attributes import (
    attribute_question,
    declared_on,
    value_question,
    with_answer,
)
from annotator.commands.choices import enum_label, enum_question, filtered
from annotator.commands.claim_choices import (
    ClaimSearch,
    ClaimTarget,
    NewClaim,
    claim_for,
    sentence_of,
)
from annotator.commands.conditions import Condition, has_selection, in_statement
from annotator.commands.current import (
    CannotRun,
    find_claim,
    need,
    on_claim,
    quoted,
    shortened,
    text_of,
    the_document,
    tidy,
    tidy_or_refuse,
)
from annotator.commands.references import drop_links, move_links
from annotator.commands.registry import Arguments, Question, command
from annotator.model.claim import Claim, Evidence, Stance, Verdict
from annotator.model.ids import ClaimId, EvidenceId, Ref
from annotator.model.statement import Statement
from annotator.session import Choice, ChoiceQuestion, Mode, Session, TextQuestion
from annotator.session.state import PANELS
from annotator.store.queries import Queries
from annotator.store.transaction import Transaction
from annotator.text.snap import snap

MENU = "Annotate/Claim"
BOTH = frozenset({Mode.ARTICLE, Mode.CLAIMS})
CLAIMS = frozenset({Mode.CLAIMS})

in_claimed = in_statement & Condition(
    lambda session: _statement(session).claim is not None,
    "The statement is not linked to a claim; z links it.",
)


def _statement(session: Session) -> Statement:
    return need(session.current_statement, in_statement)


def _claim(session: Session) -> Claim:
    return need(find_claim(session), on_claim)


def _ask_link(session: Session, given: Arguments) -> Question:
    statement = _statement(session)
    search = ClaimSearch(
        session,
        words=sentence_of(session, statement),
        exclude=frozenset(() if statement.claim is None else (statement.claim,)),
        creates=True,
        nothing="No claim" if statement.claim is not None else "",
    )
    return ChoiceQuestion("Claim that the statement puts forward", search)


@command(
    "Link to a claim…",
    keys="Shift+Z",
    when=in_statement,
    modes=BOTH,
    menu=MENU,
    asks={"target": _ask_link},
)
def link(session: Session, target: ClaimTarget | None) -> None:
    """Say which claim the statement puts forward or denies.

    Type a few letters of the claim. A sentence that is new makes a new claim.
    """
    if target is None:
        _unlink(session)
    else:
        _link(session, target)


def _link(session: Session, target: ClaimTarget) -> None:
    statement = _statement(session)
    with session.store.transaction("Link to a claim") as tx:
        id = claim_for(session, tx, target)
        tx.replace(replace(statement, claim=id))
    session.make_current(claim=id)
    session.say(f"Claim: {quoted(session.store.queries.claims.get(id).text)}.")


def _ask_new(session: Session, given: Arguments) -> Question:
    return TextQuestion("New claim, as one sentence", sentence_of(session, _statement(session)))


@command("New claim…", when=in_statement, modes=PANELS, menu=MENU, asks={"text": _ask_new})
def new(session: Session, text: str) -> None:
    """Make a claim of the statement, in one sentence that needs no context."""
    _link(session, NewClaim(text))


@command("Unlink from the claim", when=in_claimed, modes=PANELS, menu=MENU)
def unlink(session: Session) -> None:
    """Say that the statement puts forward no claim; the claim stays."""
    _unlink(session)


def _unlink(session: Session) -> None:
    statement = _statement(session)
    with session.store.transaction("Unlink from the claim") as tx:
        tx.replace(replace(statement, claim=None))
    session.say("The statement is not linked to a claim any more.")


def _ask_text(session: Session, given: Arguments) -> Question:
    return TextQuestion("Sentence of the claim", _claim(session).text, multiline=True)


@command(
    "Reword the claim…",
    keys="F2",
    when=on_claim,
    modes=CLAIMS,
    menu=MENU,
    asks={"text": _ask_text},
)
def rename(session: Session, text: str) -> None:
    """Write the sentence of the claim anew."""
    claim = _claim(session)
    text = tidy_or_refuse(text, "The sentence of a claim")
    with session.store.transaction("Reword the claim") as tx:
        tx.replace(replace(claim, text=text))


def _ask_topic(session: Session, given: Arguments) -> Question:
    return TextQuestion("Topic of the claim (empty for none)", _claim(session).topic or "")


@command("Topic…", keys="t", when=on_claim, modes=CLAIMS, menu=MENU, asks={"topic": _ask_topic})
def set_topic(session: Session, topic: str) -> None:
    """Say what the claim is about in a word or two; an empty answer takes the topic away."""
    claim = _claim(session)
    with session.store.transaction("Set the topic") as tx:
        tx.replace(replace(claim, topic=tidy(topic) or None))


def _ask_verdict(session: Session, given: Arguments) -> Question:
    claim = _claim(session)
    return enum_question(f"Verdict on {quoted(claim.text)}", Verdict, now=claim.verdict)


@command(
    "Verdict…", keys="v", when=on_claim, modes=CLAIMS, menu=MENU, asks={"verdict": _ask_verdict}
)
def set_verdict(session: Session, verdict: Verdict) -> None:
    """Say what the fact check found; who said so and when is kept with it."""
    claim, verdict = _claim(session), Verdict(verdict)
    with session.store.transaction("Set the verdict") as tx:
        reviewed = verdict is not Verdict.UNVERIFIED
        tx.replace(
            replace(
                claim,
                verdict=verdict,
                reviewed_by=tx.author if reviewed else None,
                reviewed_at=tx.now if reviewed else None,
            )
        )
    session.say(f"{quoted(claim.text)}: {enum_label(verdict)}.")


def _ask_merge(session: Session, given: Arguments) -> Question:
    claim = _claim(session)
    search = ClaimSearch(session, words=claim.text, exclude=frozenset({claim.id}))
    return ChoiceQuestion(f"Merge {quoted(claim.text)} into", search)


@command(
    "Merge the claim into…",
    keys="m",
    when=on_claim,
    modes=CLAIMS,
    menu=MENU,
    asks={"target": _ask_merge},
)
def merge(session: Session, target: ClaimId) -> None:
    """Make one claim of this one and another; statements, evidence, relations and notes move."""
    queries, old = session.store.queries, _claim(session)
    kept = queries.claims.find(target)
    if kept is None or kept.id == old.id:
        raise CannotRun("Choose another claim to merge with.")
    with session.store.transaction("Merge claims") as tx:
        for statement in queries.statements.of_claim(old.id):
            tx.replace(replace(statement, claim=kept.id))
        _move_evidence(queries, tx, old.id, kept.id)
        move_links(queries, tx, Ref("claim", old.id), Ref("claim", kept.id))
        tx.replace(_together(kept, old))
        tx.remove(Ref("claim", old.id))
    session.make_current(claim=kept.id)
    unverified = Verdict.UNVERIFIED in (old.verdict, kept.verdict)
    if old.verdict is not kept.verdict and not unverified:
        session.say(
            f"The verdict stays {enum_label(kept.verdict)}; the merged claim was called "
            f"{enum_label(old.verdict)}."
        )


def _move_evidence(queries: Queries, tx: Transaction, old: ClaimId, kept: ClaimId) -> None:
    known = queries.claims.evidence.of_claim(kept)
    places = {(each.stance, each.url, each.document, each.span) for each in known}
    for evidence in queries.claims.evidence.of_claim(old):
        place = (evidence.stance, evidence.url, evidence.document, evidence.span)
        bare = evidence.quote is None and evidence.note is None
        if bare and place in places:
            tx.remove(Ref("evidence", evidence.id))
        else:
            tx.replace(replace(evidence, claim=kept))


def _together(kept: Claim, old: Claim) -> Claim:
    judge = old if kept.verdict is Verdict.UNVERIFIED else kept
    return replace(
        kept,
        topic=kept.topic or old.topic,
        verdict=judge.verdict,
        reviewed_by=judge.reviewed_by,
        reviewed_at=judge.reviewed_at,
        attributes={**old.attributes, **kept.attributes},
    )


@command("Delete the claim", keys="Shift+Del", when=on_claim, modes=CLAIMS, menu=MENU)
def delete(session: Session) -> None:
    """Delete the claim with its evidence; the statements that put it forward stay."""
    queries, claim = session.store.queries, _claim(session)
    with session.store.transaction("Delete the claim") as tx:
        for statement in queries.statements.of_claim(claim.id):
            tx.replace(replace(statement, claim=None))
        for evidence in queries.claims.evidence.of_claim(claim.id):
            tx.remove(Ref("evidence", evidence.id))
        drop_links(queries, tx, Ref("claim", claim.id))
        tx.remove(Ref("claim", claim.id))
    session.say(f"Deleted {quoted(claim.text)}; its statements stay.")


def _ask_attribute(session: Session, given: Arguments) -> Question:
    return attribute_question(session.schema, "claim", _claim(session).attributes)


def _ask_attribute_value(session: Session, given: Arguments) -> Question:
    return value_question(session.schema, given["name"], _claim(session).attributes)


@command(
    "Set an attribute of the claim…",
    when=on_claim & declared_on("claim"),
    modes=PANELS,
    menu=MENU,
    asks={"name": _ask_attribute, "value": _ask_attribute_value},
)
def set_attribute(session: Session, name: str, value: object) -> None:
    """Give the claim an extra value that the schema declares, or take it away."""
    claim = _claim(session)
    attributes = with_answer(session.schema, claim.attributes, name, value)
    with session.store.transaction("Set an attribute") as tx:
        tx.replace(replace(claim, attributes=attributes))


has_evidence = on_claim & Condition(
    lambda session: bool(session.store.queries.claims.evidence.of_claim(_claim(session).id)),
    "The claim has no evidence; e adds an address, Shift+E the selected words.",
)
_ADDRESS = re.compile(r"https?://\S+")


def _ask_url(session: Session, given: Arguments) -> Question:
    title = f"Address of evidence on {quoted(_claim(session).text)}"
    return TextQuestion(title, placeholder="https://…")


def _ask_stance(session: Session, given: Arguments) -> Question:
    return enum_question(f"What it does to {quoted(_claim(session).text)}", Stance)


@command(
    "Add an address as evidence…",
    keys="e",
    when=on_claim,
    modes=CLAIMS,
    menu=MENU,
    asks={"url": _ask_url, "stance": _ask_stance},
)
def add_evidence_url(session: Session, url: str, stance: Stance) -> None:
    """Add a page on the web that supports or refutes the claim, or gives its context."""
    claim, url = _claim(session), url.strip()
    if not _ADDRESS.fullmatch(url):
        raise CannotRun(f"{quoted(url)} is no address; write it with http:// or https://.")
    with session.store.transaction("Add evidence") as tx:
        tx.add(Evidence(EvidenceId(0), claim.id, Stance(stance), tx.provenance(), url=url))
    session.make_current(claim=claim.id)
    session.say(f"Evidence on {quoted(claim.text)}: {enum_label(Stance(stance))}.")


@command(
    "Take the selection as evidence…",
    keys="Shift+E",
    when=on_claim & has_selection,
    modes=BOTH,
    menu=MENU,
    asks={"stance": _ask_stance},
)
def add_evidence(session: Session, stance: Stance) -> None:
    """Add the selected words of the article as evidence on the current claim."""
    claim, span = _claim(session), need(session.selection, has_selection)
    if not session.exact:
        span = snap(session.text, span)
    with session.store.transaction("Add evidence") as tx:
        tx.add(
            Evidence(
                EvidenceId(0),
                claim.id,
                Stance(stance),
                tx.provenance(),
                document=the_document(session),
                span=span,
            )
        )
    session.make_current(claim=claim.id)
    session.say(f"Evidence on {quoted(claim.text)}: {quoted(span.of(session.text))}.")


def _ask_evidence(session: Session, given: Arguments) -> Question:
    found = session.store.queries.claims.evidence.of_claim(_claim(session).id)
    choices = [
        Choice(shortened(_evidence_words(session, each), 90), each.id, enum_label(each.stance))
        for each in found
    ]
    return ChoiceQuestion("Which evidence?", filtered(choices))


def _evidence_words(session: Session, evidence: Evidence) -> str:
    if evidence.document is None or evidence.span is None:
        return evidence.url or ""
    return evidence.span.of(text_of(session, evidence.document))


def _evidence(session: Session, id: object) -> Evidence:
    found = session.store.queries.claims.evidence.find(id) if isinstance(id, int) else None
    if found is None:
        raise CannotRun("That evidence is no longer there; choose another piece.")
    return found


def _ask_new_stance(session: Session, given: Arguments) -> Question:
    now = _evidence(session, given["evidence"]).stance
    return enum_question("What it does to the claim", Stance, now=now)


@command(
    "Change what evidence does…",
    when=has_evidence,
    modes=PANELS,
    menu=MENU,
    asks={"evidence": _ask_evidence, "stance": _ask_new_stance},
)
def set_stance(session: Session, evidence: EvidenceId, stance: Stance) -> None:
    """Say whether a piece of evidence supports or refutes the claim, or gives its context."""
    _keep(session, "Evidence", replace(_evidence(session, evidence), stance=Stance(stance)))


def _ask_evidence_note(session: Session, given: Arguments) -> Question:
    now = _evidence(session, given["evidence"]).note or ""
    return TextQuestion("Note on the evidence (empty for none)", now, multiline=True)


@command(
    "Note on evidence…",
    when=has_evidence,
    modes=PANELS,
    menu=MENU,
    asks={"evidence": _ask_evidence, "note": _ask_evidence_note},
)
def set_evidence_note(session: Session, evidence: EvidenceId, note: str) -> None:
    """Write how a piece of evidence bears on the claim; an empty answer takes the note away."""
    changed = replace(_evidence(session, evidence), note=note.strip() or None)
    _keep(session, "Note on evidence", changed)


def _ask_quote(session: Session, given: Arguments) -> Question:
    now = _evidence(session, given["evidence"]).quote or ""
    return TextQuestion("Words of the evidence (empty for none)", now, multiline=True)


@command(
    "Quote the evidence…",
    when=has_evidence,
    modes=PANELS,
    menu=MENU,
    asks={"evidence": _ask_evidence, "quote": _ask_quote},
)
def set_evidence_quote(session: Session, evidence: EvidenceId, quote: str) -> None:
    """Copy the words that matter from the page of a piece of evidence; empty takes them away."""
    changed = replace(_evidence(session, evidence), quote=quote.strip() or None)
    _keep(session, "Quote the evidence", changed)


@command(
    "Remove evidence…",
    keys="Shift+V",
    when=has_evidence,
    modes=CLAIMS,
    menu=MENU,
    asks={"evidence": _ask_evidence},
)
def remove_evidence(session: Session, evidence: EvidenceId) -> None:
    """Take a piece of evidence away from the claim."""
    found = _evidence(session, evidence)
    with session.store.transaction("Remove evidence") as tx:
        tx.remove(Ref("evidence", found.id))


def _keep(session: Session, label: str, evidence: Evidence) -> None:
    with session.store.transaction(label) as tx:
        tx.replace(evidence)
