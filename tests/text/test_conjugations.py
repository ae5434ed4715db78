import pytest

from annotator.text.conjugations import forms_of, prefixed
from annotator.text.inflection import Tense
from annotator.text.lexicon_toml import LexiconError, parse_lexicon


@pytest.mark.parametrize(
    ("conjugation", "lemma", "forms"),
    [
        ("spanish", "afirmar", {"afirma", "afirmó", "afirmaron", "afirmado", "afirmando"}),
        ("spanish", "quejarse", {"queja", "quejan", "quejó"}),
        ("french", "affirmer", {"affirme", "affirment", "affirmait", "affirmé", "affirmant"}),
        ("french", "annoncer", {"annonça", "annonçait", "annonçant", "annoncé"}),
        ("french", "répondre", {"répond", "répondu", "répondant"}),
        ("german", "behaupten", {"behauptet", "behauptete", "behaupteten"}),
        ("german", "melden", {"meldet", "meldete", "gemeldet"}),
        ("german", "dementieren", {"dementiert", "dementierte"}),
    ],
)
def test_verbs_are_conjugated_by_rule(conjugation: str, lemma: str, forms: set[str]) -> None:
    assert forms <= set(forms_of(conjugation, lemma))


def test_listed_forms_are_added_by_what_they_are() -> None:
    forms = forms_of("spanish", "decir", "dice, dijo; dicho; diciendo")

    assert forms["dijo"] == {Tense.FINITE}
    assert forms["dicho"] == {Tense.PARTICIPLE}
    assert forms["diciendo"] == {Tense.ING}


def test_a_form_may_be_finite_and_a_participle() -> None:
    assert forms_of("german", "sagen")["sagt"] == {Tense.FINITE}
    assert forms_of("german", "behaupten")["behauptet"] == {Tense.FINITE, Tense.PARTICIPLE}


def test_a_particle_is_joined_to_all_forms() -> None:
    forms = prefixed("mit", forms_of("german", "teilen"))

    assert {"mitteilte", "mitgeteilt", "mitteilen", "mitzuteilen"} <= set(forms)


def test_a_language_may_list_every_form() -> None:
    lexicon = parse_lexicon(
        'schema = "annotator-lexicon/1"\n[grammar]\nconjugation = "listed"\n'
        '[cue.assert]\nstrong = "dire"\n[forms]\ndire = "dice, disse; detto; dicendo"\n'
    )

    assert set(lexicon.verbs) == {"dire", "dice", "disse", "detto", "dicendo"}


@pytest.mark.parametrize(
    ("toml", "part"),
    [
        ('[grammar]\nfree = "yes"', "grammar.free"),
        ('[grammar]\nconjugation = "latin"', "grammar.conjugation"),
    ],
)
def test_a_grammar_that_is_not_understood_is_refused(toml: str, part: str) -> None:
    with pytest.raises(LexiconError, match=part):
        parse_lexicon(f'schema = "annotator-lexicon/1"\n{toml}')
