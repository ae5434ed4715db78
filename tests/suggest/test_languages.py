"""Who said what in Spanish, French and German, on sentences that were written for it."""

import time

import pytest

from annotator.model.statement import Epistemic, SourceKind
from annotator.session.lexicons import Lexicons
from annotator.suggest.base import Desk
from annotator.suggest.quotations import Quotations
from annotator.text.lexicon import Lexicon
from tests.suggest.made import article
from tests.suggest.stated import Parts, parts, proposed, sentences

LANGUAGES = ("es", "fr", "de")
SENTENCES = [
    (language, text, stated)
    for language in LANGUAGES
    for text, stated in sentences(f"sentences-{language}.txt")
]


@pytest.fixture(scope="session")
def words(english: Lexicon) -> Lexicons:
    return Lexicons(english)


@pytest.mark.parametrize(
    ("language", "text", "stated"), SENTENCES, ids=[text for _, text, _ in SENTENCES]
)
def test_a_sentence_states_what_an_analyst_finds_in_it(
    language: str, text: str, stated: list[Parts], words: Lexicons
) -> None:
    found = [parts(text, each) for each in proposed(text, words.of(language))]

    assert sorted(found) == sorted(stated)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lexicon_is_rich_and_uses_the_kinds_of_the_schema(language: str, words: Lexicons) -> None:
    lexicon = words.of(language)
    kinds = {kind for cues in lexicon.cues.values() for cue in cues
             for kind in (cue.clause, cue.object)}  # fmt: skip

    assert len(lexicon.cues) >= 150
    assert kinds - {None} == {
        "assert", "deny", "allege", "evaluate", "demand", "commit", "question", "declare"
    }  # fmt: skip
    assert lexicon.hedges
    assert lexicon.channels
    assert lexicon.nouns


@pytest.mark.parametrize(
    ("language", "text", "stance"),
    [
        ("es", "La firma negó que hubiera mentido.", Epistemic.CERTAIN_FALSE),
        ("es", "La policía cree que huyó.", Epistemic.UNCERTAIN_TRUE),
        ("es", "El juez no dijo que huyera.", Epistemic.UNKNOWN),
        ("fr", "La police pense qu'il a fui.", Epistemic.UNCERTAIN_TRUE),
        ("fr", "Le juge n'a pas dit s'il avait fui.", Epistemic.UNKNOWN),
        ("de", "Die Polizei vermutet, dass er floh.", Epistemic.UNCERTAIN_TRUE),
        ("de", "Die Firma bestritt, dass sie log.", Epistemic.CERTAIN_FALSE),
        ("de", "Der Richter fragte, ob er floh.", Epistemic.UNKNOWN),
    ],
)
def test_the_cue_tells_how_true_it_is_held(
    language: str, text: str, stance: Epistemic, words: Lexicons
) -> None:
    assert [each.epistemic for each in proposed(text, words.of(language))] == [stance]


def test_channel_and_anonymous_sources_are_read(words: Lexicons) -> None:
    (spanish,) = proposed("En una entrevista, Roe dijo que se va.", words.of("es"))
    (french,) = proposed("Une source a dit que le maire part.", words.of("fr"))
    (german,) = proposed("In einem Interview sagte Roe, dass er geht.", words.of("de"))

    assert (spanish.channel, german.channel) == ("interview", "interview")
    assert french.source_kind is SourceKind.ANONYMOUS


def test_a_language_without_a_file_has_quotation_marks_only(words: Lexicons) -> None:
    text = "Il ministro disse che era tardi. “Non abbiamo visto proprio niente.”"

    (found,) = proposed(text, words.of("it"))

    assert (found.cue, found.source) == (None, None)


def test_no_cue_of_one_language_is_read_in_another(words: Lexicons) -> None:
    assert proposed("Das Kind said that es spät war.", words.of("de")) == []
    assert proposed("Der Minister sagte, dass es spät ist.", words.english) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "text",
    ["dijo", "sagte", "a-t-il dit", "« ", "según", "laut", "zufolge", "selon", ", sagte ,", "",
     "EL MINISTRO DIJO QUE NO.", "dijo que dijo que dijo", "hat gesagt hat gesagt", "l'", "qu'",
     "dit-il", "teilte mit mit mit", "„Ja“ sagte „Nein“ sagte", "d'après d'après", "-il -elle"],
)  # fmt: skip
def test_odd_texts_are_read_without_failing(language: str, text: str, words: Lexicons) -> None:
    asked = ("topics", "nouns", "hedges", "scare_quotes")
    for each in proposed(text, words.of(language), *asked):
        assert 0 <= each.extent.start < each.extent.end <= len(text)


@pytest.mark.parametrize(
    ("language", "unit"),
    [
        ("es", "el ministro dijo que era así y la jueza negó que lo fuera y "),
        ("fr", "a-t-il dit qu'il l'a dit et "),
        ("de", "der Minister sagte, dass er sagte, "),
        ("de", "sagte hat teilte "),
    ],
)
def test_a_line_without_end_is_read_in_pieces(language: str, unit: str, words: Lexicons) -> None:
    text = unit * (60_000 // len(unit))
    start, slowest = time.process_time(), 0.0
    for _ in Quotations().suggest(article(text), Desk(words.of(language))):
        now = time.process_time()
        slowest, start = max(slowest, now - start), now

    assert slowest < 2
