"""News items of agencies: the body as it was sent, and what is said of it."""

import json

import jsonschema
import pytest

from annotator.formats.documents import ImportFailed

ITEM = {
    "uri": "https://example.org/items/1",
    "type": "text",
    "firstCreated": "2025-11-05T10:00:00Z",
    "versionCreated": "2025-11-06T10:00:00Z",
    "language": "en-GB",
    "by": "Ada Öz, Norvik",
    "headlines": [
        {"role": "short", "value": "Ferry"},
        {"role": "main", "value": "The ferry is late"},
    ],
    "bodies": [
        {"role": "xhtml", "contentType": "text/html", "value": "<p>The ferry.</p><p>Late.</p>"},
        {"role": "text", "contentType": "text/plain", "value": "The ferry.\r\n\r\nIs late."},
    ],
    "subjects": [{"name": "ferries", "uri": "medtop:1"}],
    "copyrightHolder": "The Agency",
}


def data_of(*items):
    return json.dumps(items[0] if len(items) == 1 else items).encode()


def without(item, *keys):
    return {key: value for key, value in item.items() if key not in keys}


def test_the_plain_body_is_the_text(desk):
    (article,) = desk.articles("ninjs", data_of(ITEM), "a.json")

    document = article.document
    assert article.text == "The ferry.\n\nIs late."
    assert (document.title, document.author) == ("The ferry is late", "Ada Öz, Norvik")
    assert (document.published, document.publisher) == ("2025-11-05", "The Agency")
    assert (document.language, document.source_url) == ("en", "https://example.org/items/1")
    assert document.meta["subjects"] == "ferries"
    assert document.meta["version_created"] == "2025-11-06T10:00:00Z"


def test_html_is_read_where_there_is_no_plain_body_and_a_description_is_told(desk):
    html = {**ITEM, "bodies": ITEM["bodies"][:1]}
    described = {**without(ITEM, "bodies"), "descriptions": [{"value": "A few words."}]}

    first, second, last = desk.parts("ninjs", data_of(html, described), "a.json")

    assert [each.text for each in first.content.documents] == ["The ferry.\n\nLate."]
    assert [each.text for each in second.content.documents] == ["A few words."]
    assert "has a description, and no text of its own" in second.notices[0]
    assert not last.losses


def test_the_first_version_has_its_body_in_other_fields(desk):
    old = {
        "uri": "urn:1",
        "versioncreated": "2013-07-09T10:37:00Z",
        "headline": "The ferry",
        "byline": "Ada Öz",
        "body_xhtml": "<p>Words.</p>",
    }

    (article,) = desk.articles("ninjs", data_of(old), "a.json")

    assert (article.text, article.document.title) == ("Words.", "The ferry")
    assert (article.document.author, article.document.published) == ("Ada Öz", "2013-07-09")


def test_pictures_beside_an_item_are_counted_and_an_item_without_text_is_refused(desk):
    with_picture = {**ITEM, "associations": [{"name": "main", "uri": "urn:2", "type": "picture"}]}

    (first, _) = desk.parts("ninjs", data_of(with_picture), "a.json")

    assert first.losses.lines == ("a.json: urn:2",)
    with pytest.raises(ImportFailed, match=r"a\.json has no text"):
        desk.parts("ninjs", data_of(without(ITEM, "bodies")), "a.json")


def test_items_of_agencies_are_known_and_read(desk, corpora):
    folder = corpora / "ninjs"
    schema = json.loads((folder / "ninjs-schema_3.1.json").read_text("utf-8"))
    found = {}
    assert desk.formats.importer_for(folder / "ninjs-schema_3.1.json").name == "json"
    for path in sorted(set(folder.glob("*.json")) - {folder / "ninjs-schema_3.1.json"}):
        assert desk.formats.importer_for(path).name == "ninjs"
        ((article, *others), *_) = [
            tuple(part.content.documents)
            for part in desk.parts("ninjs", path.read_bytes(), path.name)
        ]
        assert not others
        item = json.loads(path.read_bytes())
        said = [*item.get("bodies", ()), *item.get("descriptions", ())]
        plain = [each["value"] for each in said if each.get("contentType") == "text/plain"]
        if plain:
            assert article.text == plain[0].strip("\n")
        assert article.document.title == item["headlines"][0]["value"][:100]
        assert article.document.author == item.get("by")
        found[path.name] = len(article.text)
    jsonschema.Draft202012Validator(schema).validate(ITEM)
    assert len(found) == 5
    assert min(found.values()) > 100
