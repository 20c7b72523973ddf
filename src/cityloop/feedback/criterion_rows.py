"""A stored criterion report as the page and its files show it: rows in words, one place for both."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cityloop.engine.behaviour import FEW, VERDICTS
from cityloop.language import pick

COLUMNS = (
    *("criterion", "title_ko", "title_en", "cases", "marks", "mean_share", "spread", "agreement", "alpha"),
    *("discrimination", "discrimination_low", "discrimination_high", "minutes", "minutes_timed", "supplements"),
    *("effect_cases", "effect_r", "effect_low", "effect_high", "effect_verdict"),
    *("rating_cases", "rating_r", "rating_low", "rating_high", "rating_verdict", "notes_ko", "notes_en"),
)
TONES = {"predicts": "good", "against": "bad", "nothing": "warn"}
OUTCOMES = {"effect": gettext_lazy("measured effects"), "rating": gettext_lazy("cities’ ratings a year later")}


@dataclass(frozen=True)
class Predicted:
    """How marks on a criterion go with one outcome: the number of cases first, then what can be said of them."""

    of: str
    cases: int
    r: float | None
    low: float | None
    high: float | None
    words: str
    tone: str


def rows_of(rules, report) -> list[dict]:
    """The report's entries with their criteria, hardest first; those that nobody marked last."""
    rows = [_row(entry, rules.criterion(entry["criterion"])) for entry in report.content["criteria"]]
    return sorted(rows, key=lambda row: (row["share"] is None, row["share"] or 0))


def _row(entry, rule) -> dict:
    predicted = [_predicted(name, one) for name, one in (entry.get("predicts") or {}).items()]
    flat = entry["cases"] >= FEW and entry["spread"] is not None and entry["spread"] < 1e-9
    notes = entry["notes"] if entry["cases"] >= FEW else []  # that cases are few is said once for all of them
    return {**entry, "notes": notes, "rule": rule, "predicted": predicted, "flat": flat, "useless": _useless(predicted)}


def _predicted(name, one) -> Predicted:
    verdict = one["verdict"]
    return Predicted(
        OUTCOMES[name],
        one["cases"],
        one["r"],
        one["low"],
        one["high"],
        pick({"ko": VERDICTS[verdict].ko, "en": VERDICTS[verdict].en}),
        TONES.get(verdict, ""),
    )


def _useless(predicted) -> bool:
    """Does it predict none of the outcomes that there are, and surely?"""
    surely = [one for one in predicted if one.r is not None]
    return bool(surely) and all(one.tone == "warn" for one in surely)


@dataclass(frozen=True)
class Known:
    """What is known of any criterion of a report: a column that is empty in every row is left out and said once."""

    outcomes: list[str]
    unknown: list[str]
    timed: bool
    few: int


def known(rows) -> Known:
    """Of which outcomes and efforts the rows tell, and how many rows have too few cases to conclude from."""
    told = {one.of for row in rows for one in row["predicted"] if one.r is not None}
    every = [words for words in OUTCOMES.values() if any(one.of == words for row in rows for one in row["predicted"])]
    return Known(
        outcomes=[words for words in every if words in told],
        unknown=[words for words in every if words not in told],
        timed=any((row.get("effort") or {}).get("minutes") is not None for row in rows),
        few=sum(row["cases"] < FEW for row in rows),
    )


def counted(report) -> list[tuple[str, int, int]]:
    """For each outcome: what it is, how many cases have it, how many wait for their year to be over."""
    told = report.content.get("outcomes") or {}
    return [(OUTCOMES[name], told[name]["cases"], told[name]["waiting"]) for name in OUTCOMES if name in told]


def file_rows(rules, report):
    """One row a criterion, in the order of the edition, for a file."""
    for entry in report.content["criteria"]:
        rule, effort = rules.criterion(entry["criterion"]), entry.get("effort") or {}
        predicts = entry.get("predicts") or {}
        yield [
            *(rule.id, rule.title.ko, rule.title.en, entry["cases"], entry["marks"], entry["share"], entry["spread"]),
            *(entry["agreement"], entry.get("alpha"), entry["discrimination"], entry["low"], entry["high"]),
            *(effort.get("minutes"), effort.get("timed"), entry.get("supplements")),
            *(predicts.get(of, {}).get(key) for of in OUTCOMES for key in ("cases", "r", "low", "high", "verdict")),
            *("; ".join(note[language] for note in entry["notes"]) for language in ("ko", "en")),
        ]


def noticed(rows) -> list[tuple[str, list]]:
    """What stands out, with the criteria concerned: those that separate nobody, predict nothing, go the other way."""
    found = [
        (_("They separate nobody: every case scores the same."), [row for row in rows if row["flat"]]),
        (_("They predict nothing that was measured or rated later."), [row for row in rows if row["useless"]]),
        (
            _("They go the other way: more marks, a worse outcome."),
            [row for row in rows if any(one.tone == "bad" for one in row["predicted"])],
        ),
    ]
    return [(words, some) for words, some in found if some]
