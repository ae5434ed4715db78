"""What suggesting needs is loaded before the first article is opened."""

from __future__ import annotations

from annotator.session.projects import lexicon
from annotator.session.warming import warmed
from annotator.suggest.base import Suggesters
from annotator.suggest.registry import installed
from tests.suggest.made import Fails, Proposes


def test_the_names_of_the_gazetteer_are_there_afterwards() -> None:
    lexicon.cache_clear()  # as in a program that has just begun
    words = lexicon()
    assert "types" not in vars(words.gazetteer)

    for _ in warmed(words, installed):
        pass

    assert {"types", "cities", "given", "surnames", "common"} <= vars(words.gazetteer).keys()


def test_a_plug_in_is_not_asked_about_no_article() -> None:
    plug_in = Fails()
    plug_in.name = "odd"
    asked = []
    plug_in.suggest = lambda *given: asked.append(given)

    for _ in warmed(lexicon(), lambda: Suggesters((plug_in,))):
        pass

    assert asked == []


def test_what_fails_is_left_to_the_first_article() -> None:
    broken = Fails()
    broken.name = "names"

    assert list(warmed(lexicon(), lambda: Suggesters((broken, Proposes("dates")))))
