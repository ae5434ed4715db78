from importlib.metadata import EntryPoint

from annotator.suggest.registry import BUILT_IN, SUGGESTERS, installed, load


def test_ours_are_there_whether_installed_or_not():
    ours = {point.name for point in BUILT_IN}

    assert {each.name for each in load(BUILT_IN).all} == ours
    assert ours <= {each.name for each in installed().all}
    assert load(BUILT_IN).problems == installed().problems == ()


def test_a_plug_in_that_fails_is_a_problem_and_does_not_stop_the_others():
    found = load(
        [
            EntryPoint("gone", "no.such.module:Thing", SUGGESTERS),
            EntryPoint("odd", "builtins:dict", SUGGESTERS),
            *BUILT_IN,
        ]
    )

    assert len(found.all) == len(BUILT_IN)
    assert "gone (no.such.module:Thing) was not loaded" in found.problems[0]
    assert "it has no name, suggest" in found.problems[1]


def test_a_plug_in_cannot_take_the_name_of_one_of_ours():
    ours = BUILT_IN[0]

    found = load([*BUILT_IN, EntryPoint(ours.name, "their.module:Names", SUGGESTERS)])

    assert f"the name {ours.name} is taken" in found.problems[0]
