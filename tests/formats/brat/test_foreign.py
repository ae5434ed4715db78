"""Files that others made: what comes in as what, and how it goes out again."""

from dataclasses import replace

import pytest

from annotator.formats.brat.folder_in import ALONE
from annotator.formats.brat.hanging import MISSING, TRIGGERS
from annotator.model.ids import Ref
from annotator.model.mention import Level
from annotator.model.provenance import Status
from annotator.model.statement import Form
from tests.formats.brat.folders import export, files, imported, losses, parts
from tests.formats.brat.grammar import problems
from tests.formats.same import canonical, joined

TEXT = "Ada Otieno told the paper that the funds were gone. She denies it.\n"


@pytest.fixture
def folder(tmp_path):
    """Makes a folder of one document."""

    def made(*lines, text=TEXT, conf="", name="a"):
        folder = tmp_path / "foreign"
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.txt").write_bytes(text.encode())
        (folder / f"{name}.ann").write_bytes("".join(f"{line}\n" for line in lines).encode())
        if conf:
            (folder / "annotation.conf").write_text(conf, "utf-8")
        return folder

    return made


def span_line(id, type_, words, text=TEXT):
    start = text.index(words)
    return f"{id}\t{type_} {start} {start + len(words)}\t{words}"


def only(content):
    (annotated,) = content.documents
    return annotated


def said(annotated):
    return {one.type: one.surface(annotated.text) for one in annotated.mentions}


def test_stretches_are_mentions_of_the_type_that_the_file_names(folder):
    annotated = only(imported(folder(span_line("T1", "Person", "Ada Otieno"))))

    assert said(annotated) == {"Person": "Ada Otieno"}
    assert annotated.document.source_name == "a.txt"
    assert annotated.document.origin == "import:brat"


def test_an_event_of_somebody_who_says_something_is_a_statement(folder):
    annotated = only(
        imported(
            folder(
                span_line("T1", "Person", "Ada Otieno"),
                span_line("T2", "Quotation", "that the funds were gone"),
                span_line("T3", "Cue", "told"),
                span_line("T4", "Newspaper", "the paper"),
                "E1\tQuotation:T2 Speaker:T1 Cue:T3 Addressee:T4",
                "A1\tQuoteType E1 partial",
                "A2\tAct E1 allege",
                "A3\tNegated E1",
            )
        )
    )

    (statement,) = annotated.statements
    people = {one.type: one.id for one in annotated.mentions}
    assert statement.surface(annotated.text) == "that the funds were gone"
    assert statement.cue.of(annotated.text) == "told"
    assert statement.source.mention == people["Person"]
    assert statement.addressee.mention == people["Newspaper"]
    assert (statement.form, statement.kind) == (Form.MIXED, "allege")
    assert statement.attributes == {"Negated": True}
    assert set(people) == {"Person", "Newspaper"}


def test_the_trigger_is_the_cue_where_the_content_has_a_role(folder):
    annotated = only(
        imported(
            folder(
                span_line("T1", "Person", "She"),
                span_line("T2", "Report", "denies"),
                span_line("T3", "Proposition", "it."),
                "E1\tReport:T2 Reporter-Arg:T1 Message:T3",
            )
        )
    )

    (statement,) = annotated.statements
    assert statement.cue.of(annotated.text) == "denies"
    assert statement.surface(annotated.text) == "it."
    assert statement.form is Form.INDIRECT
    assert said(annotated) == {"Person": "She", "Proposition": "it."}


def test_a_role_that_no_statement_has_is_a_relation_of_it(folder):
    content = imported(
        folder(
            span_line("T1", "Person", "Ada Otieno"),
            span_line("T2", "Statement", "that the funds were gone"),
            span_line("T3", "Person", "She"),
            "E1\tStatement:T2 Speaker:T1 Speaker2:T3 Target:T3",
        )
    )

    linked = {(one.type, one.source.kind, one.target) for one in content.relations}
    assert linked == {
        ("Speaker", "statement", Ref("mention", 2)),
        ("Target", "statement", Ref("mention", 2)),
    }


def test_other_events_are_mentions_by_a_verb_whose_roles_are_relations(folder):
    content = imported(
        folder(
            span_line("T1", "Person", "Ada Otieno"),
            span_line("T2", "Tell", "told"),
            span_line("T3", "Org", "the paper"),
            span_line("T4", "Org", "the funds"),
            "E1\tTell:T2 Who:T1 Whom:T3 Whom2:T4",
        )
    )

    event = next(one for one in only(content).mentions if one.type == "Tell")
    assert event.level is Level.VRB
    named = [(one.type, one.source, one.target.id) for one in content.relations]
    here = Ref("mention", event.id)
    assert named == [("Who", here, 1), ("Whom", here, 3), ("Whom", here, 4)]


