"""What the words around a name say of it, on either side."""

from __future__ import annotations

from annotator.text.evidence import Evidence
from annotator.text.lexicon import Lexicon
from annotator.text.name_before import before_evidence
from annotator.text.name_behind import POSSESSIVES, behind_evidence
from annotator.text.name_beside import beside_evidence
from annotator.text.name_kinds import kind_evidence
from annotator.text.words import FUNCTION_WORDS

_BEFORE, _AFTER = 80, 70
#: What says nothing of a name before what belongs to it: "at Ada's house".
_OWNED = frozenset({"verb_before", "in_place", "to_place"})


def outer_evidence(text: str, start: int, end: int, lexicon: Lexicon) -> list[Evidence]:
    """What the words before and behind a name say of it."""
    before = text[max(0, start - _BEFORE) : start]
    before = before[before.rfind("\n") + 1 :]
    after = text[end : end + _AFTER].partition("\n")[0]
    found = [*behind_evidence(after, lexicon), *beside_evidence(before, text[start:end], after)]
    found += kind_evidence(before, after)
    is_modifier = _is_modifier(after, lexicon)
    signs = before_evidence(before, text[start:end], lexicon, is_modifier=is_modifier)
    owns = after.startswith(POSSESSIVES)
    return [*found, *(sign for sign in signs if not (owns and sign.rule in _OWNED))]


def _is_modifier(after: str, lexicon: Lexicon) -> bool:
    """Whether a common noun follows at once, to which an article before the name belongs."""
    if not after[:1].isspace() or not after[1:2].islower():
        return False
    word = after.split(None, 1)[0].rstrip(",.;:")
    return word not in FUNCTION_WORDS and word not in lexicon.sayings
