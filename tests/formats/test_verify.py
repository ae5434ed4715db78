import io
import json
import random

import pytest

from annotator.formats.json_write import write_project
from annotator.formats.jsonl.writing import write_lines
from annotator.formats.verify import verify


@pytest.fixture
def data(project):
    out = io.BytesIO()
    write_project(project, out)
    return out.getvalue()


def places_of_proof(data):
    """Bytes in texts, hashes, offsets and quotes of spans: any change there is to be found."""
    text = data.decode()
    places = []
    for key in ('"text": "', '"prefix": "', '"suffix": "', '"sha256": "'):
        at = text.index('"documents"')
        while (at := text.find(key, at + 1)) >= 0:
            end = text.index('", "', at + len(key))
            places.extend(range(at + len(key), end))
    for key in ('"start": ', '"end": ', '"utf16": [', '"utf8": ['):
        at = text.index('"documents"')
        while (at := text.find(key, at + 1)) >= 0:
            end = at + len(key)
            while text[end] in "0123456789, ":
                end += 1
            places.extend(spot for spot in range(at + len(key), end) if text[spot].isdigit())
    notes = text.index('"evidence"', text.index('"documents"'))
    return [len(text[:spot].encode()) for spot in places if spot < notes]


def test_a_whole_file_is_proved(data):
    assert verify(data) == []


def test_lines_are_proved_as_well(project):
    out = io.BytesIO()
    write_lines(project, out)
    wrong = out.getvalue().replace(b'"text": "Lima"', b'"text": "Rome"', 1)

    assert verify(out.getvalue()) == []
    assert verify(wrong) == [
        "the file, line 7: document.mentions[1].spans[0].text: is 'Rome', but the text says 'Lima'"
    ]
    assert "'annotator-lines/1'" in verify(wrong.replace(b"lines/1", b"lines/2"))[0]


def test_every_change_of_one_byte_in_a_text_an_offset_or_a_quote_is_found(data):
    spots = places_of_proof(data)
    chance = random.Random(7)
    undetected, tried = [], 0

    while tried < 200:
        spot = chance.choice(spots)
        byte = chance.choice(range(256))
        changed = data[:spot] + bytes([byte]) + data[spot + 1 :]
        if same_values(changed, data):
            continue
        tried += 1
        if not verify(changed):
            undetected.append((spot, data[spot - 10 : spot + 10], byte))

    assert undetected == []


def same_values(changed, data):
    try:
        return json.loads(changed) == json.loads(data)
    except ValueError:
        return False


def test_a_problem_names_the_path_and_what_the_text_says(data):
    changed = data.replace(b'"text": "Lima", "prefix"', b'"text": "Limo", "prefix"', 1)

    assert verify(changed) == [
        "documents[0].mentions[1].spans[0].text: is 'Limo', but the text says 'Lima'"
    ]


def test_a_mention_of_another_document_is_found(data):
    changed = data.replace(b'"mention": 1, "entity": 1', b'"mention": 7, "entity": 1', 1)

    assert verify(changed) == ["statement 1: source is mention 7 of another document"]


def test_what_is_no_native_file_is_one_problem():
    assert len(verify(b"PK\x03\x04")) == 1
