"""Choosing a claim by a few letters, best guess first, or making one by typing a new sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.commands.choices import folded, rank
from annotator.commands.current import CannotRun, quoted, shortened, text_of, tidy, tidy_or_refuse
from annotator.model.claim import Claim
from annotator.model.ids import ClaimId
from annotator.model.provenance import Status
from annotator.model.statement import Statement
from annotator.session import Choice, Session
from annotator.store.transaction import Transaction

_SHOWN = 40
_READ_WHOLE = 2_000
_FOUND = 500
_LABEL = 100
_SHORT_WORD = 3
_QUOTES = "\u201c\u201d\u201e\xab\xbb\u2039\u203a\"'\u2018\u2019"


@dataclass(frozen=True, slots=True)
class NewClaim:
    """A claim to be made: its canonical sentence."""

    text: str


ClaimTarget = ClaimId | NewClaim | str


def claim_for(session: Session, tx: Transaction, target: ClaimTarget) -> ClaimId:
    """The id of a target: one that exists, a new one, or the one of that sentence, else a new one.

    Raises CannotRun for an id that is gone and for an empty sentence.
    """
    claims = session.store.queries.claims
    if isinstance(target, int):
        if claims.find(target) is None:
            raise CannotRun("That claim is no longer there; choose another one.")
        return target
    text = tidy_or_refuse(
        target.text if isinstance(target, NewClaim) else target, "The sentence of a claim"
    )
    if isinstance(target, str):
        same = [claim for claim in claims.matching(text) if claim.text == text]
        if same:
            return same[0].id
    return ClaimId(tx.add(Claim(ClaimId(0), text, tx.provenance())))


def sentence_of(session: Session, statement: Statement) -> str:
    """The content of a statement, unquoted, as a first draft of a claim's sentence."""
    words = tidy(statement.surface(text_of(session, statement.document))).strip(_QUOTES + " ,;:")
    words = words.removeprefix("that ")
    return words[:1].upper() + words[1:]


@dataclass(frozen=True, slots=True)
class ClaimSearch:
    """Claims for the letters typed, best guess first; without letters, those that share words.

    `words` is what the claim is compared with. With `creates` there is a choice that makes a claim
    of what was typed, or of `words`. `nothing` labels a choice of None.
    """

    session: Session
    words: str = ""
    exclude: frozenset[ClaimId] = frozenset()
    creates: bool = False
    nothing: str = ""

    def __call__(self, letters: str) -> Sequence[Choice]:
        """The choices for the letters."""
        typed = folded(letters)
        ranked = self._ranked(typed)[:_SHOWN]
        choices = [self._choice(claim) for _, claim in ranked]
        sentence = tidy(letters) or self.words
        if self.creates and sentence:
            # What shares no word with the statement is no better guess than a new claim.
            good = sum(1 for fit, _ in ranked if fit <= 0) if not typed else len(choices)
            new = Choice(f"New claim {quoted(sentence)}", NewClaim(sentence))
            choices.insert(good, new)
        if self.nothing and not typed:
            choices.append(Choice(self.nothing, None))
        return choices

    def _ranked(self, typed: str) -> list[tuple[int, Claim]]:
        found: list[tuple[int, int, Claim]] = []
        for claim in self._candidates(typed):
            fit = (
                rank(typed, (folded(claim.text), folded(claim.topic or "")))
                if typed
                else 1 - _shared(self.words, claim.text)
            )
            if fit is not None and claim.id not in self.exclude:
                found.append((fit, -claim.id, claim))
        return [(fit, claim) for fit, _, claim in sorted(found, key=lambda each: each[:2])]

    def _candidates(self, typed: str) -> list[Claim]:
        claims = self.session.store.queries.claims
        if claims.count() <= _READ_WHOLE:
            return claims.all()
        longest = max((typed or self.words).split(), key=len, default="")
        return claims.matching(longest, limit=_FOUND)

    def _choice(self, claim: Claim) -> Choice:
        said = sum(
            statement.provenance.status is Status.ACCEPTED
            for statement in self.session.store.queries.statements.of_claim(claim.id)
        )
        number = f"{said} statement{'' if said == 1 else 's'}"
        verdict = claim.verdict.value.replace("_", " ")
        detail = " · ".join(part for part in (claim.topic, number, verdict) if part)
        return Choice(shortened(claim.text, _LABEL), claim.id, detail)


def _shared(one: str, other: str) -> int:
    """How many longer words two sentences share."""
    words = {word.strip(".,;:!?" + _QUOTES) for word in folded(one).split()}
    others = {word.strip(".,;:!?" + _QUOTES) for word in folded(other).split()}
    return sum(1 for word in words & others if len(word) > _SHORT_WORD)
