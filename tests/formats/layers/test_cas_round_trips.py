"""What goes out as CAS comes back the same: all of it in JSON, and in XML what XML can hold."""

import re
from dataclasses import fields, is_dataclass, replace

from hypothesis import given

from annotator.formats.cas.files import (
    NO_XML,
    REPLACED,
    CasJsonExporter,
    CasJsonImporter,
    CasXmiExporter,
    CasXmiImporter,
)
from tests.formats.layers.written import (
    OF_THE_IMPORT,
    differences,
    exported,
    imported,
    ready,
    sometimes,
)
from tests.formats.projects import contents
from tests.formats.same import canonical

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@sometimes
@given(contents())
def test_json_carries_everything(tmp_path_factory, content):
    content = ready(content)
    folder, losses = exported(CasJsonExporter(), content)

    back, told, notices = imported(
        CasJsonImporter(), folder.put(tmp_path_factory.mktemp("cas_json"))
    )

    assert (str(losses), str(told), notices) == ("nothing was left out",) * 2 + ([],)
    before, after = (canonical(each, OF_THE_IMPORT) for each in (content, back))
    assert before == after, differences(before, after)
    again, _ = exported(CasJsonExporter(), replace(back, schema=content.schema))
    assert again.files == folder.files


@sometimes
@given(contents())
def test_xmi_carries_everything_but_characters_that_xml_cannot_hold(tmp_path_factory, content):
    content = ready(content)
    refused = [each for each in content.documents if FORBIDDEN.search(each.text)]
    folder, losses = exported(CasXmiExporter(), content)
    counts = {each.what: each.count for each in losses.items}

    assert counts.get(NO_XML, 0) == len(refused)
    articles = [name for name in folder.files if name[0].isdigit()]
    assert len(articles) == len(content.documents) - len(refused)
    if refused:
        return
    back, told, notices = imported(CasXmiImporter(), folder.put(tmp_path_factory.mktemp("xmi")))

    assert (str(told), notices) == ("nothing was left out", [])
    cleaned, replaced = cleaned_of(content)
    assert counts == ({REPLACED: replaced} if replaced else {})
    before, after = (canonical(each, OF_THE_IMPORT) for each in (cleaned, back))
    assert before == after, differences(before, after)
    again, _ = exported(CasXmiExporter(), replace(back, schema=content.schema))
    assert again.files == folder.files


def cleaned_of(value):
    """A project without the characters that XML cannot hold, and how many these were.

    Attributes and metadata are written as JSON, which escapes them.
    """
    if isinstance(value, str) and type(value) is str:
        return FORBIDDEN.subn("\ufffd", value)
    if isinstance(value, tuple):
        parts = [cleaned_of(each) for each in value]
        return tuple(part for part, _ in parts), sum(count for _, count in parts)
    if not is_dataclass(value):
        return value, 0
    names = [each.name for each in fields(value)]
    parts = {
        name: cleaned_of(getattr(value, name))
        for name in names
        if name not in ("attributes", "meta", "schema") and (name, "schema") != ("name", names[0])
    }
    cleaned = replace(value, **{name: part for name, (part, _) in parts.items()})
    return cleaned, sum(count for _, count in parts.values())
