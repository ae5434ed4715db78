"""Which reporting words the desk does not take for speech, by what it decided lately.

Only speech without quotation marks counts: those vouch for a statement whatever its verb is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Sequence
from itertools import groupby

from annotator.session.slices import result_of
from annotator.store.queries import Queries
from annotator.store.queries.decisions import DecidedCue
from annotator.suggest.decided import cue_key
from annotator.text.lexicon import Lexicon

#: So many statements are looked at, the newest; those in longer articles than that are not.
_LATEST, _LONGEST = 2_000, 100_000
#: A word is refused that was rejected so often, and so many times for each time it was accepted.
_OFTEN, _TO_ONE = 3, 3
_AT_ONCE = 10


def refused_cues(queries: Queries, lexicon: Lexicon) -> frozenset[str]:
    """The cues, as `cue_key` has them, that the desk refuses."""
    return result_of(refused_cues_in_steps(queries, lexicon))


def refused_cues_in_steps(
    queries: Queries, lexicon: Lexicon
) -> Generator[int, None, frozenset[str]]:
    """The same some milliseconds at a time; yields how far suggestions are: 0."""
    decided = queries.decisions.cues(_LATEST)
    yield 0
    counts = yield from _counted(queries, lexicon, [each for each in decided if not each.accepted])
    often = {key: times for key, times in counts.items() if times >= _OFTEN}
    if not often:
        return frozenset()
    accepted = yield from _counted(queries, lexicon, [each for each in decided if each.accepted])
    return frozenset(key for key, times in often.items() if times >= _TO_ONE * accepted[key])


def _counted(
    queries: Queries, lexicon: Lexicon, decided: Sequence[DecidedCue]
) -> Generator[int, None, Counter[str]]:
    """How often each cue is among some decisions, which are in the order of their documents."""
    counts: Counter[str] = Counter()
    lengths = dict(queries.documents.lengths([each.document for each in decided]))
    groups = groupby(decided, key=lambda each: each.document)
    for number, (document, places) in enumerate(groups, 1):
        if lengths.get(document, 0) <= _LONGEST:
            text = queries.hits.text(document) or ""
            counts.update(cue_key(text[each.start : each.end], lexicon) for each in places)
        if number % _AT_ONCE == 0:
            yield 0
    return counts
