import pytest

from annotator.text.inflection import inflections
from annotator.text.lexicon import Cue, Tense
from annotator.text.lexicon_toml import LexiconError, parse_lexicon

SMALL = """
schema = "annotator-lexicon/1"
language = "en"
[cue.assert]
strong = "say, cry"
weak = ["show"]
[cue.demand]
transitive = "call for, call"
[ambiguous]
verbs = "call"
[irregular]
say = "said"
show = "showed, shown"
[noun]
allege = "Accusation"
[hedge]
allege = "allegedly"
[name]
gpe = "Kenya, Costa Rica"
demonym = "Kenyan"
"""


def test_verbs_are_inflected_by_rule() -> None:
    assert set(inflections("deny")) == {"deny", "denies", "denied", "denying"}
    assert set(inflections("accuse")) == {"accuse", "accuses", "accused", "accusing"}
    assert set(inflections("stress")) == {"stress", "stresses", "stressed", "stressing"}
    assert set(inflections("slam", "slammed")) == {"slam", "slams", "slammed", "slamming"}
    assert set(inflections("label", "labelled, labeled")) >= {"labelling", "labeling"}
    assert inflections("write", "wrote, written")["written"] is Tense.PARTICIPLE


def test_a_cue_is_found_from_any_form_and_the_longest_wins() -> None:
    lexicon = parse_lexicon(SMALL)

    assert lexicon.cue(("said",)) == Cue("say", clause="assert")
    assert lexicon.cue(("showing", "it")) == Cue("show", clause="assert", weak=True)
    assert lexicon.cue(("called", "for", "calm")) == Cue("call", object="demand", rest=("for",))
    assert lexicon.cue(("called", "her")) == Cue("call", object="demand", ambiguous=True)
    assert lexicon.cue(("walked",)) is None
    assert lexicon.cue(()) is None


def test_names_hedges_and_nouns_are_kept() -> None:
    lexicon = parse_lexicon(SMALL)

    assert lexicon.names == {"Kenya": "gpe", "Costa Rica": "gpe", "Kenyan": "gpe"}
    assert lexicon.demonyms == {"kenyan"}
    assert lexicon.hedges == {"allegedly": "allege"}
    assert lexicon.nouns == {"accusation": "allege"}


@pytest.mark.parametrize(
    ("toml", "part"),
    [
        ("x = [", "not valid TOML"),
        ("x = 1", "annotator-lexicon/1"),
        ('schema = "annotator-lexicon/1"\ncue = 3', "[cue]"),
        ('schema = "annotator-lexicon/1"\n[cue]\nassert = "say"', "cue.assert"),
        ('schema = "annotator-lexicon/1"\n[name]\ngpe = 4', "name.gpe"),
        ('schema = "annotator-lexicon/1"\n[name]\ngpe = [4]', "name.gpe"),
    ],
)
def test_a_bad_lexicon_is_refused_with_the_place(toml: str, part: str) -> None:
    with pytest.raises(LexiconError) as caught:
        parse_lexicon(toml)

    assert part in str(caught.value)


def test_the_english_lexicon_uses_the_kinds_types_and_channels_of_the_schema(english) -> None:
    kinds = {"assert", "deny", "allege", "evaluate", "demand", "commit", "question", "declare"}
    found = {
        kind for cues in english.cues.values() for cue in cues for kind in (cue.clause, cue.object)
    }
    types = {"person", "organization", "gpe", "location", "facility", "event", "law", "artifact"}

    assert found - {None} == kinds
    assert set(english.nouns.values()) <= kinds
    assert {*english.names.values(), *english.heads.values()} <= types | {"other"}
    assert english.cue(("denies",)).object == "deny"
    assert english.cue(("accusing",)).object == "allege"
