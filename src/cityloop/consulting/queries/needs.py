"""Which problems a diagnosis points to, and on which indicators each shows."""

from dataclasses import dataclass

from cityloop.consulting.guide import Problem, guide
from cityloop.consulting.queries.diagnosis import Report, Row


@dataclass(frozen=True)
class Sign:
    """A problem, and the indicators of the diagnosis on which it may show."""

    problem: Problem
    rows: tuple[Row, ...]

    @property
    def behind(self) -> int:
        return sum(row.reading == "behind" for row in self.rows)


def sign_of(problem: Problem, report: Report) -> Sign:
    """What the diagnosis says on the indicators of one problem."""
    shown = problem.shows_on(report.edition.scheme)
    return Sign(problem, tuple(row for row in report.rows if row.finding.indicator in shown))


def problems_behind(report: Report) -> list[Sign]:
    """Problems with an indicator on which the city is behind: most such indicators first, then the lowest place."""
    signs = [sign_of(problem, report) for problem in guide().problems.values()]
    return sorted((sign for sign in signs if sign.behind), key=lambda sign: (-sign.behind, _lowest(sign)))


def _lowest(sign: Sign) -> float:
    return min(row.finding.percentile for row in sign.rows if row.reading == "behind")
