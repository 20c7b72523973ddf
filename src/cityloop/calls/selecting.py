"""From proposals to the engine's selection and back: what `cityloop select` computes, on the rows of a round."""

from dataclasses import dataclass, field

from cityloop.assessment.models import Case, Dossier, Outcome
from cityloop.assessment.queries import compiled
from cityloop.calls import workflow
from cityloop.calls.consenting import panel_of
from cityloop.calls.models import Override, PanelClosing, SelectionRound
from cityloop.engine.edition import digest
from cityloop.engine.evaluation import standing_of
from cityloop.engine.text import Text
from cityloop.ledger.amounts import minor, spoken, whole
from cityloop.organisations.models import Organisation

CHOSEN_FROM = (workflow.ASSESSED, workflow.RESERVE, workflow.SELECTED, workflow.NOT_SELECTED)
"""States of the proposals of a round that were evaluated, whatever became of them."""
TOO_LITTLE = Text("미선정: 최저기준에 이르지 못함({f}).", "Out: below what the call asks for ({f}).")
LESS = Text("신청액 {a} 가운데 {g} 지원.", "It asked for {a} and gets {g}.")
NOT_EVALUATED = Text("미선정: 평가를 마치지 못함.", "Out: its evaluation is not complete.")


@dataclass(frozen=True)
class Candidate:
    """One evaluated proposal as the engine sees it: what it costs, how it stands, what caps count it under."""

    case: Case
    outcome: Outcome
    cost: int
    score: float
    ties: tuple[float, ...]
    groups: dict[str, str]

    @property
    def passed(self) -> bool:
        """Did it reach what the edition asks for?"""
        return self.outcome.status == Outcome.Status.PASS


@dataclass(frozen=True)
class Limits:
    """What a scenario keeps to; amounts count the currency's smallest unit."""

    policy: str
    seats: int
    budget: int | None = None
    caps: dict[str, int] = field(default_factory=dict)
    ceiling: int | None = None
    inside: frozenset[str] = frozenset()
    outside: frozenset[str] = frozenset()

    @property
    def plain(self) -> dict:
        """As JSON values, for keeping and for the digest."""
        most = {} if self.ceiling is None else {"ceiling": self.ceiling}
        return {
            "policy": self.policy,
            "seats": self.seats,
            "budget": self.budget,
            "caps": self.caps,
            **most,
            "in": sorted(self.inside),
            "out": sorted(self.outside),
        }

    def given(self, cost: int) -> int:
        """What a proposal that asks for so much gets, once it is selected."""
        return cost if self.ceiling is None else min(cost, self.ceiling)


def cases_of(round: SelectionRound):
    """The proposals that a round chooses among, by reference."""
    found = Case.objects.filter(notice=round.notice_id, profile=round.track, state__in=CHOSEN_FROM)
    if round.committee:
        found = found.filter(proposal__committee=round.committee)
    found = found.select_related("edition", "applicant", "proposal").defer("edition__content")
    return found.order_by("reference")


def candidates(round: SelectionRound) -> list[Candidate]:
    """The evaluated proposals of a round with the outcome that counts; a constant number of queries."""
    cases = list(cases_of(round))
    latest = {row.case_id: row for row in Outcome.objects.filter(case__in=cases).order_by("computed_at", "pk")}
    edition = compiled(round.notice.edition)
    found, order, answers = [], _order_of(round, edition), answers_for(cases, edition)
    for case in cases:
        outcome = latest[case.pk]
        points = {id: node["points"] for id, node in outcome.nodes.get("criteria", {}).items()}
        stands = standing_of(edition, points)
        ties = (*stands.ties, order.get(case.reference, 0)) if order else stands.ties
        groups = groups_of(case, edition, answers)
        found.append(Candidate(case, outcome, cost_of(case, edition), stands.points, ties, groups))
    return found


def _order_of(round: SelectionRound, edition) -> dict[str, int]:
    """Where the panel put proposals that were still tied, the higher the better; empty where it put none."""
    if panel_of(edition) is None:
        return {}
    of_round = {
        "meeting__notice": round.notice_id,
        "meeting__track": round.track,
        "meeting__committee": round.committee,
    }
    ended = PanelClosing.objects.filter(**of_round).first()
    return {reference: -n for n, reference in enumerate(ended.order, 1)} if ended else {}


def cost_of(case, edition) -> int:
    """What the proposal asks for, in the currency's smallest unit; nothing where the call gives no money.

    Where the form asks nobody for an amount (a contractor is paid, not the applicant), a place is planned at the
    ceiling of its track.
    """
    known = getattr(case, "proposal", None)
    if known and known.requested is not None:
        return minor(known.requested, known.currency)
    asked = any(one.tells == "request" for one in edition.form if one.track in (None, case.profile))
    ceiling = None if asked else edition.track(case.profile).ceiling
    return minor(ceiling.amount, ceiling.currency) if ceiling else 0


def groups_of(case, edition, answers: dict | None = None) -> dict[str, str]:
    """The value under which each cap counts a proposal: those of the edition, and a scenario's own by country.

    `answers` are those of many proposals (`answers_for`); None asks for those of this one.
    """
    caps = edition.selection.caps if edition.selection else ()
    said = (answers_for([case], edition) if answers is None else answers).get(case.pk, {})
    return {by: _value(case, by, said) for by in dict.fromkeys((*(cap.by for cap in caps), "country"))}


