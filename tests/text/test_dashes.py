# ruff: noqa: RUF001
import pytest

from annotator.text.quotes import quotations


def said(text: str) -> list[str]:
    return [quotation.inner.of(text) for quotation in quotations(text)]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "— Nous partons, dit-elle en riant. La route est longue.",
            ["Nous partons,", "La route est longue."],
        ),
        ("— Vous partez ? demanda Otieno.", ["Vous partez ?"]),
        ("—Nos vamos —dijo ella—. El camino es largo.", ["Nos vamos", "El camino es largo."]),
        ("—¿Ahora? —preguntó Roe, cansado.", ["¿Ahora?"]),
        ("— Мы уезжаем, — сказала она. — Дорога длинная.", ["Мы уезжаем,", "Дорога длинная."]),
        ("– Jedziemy – powiedział Falk. – Droga jest długa.", ["Jedziemy", "Droga jest długa."]),
        ("— We leave now, he said. The road is long.", ["We leave now,", "The road is long."]),
    ],
)
def test_a_turn_is_said_up_to_its_speaker_and_behind_it(text: str, pieces: list[str]) -> None:
    assert said(text) == pieces


def test_the_dash_belongs_to_the_quotation_and_not_to_its_words() -> None:
    text = "The door opened.\n— Who is there? asked Falk."

    (quotation,) = quotations(text)

    assert quotation.span.of(text) == "— Who is there?"
    assert (quotation.closed, quotation.depth) == (True, 0)


@pytest.mark.parametrize(
    "text",
    [
        "The plan:\n\n— Roads in the north.\n— Schools for 300 towns.\n— A port.",
        "The report ends here.\n\n— Ines Falk",
        "HARBOUR TOWN — The council met on Monday.",
        "He had one wish — peace — and no money.",
        "— \n— —\n—",
    ],
)
def test_lists_signatures_and_datelines_are_no_dialogue(text: str) -> None:
    assert said(text) == []


def test_in_tokenised_text_a_turn_runs_over_its_lines_until_somebody_acts() -> None:
    text = (
        "— Come in , you two !\nThe tea is ready .\nShe opened the door .\n"
        "— Thank you , Falk said .\nWe are cold .\n"
    )

    assert said(text) == [
        "Come in , you two !\nThe tea is ready .",
        "Thank you ,",
        "We are cold .",
    ]


def test_marks_within_a_turn_are_deeper() -> None:
    text = "— He told me “never”, said Roe."

    assert [(each.inner.of(text), each.depth) for each in quotations(text)] == [
        ("He told me “never”,", 0),
        ("never", 1),
    ]


def test_a_colon_behind_a_verb_of_saying_leads_to_a_turn() -> None:
    text = "Falk turned and said : -- Where is the key ?\nRoe had a plan : -- Roads and schools .\n"

    assert said(text) == ["Where is the key ?"]
