# ruff: noqa: RUF001
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.quotes import quotations
from annotator.text.speech import Use, is_speech, use_of
from benchmarks.quotations import scores


def use(text: str, words: str) -> Use:
    (quotation,) = (each for each in quotations(text) if each.inner.of(text) == words)
    return use_of(text, quotation).use


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“No,” said Falk.", "No,"),
        ("It was dark. “We were never asked about it.”", "We were never asked about it."),
        ("“It is late,” Roe said, “and the bridge is closed.”", "and the bridge is closed."),
        ("The mayor was blunt: “Nobody asked us.”", "Nobody asked us."),
        ("She wrote that “the bridge will not be built”.", "the bridge will not be built"),
        ("„Wir bleiben“, sagte Falk.", "Wir bleiben"),
        ("« Nous restons », a dit la maire.", "Nous restons"),
    ],
)  # fmt: skip
def test_what_somebody_said_is_speech(text: str, words: str) -> None:
    assert use(text, words) is Use.SPEECH


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The so-called “reform” cost 300 jobs.", "reform"),
        ("She wrote the novel “The Last Harbour” in a year.", "The Last Harbour"),
        ("They paid the “advisers” of the harbour board.", "advisers"),
        ("The bottle was marked “Poison,” and nobody drank.", "Poison,"),
        ("It is known as “the long winter.”", "the long winter."),
        ("“Keep out” was painted on the gate.", "Keep out"),
    ],
)
def test_names_titles_and_words_at_a_distance_are_not(text: str, words: str) -> None:
    assert use(text, words) is Use.WORDS


def test_what_was_thought_was_not_said() -> None:
    text = "“This will never work,” thought Falk, “and nobody will tell them.”"

    assert use(text, "This will never work,") is Use.THOUGHT
    assert use(text, "and nobody will tell them.") is Use.THOUGHT


def test_the_reason_is_a_sentence_for_the_analyst() -> None:
    text = "“No,” said Falk. The “reform” failed."
    speech, scare = (use_of(text, each) for each in quotations(text))

    assert speech.reason == "“said” beside it reports speech."
    assert scare.reason == "After “the” the quoted words are a name, or belong to the sentence."
    assert speech.confidence > 0.9


def test_speech_in_novels_is_found(corpora: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = scores(corpora / "litbank" / "quotations" / "tsv")
    with capsys.disabled():
        for name, score in found.items():
            sys.stdout.write(f"\nLitBank quotations exact, {name}: {score}")
        sys.stdout.write("\n")

    assert found["all"].f >= 0.90
    assert found["tuning"].f >= 0.95


@given(st.text(alphabet="“”„«»‘’'\"「」—s, \n.A1", max_size=80))
def test_any_heap_of_marks_is_judged_without_failing(text: str) -> None:
    for quotation in quotations(text):
        found = use_of(text, quotation)
        assert 0 <= found.confidence <= 1
        assert found.reason.endswith(".")
        assert is_speech(text, quotation) is (found.use is Use.SPEECH)