def test_events_go_out_as_the_events_that_they_were(folder, tmp_path):
    conf = (
        "[entities]\nPerson\nOrg\n[events]\nTell Who:Person, Whom*:Org\n[relations]\n[attributes]\n"
    )
    source = folder(
        span_line("T1", "Person", "Ada Otieno"),
        span_line("T2", "Tell", "told"),
        span_line("T3", "Org", "the paper"),
        span_line("T4", "Org", "the funds"),
        "E1\tTell:T2 Who:T1 Whom:T3 Whom2:T4",
        conf=conf,
    )

    export(imported(source), tmp_path / "out")

    assert files(tmp_path / "out")["a.ann"] == files(source)["a.ann"]


def test_attributes_that_have_a_place_of_their_own_take_it(folder):
    annotated = only(
        imported(
            folder(
                span_line("T1", "Person", "Ada Otieno"),
                "A1\tLevel T1 NAM",
                "A2\tValue T1 a b",
                "M1\tDoubt T1",
                "A3\tStatus T1 suggested",
                "A4\tMood T1 calm",
                "A5\tMood T1 tired",
            )
        )
    )

    (mention,) = annotated.mentions
    assert (mention.level, mention.value, mention.doubt) == (Level.NAM, "a b", True)
    assert mention.provenance.status is Status.SUGGESTED
    assert mention.attributes == {"Mood": ("calm", "tired")}


def test_the_same_entry_of_a_knowledge_base_is_one_entity_in_all_documents(folder):
    folder(span_line("T1", "Person", "Ada Otieno"), "N1\tReference T1 Wiki:Q1\tAda", name="b")
    content = imported(folder(span_line("T1", "Person", "She"), "N1\tReference T1 Wiki:Q1\tAda"))

    (entity,) = content.entities
    assert (entity.name, entity.type, entity.kb_id) == ("Ada", "Person", "Wiki:Q1")
    assert [one.entity for each in content.documents for one in each.mentions] == [entity.id] * 2


def test_mentions_that_are_said_to_be_the_same_are_one_entity(folder):
    content = imported(
        folder(
            span_line("T1", "Person", "Ada Otieno"),
            span_line("T2", "Person", "She"),
            span_line("T3", "Org", "the paper"),
            "*\tAlias T1 T2",
        )
    )

    (entity,) = content.entities
    assert (entity.name, entity.attributes) == ("Ada Otieno", {"Equivalence": "Alias"})
    assert [one.entity for one in only(content).mentions] == [entity.id, entity.id, None]


def test_a_second_reference_stays_as_an_attribute(folder):
    lines = ["N1\tReference T1 Wiki:Q1\tAda", "N2\tReference T1 Geo:7\tAda"]
    content = imported(folder(span_line("T1", "Person", "Ada Otieno"), *lines))

    assert only(content).mentions[0].attributes == {"Reference": "Geo:7"}


def test_the_names_of_ends_that_are_not_arg1_and_arg2_stay(folder, tmp_path):
    source = folder(
        span_line("T1", "Person", "Ada Otieno"),
        span_line("T2", "Org", "the paper"),
        "R1\tWorksFor Employee:T1 Employer:T2",
    )

    content = imported(source)
    export(content, tmp_path / "out")

    assert content.relations[0].attributes == {"Ends": ("Employee", "Employer")}
    assert files(tmp_path / "out")["a.ann"] == files(source)["a.ann"]


def test_what_points_at_a_trigger_is_taken_for_its_event(folder):
    found = parts(
        folder(
            span_line("T1", "Statement", "the funds were gone"),
            "E1\tStatement:T1",
            "#1\tAnnotatorNotes T1\tsure?",
        )
    )

    (note,) = joined(found).notes
    assert (note.target, note.text) == (Ref("statement", 1), "sure?")
    assert losses(found) == {TRIGGERS: 1}