def answers_for(cases, edition) -> dict[int, dict]:
    """By case what was last handed in, where a cap counts by an answer; one query, or none where no cap does."""
    known = {"country", "applicant", *Organisation.Kind.values}
    if not edition.selection or {cap.by for cap in edition.selection.caps} <= known:
        return {}
    handed_in = Dossier.objects.filter(case__in=cases, frozen_at__isnull=False).order_by("version")
    return dict(handed_in.values_list("case_id", "answers"))


def _value(case, by: str, answers: dict) -> str:
    known = getattr(case, "proposal", None)
    if by == "country":
        return (known.country if known else "") or case.applicant.country
    if by in ("applicant", *Organisation.Kind.values):
        return case.applicant.code
    said = answers.get(by)
    return said if isinstance(said, str) else ""


def limits_of(round: SelectionRound, **changed) -> Limits:
    """The limits of a round: its seats and budget, the caps of its edition, and what was overridden."""
    selection = compiled(round.notice.edition).selection
    last = {row.case.reference: row.kind for row in round.overrides.select_related("case")}
    given = {
        "policy": selection.policy if selection else "rank",
        "seats": round.seats,
        "budget": round.budget,
        "caps": {cap.by: cap.at_most for cap in selection.caps} if selection else {},
        "inside": frozenset(key for key, kind in last.items() if kind == Override.Kind.IN),
        "outside": frozenset(key for key, kind in last.items() if kind == Override.Kind.OUT),
    }
    return Limits(**{**given, **changed})


def select(round: SelectionRound, found: list[Candidate], limits: Limits) -> dict:
    """What would be selected: rows in order, the total and its bound, the digest of all that it was computed from.

    Raises the engine's `Impossible` where the limits exclude each other.
    """
    from cityloop.engine import selection as engine  # the solvers load with the first scenario, not with every page

    able = [one for one in found if one.passed or one.case.reference in limits.inside]
    scale = 10 ** _places(round.currency)
    columns = {f"tie{n}": [one.ties[n] for one in able] for n in range(len(able[0].ties) if able else 0)}
    columns |= {by: [one.groups.get(by, "") for one in able] for by in limits.caps}
    known = {one.case.reference for one in able}
    answer = engine.select(
        engine.Proposals(
            tuple(one.case.reference for one in able),
            [limits.given(one.cost) / scale for one in able],
            [one.score for one in able],
            columns,
        ),
        engine.Limits(
            budgets=() if limits.budget is None else (engine.Budget(limits.budget / scale),),
            seats=limits.seats,
            caps=tuple(engine.Cap(by, most) for by, most in limits.caps.items()),
            fixed_in=limits.inside & known,
            fixed_out=limits.outside & known,
            ties=(*(name for name in columns if name.startswith("tie")), "-cost"),
        ),
        policy=limits.policy,
    )
    place = {reference: n for n, reference in enumerate(answer.ids)}
    waiting = {reference: n for n, reference in enumerate(answer.reserve, 1)}
    rows = [_row(one, answer, place.get(one.case.reference), waiting, limits, round.currency) for one in found]
    reasons = overridden(round) if limits.inside | limits.outside else {}
    for row in rows:
        if row["reference"] in limits.inside | limits.outside:
            said = reasons.get(row["reference"], "")
            row["ko"], row["en"] = f"{row['ko']} {said}".strip(), f"{row['en']} {said}".strip()
    rows.sort(key=lambda row: (row["rank"] == 0, row["rank"], row["reference"]))
    content = {"round": round.pk, "inputs": inputs_of(round, found, limits), "rows": rows}
    return {
        "rows": rows,
        "objective": answer.objective,
        "bound": answer.bound,
        "inputs": content["inputs"],
        "digest": digest(content),
    }


def overridden(round: SelectionRound) -> dict[str, str]:
    """The reasons of the overrides that count, by reference."""
    rows = round.overrides.select_related("case").exclude(kind=Override.Kind.NONE)
    return {row.case.reference: row.reason for row in rows}


def inputs_of(round: SelectionRound, found, limits: Limits) -> str:
    """The sha256 of what a selection is computed from: the rules, the outcomes, the costs, the limits."""
    proposals = {
        one.case.reference: [one.outcome.digest, one.cost, one.score, list(one.ties), one.groups] for one in found
    }
    return digest({"edition": round.notice.edition.digest, "proposals": proposals, "limits": limits.plain})


def _row(one: Candidate, answer, position, waiting, limits, currency) -> dict:
    reference, given = one.case.reference, limits.given(one.cost)
    row = {"reference": reference, "score": one.score, "cost": given, "points": one.outcome.points}
    if position is None:
        failed = ", ".join(one.outcome.failed) or f"{one.outcome.points:g}"
        complete = one.outcome.status != Outcome.Status.INCOMPLETE
        why = TOO_LITTLE.format(f=failed) if complete else NOT_EVALUATED
        return {**row, "in": False, "rank": 0, "reserve": 0, "ko": why.ko, "en": why.en}
    why, chosen = answer.reasons[position], bool(answer.chosen[position])
    if chosen and given < one.cost:
        less = LESS.format(a=spoken(one.cost, currency), g=spoken(given, currency))
        why = Text(f"{why.ko} {less.ko}", f"{why.en} {less.en}")
    return {
        **row,
        "in": chosen,
        "rank": int(answer.rank[position]),
        "reserve": waiting.get(reference, 0),
        "ko": why.ko,
        "en": why.en,
    }


def _places(currency: str) -> int:
    return -int(whole(1, currency).as_tuple().exponent) if currency else 0
