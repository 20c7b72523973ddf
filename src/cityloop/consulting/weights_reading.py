"""Contradictions between comparisons, in the reader's words."""

from django.utils.translation import gettext as _

from cityloop.consulting.guide import guide
from cityloop.consulting.weights import BEST_WORST, Weighed


def in_words(told: Weighed, method: str) -> list[str]:
    """Which comparisons contradict the others, what was said of each and what would fit; the worst first."""
    titles = [one.title for one in guide().criteria]
    return [_one(titles[one.first], titles[one.second], one, method) for one in told.contradictions]


def _one(first, second, one, method) -> str:
    words = {"first": first, "second": second, "said": _side(first, second, one.said)}
    if method == BEST_WORST:
        text = _(
            "“%(first)s” and “%(second)s”: you said %(said)s; what you said of the least important one fits %(fits)s."
        )
    else:
        text = _("“%(first)s” and “%(second)s”: you said %(said)s; your other answers say %(fits)s.")
    return text % {**words, "fits": _side(first, second, one.fits)}


def _side(first, second, times) -> str:
    """Which of two counts more, and how many times."""
    if round(max(times, 1 / times), 1) == 1:
        return _("both alike")
    name, factor = (first, times) if times > 1 else (second, 1 / times)
    return _("“%(name)s” counts %(times)s times as much") % {"name": name, "times": f"{factor:.1f}".removesuffix(".0")}
