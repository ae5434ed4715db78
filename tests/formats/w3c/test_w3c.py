"""Web Annotations: ours come back whole, others' by selectors, and broken ones are refused."""

import io
import json
from contextlib import contextmanager

import pytest
from hypothesis import given, settings

from annotator.errors import AnnotatorError
from annotator.formats.base import Certainty, Stamp
from annotator.formats.registry import start_of
from annotator.formats.w3c.names import CONTEXT, PROJECT
from annotator.formats.w3c.reading import W3cImporter
from annotator.formats.w3c.validity import problems
from annotator.formats.w3c.writing import W3cExporter
from tests.formats.projects import contents, generously
from tests.formats.same import canonical, joined

STAMP = Stamp("2026-05-05T00:00:00Z", "bo")
COMMENT = "commenting"
TEXT = "😀 Ada told Lima. Ada left Lima.\n"


class Folder:
    """A folder on the disk that an exporter writes into."""

    def __init__(self, path):
        self.path = path

    @contextmanager
    def file(self, name):
        target = self.path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        out = io.BytesIO()
        yield out
        target.write_bytes(out.getvalue())


def written(content, path):
    assert not W3cExporter().write_folder(content, Folder(path))
    return json.loads((path / "annotations.jsonld").read_bytes())


def read(path):
    return list(W3cImporter().read(path, STAMP))


def whole(project):
    slots = {name: getattr(project, name) for name in type(project).__slots__}
    return type(project)(**slots | {"documents": tuple(project.documents)})


def annotation(target, **more):
    body = {"type": "TextualBody", "purpose": "tagging", "value": "person"}
    return {
        "@context": CONTEXT,
        "id": "http://example.org/1",
        "type": "Annotation",
        "body": body,
        "target": target,
        **more,
    }


@pytest.fixture
def desk(tmp_path):
    """A folder with a text, and a way to read annotations that lie beside it."""
    (tmp_path / "a.txt").write_text(TEXT, "utf-8", newline="")

    def reads(*items):
        path = tmp_path / "notes.jsonld"
        path.write_text(json.dumps(list(items)), "utf-8")
        return read(path)

    return reads


def found(parts):
    return [
        (each.type, [span.of(one.text) for span in each.spans])
        for part in parts
        for one in part.content.documents
        for each in one.mentions
    ]


def lost(parts):
    return [str(loss.what) for part in parts for loss in part.losses.items]


def test_a_project_comes_back_whole(tmp_path_factory):
    @settings(generously, max_examples=10)
    @given(content=contents())
    def holds(content):
        path = tmp_path_factory.mktemp("w3c")
        written(content, path)

        assert W3cImporter().recognises(start_of(path)) is Certainty.SURE
        (part,) = read(path)
        assert not part.losses
        assert canonical(joined([part])) == canonical(content)

    holds()


def test_two_exports_are_the_same_and_every_annotation_keeps_the_rules(project, tmp_path):
    content = whole(project)
    first = written(content, tmp_path / "a")
    second = written(content, tmp_path / "b")

    assert first == second
    items = first["first"]["items"]
    assert len(items) == first["total"] == 13
    assert [problems(each, inside=True) for each in items] == [[]] * 13
    several = [each["target"] for each in items if "items" in each["target"]]
    assert [(each["type"], len(each["items"])) for each in several] == [("Composite", 2)] * 2


def test_positions_are_code_points_and_words_stand_beside(project, tmp_path):
    items = written(whole(project), tmp_path)["first"]["items"]
    text = (tmp_path / "texts" / "a.txt").read_bytes().decode()

    position, quote = items[1]["target"]["selector"]
    assert text[position["start"] : position["end"]] == quote["exact"] == "Lima"
    assert items[1]["target"]["source"] == "texts/a.txt"
    assert [each["value"] for each in items[1]["body"]] == ["gpe", "Lima"]


