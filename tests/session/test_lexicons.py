import pytest

from annotator.session.lexicons import LANGUAGES, Lexicons
from annotator.session.projects import lexicon
from annotator.text.lexicon import Lexicon


@pytest.fixture(scope="module")
def words() -> Lexicons:
    return Lexicons(lexicon())


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_its_words(language: str, words: Lexicons) -> None:
    assert words.of(language).language == language
    assert words.of(language).speaks


def test_an_article_of_no_known_language_is_read_as_english(words: Lexicons) -> None:
    assert words.of("") is words.english


def test_a_region_makes_no_difference_and_a_file_is_read_once(words: Lexicons) -> None:
    assert words.of("es-MX") is words.of("es") is words.of("ES_ar")


@pytest.mark.parametrize("language", ["it", "zh-Hant", "../en", "english"])
def test_another_language_has_no_words_that_report(language: str, words: Lexicons) -> None:
    found = words.of(language)

    assert not found.speaks
    assert found.gazetteer is words.english.gazetteer


def test_a_lexicon_of_nothing_stays_what_it_is() -> None:
    assert not Lexicons(Lexicon()).of("").speaks
