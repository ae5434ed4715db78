"""The findings of an article: in the order of the text, replaced by what they were found in."""

from __future__ import annotations

from annotator.model.span import Span
from annotator.review.base import Check, Finding, Severity
from annotator.review.catalogue import CHECKS
from annotator.review.findings import Findings

SPACE = Check("space", "spaces", Severity.WRONG)


def at(start):
    return Finding(SPACE, Span(start, start + 1), f"A space at {start}.")


def test_they_stand_in_the_order_of_the_text():
    findings = Findings()
    findings.put(("mention", 2), [at(9)])
    findings.put(("mention", 1), [at(4), at(1)])

    assert [each.span.start for each in findings] == [1, 4, 9]
    assert findings.after(at(4).key) == at(9)
    assert findings.before(at(4).key) == at(1)
    assert findings.after(at(9).key) is None
    assert findings.index_of(at(9).key) == 2
    assert findings.counts() == {SPACE: 3}


def test_looking_again_replaces_what_was_found():
    findings = Findings()
    findings.put(("mention", 1), [at(4), at(1)])
    before = findings.version

    findings.put(("mention", 1), [at(4)])

    assert list(findings) == [at(4)]
    assert findings.version != before
    findings.put(("mention", 1))
    assert not findings
    assert findings.counts() == {}


def test_only_so_many_are_kept():
    findings = Findings(most=2)
    findings.put(("mention", 1), [at(4), at(1), at(9)])

    assert len(findings) == 2
    assert findings.left_out


def test_each_check_has_an_id_of_its_own():
    assert len({check.id for check in CHECKS}) == len(CHECKS) == 13
