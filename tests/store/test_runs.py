"""A set of ids is what any set of numbers is."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.store.runs import Runs


@given(st.lists(st.integers(1, 30)), st.sets(st.integers(1, 30)))
def test_runs_are_a_set(numbers, others):
    runs = Runs(numbers)

    assert runs == set(numbers) == runs
    assert list(runs) == sorted(set(numbers))
    assert len(runs) == len(set(numbers))
    assert bool(runs) == bool(numbers)
    assert [each for each in range(32) if each in runs] == sorted(set(numbers))
    assert runs & others == set(numbers) & others
    assert runs | others == set(numbers) | others
    assert runs == Runs(sorted(numbers))


def test_what_follows_each_other_is_one_run():
    runs = Runs([*range(1, 500_000), *range(500_001, 1_000_000)])
    runs.add(500_000)

    assert runs._firsts == [1]
    assert runs._ends == [1_000_000]
    assert "1" not in runs
