"""JSON of any size comes piece by piece, and is refused for what a whole file is refused for."""

import io
import json
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats.base import Stamp
from annotator.formats.blocks import Blocks
from annotator.formats.documents import ImportFailed
from annotator.formats.json_parse import JsonFormatError, parse
from annotator.formats.json_stream import JsonStream
from annotator.formats.spans.label_studio import LabelStudioImporter
from tests.formats.endless import Endless

TOP = {()}
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(1 - 2**63, 2**63 - 1) | st.text(max_size=9)
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=9,
)  # fmt: skip


def stream(data: bytes, size: int = 1 << 18, most: int = 1_000_000) -> JsonStream:
    blocks = Blocks(len(data), lambda at: (data[i : i + size] for i in range(at, len(data), size)))
    return JsonStream(blocks, most)


def refusal(data: bytes, size: int) -> tuple[str, ...]:
    with pytest.raises(JsonFormatError) as raised:
        list(stream(data, size).pieces(lists=TOP, objects=TOP))
    return raised.value.problems


@settings(max_examples=50)
@given(st.lists(VALUES, max_size=4), st.integers(1, 40), st.booleans())
def test_the_values_of_a_list_come_one_by_one(values, size, indented):
    data = json.dumps(values, ensure_ascii=False, indent=2 if indented else None).encode(
        "utf-8", "replace"
    )

    pieces = list(stream(data, size).pieces(lists=TOP))

    assert pieces == ([((at,), value) for at, value in enumerate(values)] or [((), [])])


@settings(max_examples=50)
@given(VALUES, st.integers(1, 40))
def test_any_other_value_comes_as_it_is(value, size):
    data = json.dumps({"a": [{"b": value}, value], "c": value}).encode()

    tree = parse(data)

    assert list(stream(data, size).pieces()) == [((), tree)]
    assert list(stream(data, size).pieces(objects=TOP, lists={("a",)})) == [
        *((("a", at), each) for at, each in enumerate(tree["a"])),
        (("c",), tree["c"]),
    ]


@pytest.mark.parametrize("size", [1, 5, 1000])
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n",
        b"[1, 2",
        b"[1 2]",
        b"[1][",
        b'["a"[1]]',
        b'[1]\n\n "x"',
        b'[1,\n2,\n  "a\n"]',
        b'["\\ud83d\\x"]',
        b'["never ends',
        b'[{"a": {"b": ["x", "\\ud800"]}}]',
        b'{"a": {"\\udfff": 1}}',
        b'{"\\udfff": 1}',
        b"[tru, 1]",
        b"[NaN]",
        b"[-Infinity]",
        b"[1e999]",
        b"[18446744073709551616]",
        b'[{"a": 1, "a": 2}]',
        b'{"a": 1, "a": 2}',
        b'{"a" 1}',
        b"{1: 2}",
        b'["\xff"]',
        b'["\xe2\x82',
        b"[" * 100_000,
    ],
)
def test_what_is_wrong_is_told_as_of_a_file_that_is_read_at_once(data, size):
    with pytest.raises(JsonFormatError) as raised:
        parse(data)

    assert refusal(data, size) == raised.value.problems


@pytest.mark.parametrize("size", [1, 5, 1000])
@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"[1,]", "line 1, column 4: not JSON: Expecting value"),
        (
            b'{"a": 1,}',
            "line 1, column 9: not JSON: Expecting property name enclosed in double quotes",
        ),
    ],
)
def test_a_comma_before_an_end_is_told_in_the_same_words_by_every_python(data, told, size):
    """Those of Python's own reader are others from 3.13 on."""
    assert refusal(data, size) == (told,)


def test_what_fills_the_memory_is_refused_before_it_does():
    data = b"[" + b"[[],[],[]]," * 600_000 + b"1]"

    with pytest.raises(JsonFormatError, match="lists and objects in"):
        for _ in stream(data, most=100_000_000).pieces():
            pass


def test_a_value_has_only_so_many_characters():
    data = b'["' + b"x" * 2_000_000 + b'"]'

    with pytest.raises(JsonFormatError, match=r"a value of more than 1,000,000 characters"):
        list(stream(data).pieces(lists=TOP))


def test_the_first_value_comes_when_little_was_read():
    file = Endless(10**12, b'{"text": "words"},\n', b"[\n")
    pieces = JsonStream(Blocks.in_file(io.BufferedReader(file))).pieces(lists=TOP)

    assert next(pieces) == ((0,), {"text": "words"})
    assert file.most < 1_000_000


def test_tasks_of_label_studio_are_in_memory_one_by_one(tmp_path):
    path = tmp_path / "tasks.json"
    task = {"data": {"text": "Ada said so. " * 2000}, "annotations": []}
    path.write_text(f"[{', '.join([json.dumps(task)] * 300)}]")

    tracemalloc.start()
    count = sum(len(part.content.documents) for part in _parts(path))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert count == 300
    assert most < 2_500_000 < path.stat().st_size / 3


def test_a_file_of_tasks_that_is_cut_off_is_told_where(tmp_path):
    path = tmp_path / "tasks.json"
    task = json.dumps({"data": {"text": "Ada said so."}, "annotations": []})
    path.write_text(f"[{task},\n{task},\n{task[:-5]}")

    parts = _parts(path)

    assert [len(next(parts).content.documents) for _ in range(2)] == [1, 1]
    with pytest.raises(JsonFormatError, match="line 3, column"):
        next(parts)


def test_a_file_that_is_changed_while_it_is_read_is_told(tmp_path):
    path = tmp_path / "tasks.json"
    path.write_text('[{"data": {"text": "Ada said so."}, "annotations": []}]')

    parts = _parts(path)
    next(parts)
    path.write_text("[]")

    with pytest.raises(ImportFailed, match=r"tasks\.json was changed while it was read"):
        next(parts)


def _parts(path):
    return iter(LabelStudioImporter().read(path, Stamp("", "")))
