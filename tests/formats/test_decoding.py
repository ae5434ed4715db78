import codecs
import hashlib
import json
import random

import pytest

from annotator.formats.blocks import Blocks
from annotator.formats.decoding import SAMPLE, DecodingError, decode, encoding_of
from annotator.formats.offsets import Offsets
from annotator.model.span import Span

DAMAGED = {"33_invalid_utf8.txt": 4, "34_cesu_surrogates.txt": 4, "35_truncated_utf8.txt": 5}


def span_of(text, target):
    start = -1
    for _ in range(target["occurrence"] + 1):
        start = text.index(target["find"], start + 1)
    return Span(start, start + len(target["find"]))


def test_every_offset_trap_gives_the_expected_text_and_offsets(corpora):
    cases = json.loads((corpora / "offset-traps" / "expected.json").read_text("utf-8"))
    checked = 0
    for case in cases:
        if case["file"].startswith("(") or case["file"] in DAMAGED:
            continue
        decoded = decode((corpora / "offset-traps" / case["file"]).read_bytes())
        assert len(decoded.text) == case["codepoints"], case["file"]
        assert hashlib.sha256(decoded.text.encode()).hexdigest() == case["text_sha256_utf8"]
        assert decoded.bom == case["bom"]
        offsets = Offsets(decoded.text)
        for target in case["targets"]:
            found = offsets.described(span_of(decoded.text, target))
            assert [found["start"], found["end"]] == target["codepoint"]
            assert found["utf16"] == target["utf16"]
            assert found["utf8"] == target["utf8"]
            checked += 1
    assert checked > 80


@pytest.mark.parametrize(("name", "position"), DAMAGED.items())
def test_damaged_utf8_is_reported_with_its_position_and_never_replaced(corpora, name, position):
    data = (corpora / "offset-traps" / name).read_bytes()

    with pytest.raises(DecodingError) as caught:
        decode(data, name=name)

    assert caught.value.position == position
    assert f"{name} is not valid utf-8 at byte {position}" in str(caught.value)
    assert "--encoding" in str(caught.value)


def test_an_encoding_that_is_named_is_used():
    data = b"Bob \xff\xfe said"

    decoded = decode(data, "cp1252")

    assert decoded.text == "Bob ÿþ said"
    assert decoded.certain


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_leading_mark_is_taken_off_and_an_inner_one_kept(encoding):
    text = "a\ufeffb\r\n\u00a0c"
    data = ("\ufeff" + text).encode(encoding)

    assert decode(data).text == decode(data, encoding).text == text
    assert decode(data).encoding == encoding
    assert decode(data).bom


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Der Bürgermeister von Köln sagte „nein“.", "cp1252"),
        ("café", "cp1252"),
        ("Él niño comió.", "cp1252"),
        ("Rząd zapowiedział w czwartek, że źródła są pewne.", "cp1250"),
        ("Правительство сообщило новости вчера вечером.", "cp1251"),
        ("Правительство сообщило вчера, что новости про выборы в стране неверны.", "koi8-r"),
        ("Σήμερα η κυβέρνηση είπε όχι στην πρόταση.", "cp1253"),
        ("Русский текст без метки", "utf-16-le"),
        ("No mark here", "utf-16-be"),
        ("외교부는 어제 성명을 발표했다.", "cp949"),
    ],
)
def test_a_legacy_encoding_is_guessed_and_said_to_be_a_guess(text, encoding):
    decoded = decode(text.encode(encoding))

    assert (decoded.text, decoded.encoding, decoded.certain) == (text, encoding, False)
    assert encoding not in decoded.alternatives


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Der Bürgermeister 😀 von Köln. ", "utf-8"),
        ("Der Bürgermeister 😀 von Köln. ", "utf-16-le"),
        ("Der Bürgermeister von Köln sagte „nein“. ", "cp1252"),
        ("Правительство сообщило новости вчера вечером. ", "cp1251"),
        ("외교부는 어제 성명을 발표했다. ", "cp949"),
        ("日本政府は昨日、声明を発表した。", "cp932"),
    ],
)
def test_bytes_that_come_in_blocks_are_known_as_those_that_come_at_once(text, encoding):
    data = (text * 5000).encode(encoding)

    assert encoding_of(blocks_of(data)) == encoding_of(Blocks.of(data))


@pytest.mark.parametrize(
    "data",
    [
        ("naïve " * 50_000).encode() + b"\xff" + "déjà vu ".encode() * 9,
        ("naïve " * 50_000).encode() + b"\xed\xa0\xbd\xed\xb8\x80",
        ("naïve " * 50_000).encode() + b"\xe2\x82",
        ("ï" * 100_000).encode() + b"\xff",
    ],
    ids=["a bad byte", "halves", "cut off", "at the end of a block"],
)
def test_damage_is_told_with_its_byte_in_blocks_too(data):
    with pytest.raises(DecodingError) as at_once:
        encoding_of(Blocks.of(data))
    with pytest.raises(DecodingError) as in_blocks:
        encoding_of(blocks_of(data))

    assert str(in_blocks.value) == str(at_once.value)
    assert in_blocks.value.position > 200_000 - 1


def blocks_of(data):
    """Blocks that end within characters."""
    size = SAMPLE + 1
    return Blocks(len(data), lambda at: (data[i : i + size] for i in range(at, len(data), size)))


def test_marks_are_counted_over_the_ends_of_blocks():
    data = b"xPK12" * 100_000

    assert blocks_of(data).count(b"PK12") == 100_000


def test_good_text_with_one_bad_byte_is_damaged_and_not_guessed_at():
    data = "naïve façade, déjà vu, garçon".encode() + b"\xff end"

    with pytest.raises(DecodingError, match="at byte 34"):
        decode(data)


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"PK\x03\x04rest",
        b"%PDF-1.7",
        b"\x00\x01\x02\x03" * 50,
        b"SQLite format 3\x00",
        b"\xff\xd8\xff\xe0",
        b"abc\x00def\xff\xfe",
    ],
)
def test_a_binary_file_is_refused(data):
    with pytest.raises(DecodingError, match="the file"):
        decode(data)


@pytest.mark.parametrize("encoding", ["nonsense", "rot13", "base64", "a\x00b", "undefined"])
def test_an_encoding_that_is_none_is_refused(encoding):
    with pytest.raises(DecodingError):
        decode(b"abc", encoding)


def test_halves_of_characters_never_get_in():
    with pytest.raises(DecodingError):
        decode(rb"\ud83d", "unicode_escape")
    with pytest.raises(DecodingError):
        decode(codecs.BOM_UTF16_LE + b"\x3d\xd8")


def test_nul_and_controls_stay_in_utf8():
    assert decode("Bob \x00 said\x07 Peru\x85.".encode()).text == "Bob \x00 said\x07 Peru\x85."


@pytest.mark.parametrize("size", [300, 5000, 70_001])
def test_random_bytes_are_not_a_text_file_and_no_encoding_is_advised(size):
    data = random.Random(size).randbytes(size)

    with pytest.raises(DecodingError, match=r"noise\.txt is not a text file") as caught:
        decode(data, name="noise.txt")

    assert "--encoding" not in str(caught.value)


def test_wide_text_that_was_cut_is_still_advised_to_name_its_encoding():
    with pytest.raises(DecodingError, match="--encoding utf-16"):
        decode("Ada said so.".encode("utf-16-le")[:-1])