def test_the_configuration_declares_types_roles_attributes_and_kinds(folder):
    conf = """
[entities]
Person
!Place
 City
[relations]
<WHO>=Person|City
Knows	Arg1:<WHO>, Arg2:<WHO>
Same	Arg1:Person, Arg2:Person, <REL-TYPE>:symmetric-transitive
[events]
Tell	Who:Person, Whom*:<ANY>
Quotation	Speaker:Person, Cue?:Cue, Target*:City
[attributes]
Mood	Arg:<ENTITY>, Value:calm|tired
Denied	Arg:<EVENT>
Act	Arg:Quotation, Value:say|deny
"""
    source = folder(span_line("T1", "Person", "She"), conf=conf)
    (source / "visual.conf").write_text("[labels]\nCity | A city | C\n", "utf-8")

    found = parts(source)

    schema = found[0].content.schema
    types = {one.id: (one.label, one.levels) for one in schema.entity_types}
    assert types == {
        "Person": ("Person", ("NAM", "NOM", "PRO")),
        "City": ("A city", ("NAM", "NOM", "PRO")),
        "Tell": ("Tell", ("VRB",)),
    }
    relations = {one.id: (one.sources, one.targets) for one in schema.relation_types}
    assert relations["Knows"] == (("City", "Person"), ("City", "Person"))
    assert relations["Whom"] == (("Tell",), ("mention", "statement"))
    assert relations["Target"] == (("statement",), ("City",))
    assert not relations.keys() & {"Speaker", "Cue"}
    attributes = {one.id: (one.on, one.kind, one.values) for one in schema.attributes}
    assert attributes == {
        "Mood": (("mention",), "choice", ("calm", "tired")),
        "Denied": (("mention", "statement"), "bool", ()),
    }
    assert [one.id for one in schema.statement_kinds] == ["say", "deny"]
    assert [notice for part in found for notice in part.notices] == [
        "annotation.conf: types are in groups there, which were not kept."
    ]


def test_folders_in_folders_have_the_nearest_configuration(tmp_path):
    inner = tmp_path / "one" / "two"
    inner.mkdir(parents=True)
    (tmp_path / "annotation.conf").write_text("[events]\nTell Who1:Person\n", "utf-8")
    (inner / "a.txt").write_text("She told.", "utf-8")
    lines = ["T1\tPerson 0 3\tShe", "T2\tTell 4 8\ttold", "E1\tTell:T2 Who1:T1"]
    (inner / "a.ann").write_text("\n".join(lines), "utf-8")

    content = imported(tmp_path)

    assert [one.document.source_name for one in content.documents] == ["one/two/a.txt"]
    assert [one.type for one in content.relations] == ["Who1"]


CORPORA = [
    ("brat-tutorial-news", 13, 119, {}),
    ("seed-synthetic", 1, 14, {TRIGGERS: 1}),
    ("craft-brat", 2, 1678, {ALONE: 1}),
    pytest.param("litbank/coref/brat", 7, 4201, {}, marks=pytest.mark.slow),
    ("litbank/entities/brat", 7, 911, {}),
    ("litbank/events/brat", 7, 650, {MISSING: 1}),
]


@pytest.mark.parametrize(("name", "documents", "mentions", "lost"), CORPORA)
def test_real_corpora_come_in_and_go_out_and_come_in_the_same(
    corpora, tmp_path, name, documents, mentions, lost
):
    found = parts(corpora / name)
    content = replace(joined(found), schema=found[-1].content.schema)

    told = export(content, tmp_path / "out")
    again = parts(tmp_path / "out")

    assert len(content.documents) == documents
    assert sum(len(each.mentions) for each in content.documents) == mentions
    assert losses(found) == lost
    assert not told
    assert losses(again) == {}
    assert canonical(joined(again)) == canonical(content)
    assert problems(tmp_path / "out") == []


def test_the_statements_of_the_seed_article_are_who_said_what(corpora):
    content = imported(corpora / "seed-synthetic" / "seed.ann")

    annotated = only(content)
    names = {one.id: one.surface(annotated.text) for one in annotated.mentions}
    told = [
        (names[one.source.mention], one.cue.of(annotated.text), one.kind, one.form.value)
        for one in annotated.statements
    ]
    assert told == [
        ("he", "stated", "assert", "direct"),
        ("The Foreign Minister", "described", "assert", "mixed"),
        ("The Ministry of Foreign Affairs there", "calling", "criticise", "mixed"),
        ("Dina Boluarte", "accusing", "allege", "indirect"),
        ("Castillo", "denies", "deny", "indirect"),
        ("Peru\u2019s government", "announced", "announce", "indirect"),
    ]
    assert [(one.type, names[one.target.id]) for one in content.relations] == [
        ("Target", "Andres Manuel Lopez Obrador"),
        ("TitleOf", "Hugo de Zela"),
    ]