def test_a_selector_that_somebody_moved_counts(project, tmp_path):
    tree = written(whole(project), tmp_path)
    text = (tmp_path / "texts" / "a.txt").read_bytes().decode()
    start = text.index("paper")
    tree["first"]["items"][1]["target"]["selector"] = [
        {"type": "TextPositionSelector", "start": start, "end": start + 5}
    ]
    (tmp_path / "annotations.jsonld").write_text(json.dumps(tree), "utf-8")

    (part,) = read(tmp_path)

    assert [each.surface(text) for each in part.content.documents[0].mentions][1] == "paper"


def test_a_collection_without_its_texts_is_refused(project, tmp_path):
    written(whole(project), tmp_path)
    (tmp_path / "texts" / "a.txt").unlink()

    with pytest.raises(AnnotatorError, match=r"the text texts/a\.txt is not beside it"):
        read(tmp_path)


def test_a_project_with_a_list_that_is_not_ours_is_refused(project, tmp_path):
    tree = written(whole(project), tmp_path)
    tree[PROJECT]["claimz"] = [1]
    (tmp_path / "annotations.jsonld").write_text(json.dumps(tree), "utf-8")

    with pytest.raises(AnnotatorError, match="unknown key 'claimz'"):
        read(tmp_path)


def test_others_are_placed_by_position_by_words_or_by_both(desk):
    position = {"type": "TextPositionSelector", "start": 2, "end": 5}
    quote = {"type": "TextQuoteSelector", "exact": "Lima", "prefix": "told "}
    stale = {"type": "TextPositionSelector", "start": 0, "end": 4}
    char = {"type": "FragmentSelector", "value": "char=2,5"}

    parts = desk(
        annotation({"source": "a.txt", "selector": position}),
        annotation({"source": "a.txt", "selector": quote}),
        annotation({"source": "a.txt", "selector": [stale, quote]}),
        annotation({"source": "a.txt", "selector": char}),
    )

    assert found(parts) == [
        ("person", ["Ada"]),
        ("person", ["Lima"]),
        ("person", ["Lima"]),
        ("person", ["Ada"]),
    ]
    assert lost(parts) == []


def test_the_annotations_of_a_text_come_when_the_last_of_them_was_read(desk, tmp_path):
    for name in ("b.txt", "c.txt"):
        (tmp_path / name).write_text(TEXT, "utf-8", newline="")
    selector = {"type": "TextQuoteSelector", "exact": "told"}
    on = {
        name: annotation({"source": name, "selector": selector})
        for name in ("a.txt", "b.txt", "c.txt")
    }

    parts = desk(on["a.txt"], *[on["b.txt"]] * 3000, *[on["a.txt"], on["c.txt"]] * 3000)

    names = [each.document.source_name for part in parts for each in part.content.documents]
    counts = [len(each.mentions) for part in parts for each in part.content.documents]
    assert list(zip(names, counts, strict=True)) == [
        ("b.txt", 3000),
        ("a.txt", 3001),
        ("c.txt", 3000),
    ]
    assert [part.share > 0.6 for part in parts] == [False, True, True, False]


def test_words_that_stand_in_two_places_are_not_guessed_at(desk):
    quote = {"type": "TextQuoteSelector", "exact": "Ada"}

    parts = desk(annotation({"source": "a.txt", "selector": quote}))

    assert found(parts) == []
    assert lost(parts) == ["annotations whose place is not found, or not clear"]


def test_what_a_body_says_becomes_type_entity_and_note(desk):
    position = {"type": "TextPositionSelector", "start": 2, "end": 5}
    bodies = [
        {"type": "TextualBody", "purpose": "classifying", "value": "person"},
        {"type": "TextualBody", "purpose": "commenting", "value": "which one?"},
        {"type": "SpecificResource", "purpose": "identifying", "source": "http://example.org/Ada"},
    ]

    parts = desk(
        annotation(
            {"source": "a.txt", "selector": position},
            body=bodies,
            creator={"name": "Bo"},
            created="2026-01-01T00:00:00Z",
        ),
        annotation(
            "a.txt", body={"type": "TextualBody", "value": "read it"}, motivation="commenting"
        ),
    )

    content = parts[0].content
    (entity,) = content.entities
    assert (entity.name, entity.kb_id) == ("Ada", "http://example.org/Ada")
    assert [(each.text, each.target.kind) for each in content.notes] == [
        ("which one?", "mention"),
        ("read it", "document"),
    ]
    assert content.notes[0].provenance.author == "Bo"


