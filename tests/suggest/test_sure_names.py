"""Names in other languages than English: fewer, but those are right."""

import pytest

from annotator.model.suggestion import SuggestedMention
from annotator.session.lexicons import Lexicons
from annotator.suggest.base import Desk
from annotator.suggest.names import Names
from annotator.text.lexicon import Lexicon
from tests.suggest.made import article

GERMAN = (
    "Die Bürgermeisterin von Tarn, Elena Rudal, tritt im Herbst ab. Rudal leitet die Stadt "
    "seit zehn Jahren. Nach Angaben der Polizei kamen zwei Männer über das Dach der Firma. "
    "Der deutsche Außenminister Hans Krüger reist nach Frankreich. In Berlin trifft Krüger "
    "Vertreter der Bauern. Kommissarin Robel wartet. Der Streik begann am Dienstag. Hilfe "
    "kommt aus Polen und Köln."
)
SPANISH = (
    "Según la Policía Nacional, dos hombres entraron en la sede. El Ministerio del Interior "
    "calla. El canciller alemán, Hans Krüger, viaja a Francia y Polonia. Los españoles votan "
    "el domingo. Además, Ana Ruiz dimitió. El ministro Parra espera. Ayer llovió en Madrid. "
    "Ruiz calla."
)
FRENCH = (
    "Selon la police, deux hommes sont entrés. Les Français votent dimanche. Le chancelier "
    "allemand, Hans Krüger, se rend en Espagne. M. Durand attend. L'Université de Nantes a "
    "publié une étude. Hier, Krüger a rencontré Marie Dupont à Lyon."
)


@pytest.fixture(scope="module")
def words(english: Lexicon) -> Lexicons:
    return Lexicons(english)


def named(text: str, lexicon: Lexicon) -> list[tuple[str, str]]:
    found = [each for batch in Names().suggest(article(text), Desk(lexicon)) for each in batch]
    assert all(isinstance(each, SuggestedMention) for each in found)
    return [(each.span.of(text), each.type) for each in found]


def test_no_german_noun_is_a_name_because_of_its_capital(words: Lexicons) -> None:
    assert named(GERMAN, words.of("de")) == [
        ("Elena Rudal", "person"), ("Rudal", "person"), ("Hans Krüger", "person"),
        ("Frankreich", "gpe"), ("Berlin", "gpe"), ("Krüger", "person"), ("Robel", "person"),
        ("Polen", "gpe"), ("Köln", "gpe"),
    ]  # fmt: skip


def test_spanish_bodies_begin_with_what_they_are_and_peoples_are_in_lower_case(
    words: Lexicons,
) -> None:
    assert named(SPANISH, words.of("es")) == [
        ("Policía Nacional", "organization"), ("Ministerio del Interior", "organization"),
        ("Hans Krüger", "person"), ("Francia", "gpe"), ("Polonia", "gpe"), ("Ana Ruiz", "person"),
        ("Parra", "person"), ("Madrid", "gpe"), ("Ruiz", "person"),
    ]  # fmt: skip


def test_french_articles_and_elisions_are_no_part_of_a_name(words: Lexicons) -> None:
    assert named(FRENCH, words.of("fr")) == [
        ("Hans Krüger", "person"), ("Espagne", "gpe"), ("Durand", "person"),
        ("Université de Nantes", "organization"), ("Krüger", "person"), ("Marie Dupont", "person"),
        ("Lyon", "gpe"),
    ]  # fmt: skip


def test_a_language_without_words_has_the_names_that_are_known_everywhere(
    words: Lexicons,
) -> None:
    assert named("Il ministro vola a Berlin. Poi parla Elena Rudal.", words.of("it")) == [
        ("Berlin", "gpe"), ("Elena Rudal", "person"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "DER MINISTER SAGT NICHTS", "M. M. M.", "L'", "Ana", "Sr. y"])
def test_odd_texts_are_read_without_failing(text: str, words: Lexicons) -> None:
    for language in ("es", "fr", "de", "it"):
        assert len(named(text, words.of(language))) < 4
