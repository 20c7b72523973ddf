"""The committed Korean queries find what is relevant to them by rule; `python -m bench recall` measures the same."""

from collections import Counter
from types import SimpleNamespace

import pytest
from cast import AT, organisation

from bench import recall
from cityloop.catalogue import queries
from cityloop.demo import directory

CODES = ("daon-systems", "hanbit-mobility")


def test_the_set_has_300_queries_of_every_kind_and_none_twice():
    asked = recall.queries()
    assert len(asked) >= 300 and len({query.text for query in asked}) == len(asked)
    kinds = Counter(query.kind for query in asked)
    assert set(kinds) == set(recall.KINDS) and min(kinds.values()) >= 30


@pytest.mark.django_db
def test_recall_is_at_least_99_of_100_and_precision_does_not_pay_for_it():
    directory.play(SimpleNamespace(at=AT, people={}, organisations={code: organisation(code) for code in CODES}))
    directory.index()
    answers = recall.judged(recall.find_all, recall.pages())
    counted = recall.tally(answers)
    assert counted.relevant > 2_000
    assert counted.recall >= 0.99, [(one.text, sorted(one.relevant - one.found)) for one in answers]
    assert counted.precision >= 0.95
    for kind in recall.KINDS:
        assert recall.tally(one for one in answers if one.kind == kind).recall >= 0.99


@pytest.mark.django_db
def test_only_words_that_nothing_answers_are_left_out():
    directory.play(SimpleNamespace(at=AT, people={}, organisations={code: organisation(code) for code in CODES}))
    directory.index()
    assert [unit.text for unit in queries.find("주차 우주정거장").reading.dropped] == ["우주정거장"]
    assert queries.find("주차 센서").reading.dropped == ()