@pytest.mark.parametrize(
    "source",
    ["http://example.org/a.txt", "../a.txt", "/etc/passwd", "gone.txt", 300 * "x" + ".txt"],
)
def test_nothing_is_fetched_and_nothing_read_elsewhere(desk, source):
    position = {"type": "TextPositionSelector", "start": 0, "end": 3}

    parts = desk(annotation({"source": source, "selector": position}))

    assert found(parts) == []
    assert lost(parts) == ["annotations of what is not here"]


def test_the_w3cs_correct_samples_are_accepted(corpora):
    for path in sorted((corpora / "w3c-web-annotation" / "correct").glob("*.json")):
        tree = json.loads(path.read_bytes())
        if tree["type"] == "Annotation":
            assert problems(tree) == [], path.name
        assert W3cImporter().recognises(start_of(path)) is Certainty.SURE
        broken = [loss for part in read(path) for loss in part.losses.items if "break" in loss.what]
        assert broken == [], path.name


def test_the_w3cs_incorrect_samples_are_refused(corpora):
    for path in sorted((corpora / "w3c-web-annotation" / "incorrect").glob("*.json")):
        with pytest.raises(AnnotatorError):
            read(path)


RULES = {
    "bad target": {"target": 9},
    "no target": {"target": None},
    "bad body": {"body": "this is not a uri"},
    "bad body id": {"body": {"id": "not a uri"}},
    "bad format": {"body": {"id": "http://a.org/1", "format": 6}},
    "bad direction": {"body": {"id": "http://a.org/1", "textDirection": "squirrel"}},
    "two directions": {"body": {"id": "http://a.org/1", "textDirection": ["ltr", "rtl"]}},
    "two languages": {"body": {"id": "http://a.org/1", "processingLanguage": ["en", "de"]}},
    "no value": {"body": {"type": "TextualBody"}},
    "many values": {"body": {"type": "TextualBody", "value": ["a", "b"]}},
    "body twice": {"bodyValue": "x"},
    "set of two kinds": {"body": {"type": ["Choice", "List"], "items": ["http://a.org/1"]}},
    "set of no kind": {"body": {"items": ["http://a.org/1"]}},
    "creator": {"creator": 6},
    "created": {"created": "yesterday"},
    "created twice": {"created": ["2015-01-28T12:00:00Z", "2015-01-28T12:00:01Z"]},
    "rights": {"rights": "not a uri"},
    "no source": {"target": {"type": "SpecificResource"}},
    "no fragment": {"target": {"source": "a.txt", "selector": {"type": "FragmentSelector"}}},
    "two ids": {"id": ["http://a.org/1", "http://a.org/2"]},
    "type": {"type": "Squirrel"},
    "context": {"@context": "fish"},
    "deep": {"target": {"source": {"source": {"source": 3}}}},
}


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_of_the_model_is_told_by_itself(rule):
    """The samples of the W3C break several rules at once; here each is broken alone."""
    good = annotation("http://example.org/a")
    assert problems(good) == []
    broken = {name: value for name, value in {**good, **RULES[rule]}.items() if value is not None}

    assert problems(broken)


def test_good_annotations_come_in_and_broken_ones_are_told(desk):
    position = {"type": "TextPositionSelector", "start": 2, "end": 5}
    good = annotation({"source": "a.txt", "selector": position})

    parts = desk(good, annotation({"source": "a.txt"}, id=3), "nonsense")

    assert found(parts) == [("person", ["Ada"])]
    lines = [line for part in parts for line in part.losses.lines]
    assert lines[0].startswith("notes.jsonld, annotation 2: id must be one IRI")
    assert lines[1].startswith("notes.jsonld, annotation 3: ")
