"""What it would take to know what a city does not know: people's days and money, by the framework's own estimate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cityloop.engine.edition.indicators import Effort


@dataclass(frozen=True, slots=True)
class Task:
    """One way to come to know some indicators, and what that takes in all."""

    effort: Effort
    indicators: tuple[str, ...]

    @property
    def times(self) -> int:
        """How often it is done: once where it is shared, else once for each indicator."""
        return 1 if self.effort.shared else len(self.indicators)

    @property
    def days(self) -> tuple[float, float]:
        least, most = self.effort.days
        return least * self.times, most * self.times

    @property
    def outlay(self) -> tuple[float, float]:
        paid = self.effort.outlay
        return (paid.least * self.times, paid.most * self.times) if paid else (0, 0)


@dataclass(frozen=True, slots=True)
class Price:
    """What it takes to know all of it; `unpriced` are indicators of which the framework says nothing."""

    tasks: tuple[Task, ...]
    unpriced: tuple[str, ...]

    @property
    def days(self) -> tuple[float, float]:
        return _sum(task.days for task in self.tasks)

    @property
    def outlays(self) -> dict[str, tuple[float, float]]:
        """Least and most, by currency: amounts in two currencies are never added."""
        paid = {task.effort.outlay.currency for task in self.tasks if task.effort.outlay}
        return {
            currency: _sum(t.outlay for t in self.tasks if t.effort.outlay and t.effort.outlay.currency == currency)
            for currency in sorted(paid)
        }


def price_of_knowing(missing: Iterable[tuple[str, str | None]], efforts: Sequence[Effort]) -> Price:
    """The price of `missing`: pairs of an indicator and the id of its effort, None where the framework says none.

    >>> from cityloop.engine.text import same
    >>> survey = Effort(id="survey", title=same("survey"), days=(15, 40), shared=True)
    >>> look = Effort(id="register", title=same("register"), days=(0.5, 2))
    >>> asked = [("a", "survey"), ("b", "survey"), ("c", "register"), ("d", "register"), ("e", None)]
    >>> price = price_of_knowing(asked, [survey, look])
    >>> price.days, price.unpriced
    ((16.0, 44), ('e',))
    """
    missing = list(missing)
    known = {effort.id for effort in efforts}
    tasks = (Task(effort, tuple(name for name, by in missing if by == effort.id)) for effort in efforts)
    return Price(
        tuple(task for task in tasks if task.indicators), tuple(name for name, by in missing if by not in known)
    )


def _sum(pairs: Iterable[tuple[float, float]]) -> tuple[float, float]:
    pairs = list(pairs)
    return sum(least for least, _ in pairs), sum(most for _, most in pairs)
