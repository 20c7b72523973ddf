"""docs/reference/performance.md: what is measured anew takes the place of its section, and of no other."""

from bench import Row
from bench.report import Measured, page


def sections(text):
    return {part.split("\n", 1)[0]: part for part in text.split("\n## ")[1:]}


def test_a_benchmark_run_alone_replaces_its_own_section_and_keeps_the_others():
    first = page([Measured("second", "How.", [Row("x", "", "1 s")]), Measured("first", "Here.", [Row("y", "", "2 s")])])
    assert list(sections(first)) == ["first", "second"]
    again = page([Measured("first", "Here.", [Row("y", "", "3 s")])], first)
    assert sections(again)["second"] == sections(first)["second"]
    assert "3 s" in sections(again)["first"] and "2 s" not in again
    assert "`python -m bench first`" in sections(again)["first"]
