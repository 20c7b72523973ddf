"""Conditions, forms, selection and milestones of a call refer to what exists, and the money adds up."""

from __future__ import annotations

from datetime import date
from math import isclose

from ... import expressions
from ...text import Text
from ..edition import Edition
from ..faults import Findings, Path
from .references import dangling

DAY_ONE = date(2001, 1, 1)
"""Any day: spans of the calendar are compared by where they lead from it."""
FACTS = (
    "answers", "applicant", "city", "consortium", "earlier", "profile", "project", "proposal", "request", "round",
    "service", "track",
)  # fmt: skip


def conditions_start_from_known_facts(edition: Edition, findings: Findings) -> None:
    for name in ("eligibility", "form", "documents", "classes"):
        for i, item in enumerate(getattr(edition, name)):
            for fact in sorted(expressions.variables(item.when) - set(FACTS)) if item.when else ():
                dangling(fact, FACTS, (name, i, "when"), findings)


def questions_can_be_answered(edition: Edition, findings: Findings) -> None:
    for i, question in enumerate(edition.form):
        path: Path = ("form", i)
        chosen = bool(question.options) or question.options_from is not None
        if (question.type == "choice") != chosen:
            findings.add(
                path,
                Text(
                    "선택지는 choice 문항에만, 반드시 있어야 함.",
                    "Options belong to a choice, and a choice needs them.",
                ),
                Text("options 또는 type을 고치십시오.", "Mend 'options' or 'type'."),
            )
        if question.options and question.options_from:
            findings.add(
                (*path, "options_from"),
                Text("options와 함께 쓸 수 없음.", "It cannot stand beside 'options'."),
                Text("둘 중 하나만 쓰십시오.", "Keep one of the two."),
            )
        if question.columns and question.type not in ("table", "indicator"):
            findings.add(
                (*path, "columns"),
                Text("열은 table·indicator 문항에만 쓸 수 있음.", "Only a table or indicators have columns."),
                Text("columns를 지우거나 type을 고치십시오.", "Delete 'columns', or mend 'type'."),
            )
        limit = question.limit
        if limit and limit.min is not None and limit.max is not None and limit.min > limit.max:
            findings.add(
                (*path, "limit", "min"),
                Text("최솟값이 최댓값보다 큼.", "The minimum is above the maximum."),
                Text("min과 max를 고치십시오.", "Mend 'min' and 'max'."),
            )


def facts_are_told_once(edition: Edition, findings: Findings) -> None:
    """Of a track one question tells a fact, and the grant asked for is told as money."""
    told: set[tuple[str, str]] = set()
    for i, question in enumerate(edition.form):
        if question.tells is None:
            continue
        tracks = [question.track] if question.track else [track.id for track in edition.tracks] or [""]
        if any((question.tells, track) in told for track in tracks):
            findings.add(
                ("form", i, "tells"),
                Text("'{t}'을(를) 두 문항이 알림.", "Two questions tell '{t}'.").format(t=question.tells),
                Text("한 문항에만 두십시오.", "Leave it at one of them."),
            )
        told |= {(question.tells, track) for track in tracks}
        if (question.tells == "request") != (question.type == "money"):
            findings.add(
                ("form", i, "tells"),
                Text(
                    "신청금액은 money 문항이, 다른 사실은 다른 문항이 알림.",
                    "Money tells the request and nothing else does.",
                ),
                Text("tells 또는 type을 고치십시오.", "Mend 'tells' or 'type'."),
            )


def selection_names_criteria(edition: Edition, findings: Findings) -> None:
    selection = edition.selection
    if selection is None:
        return
    known = {criterion.id for criterion in edition.criteria}
    for i, id in enumerate(selection.ties):
        dangling(id, known, ("selection", "ties", i), findings)
    for id in selection.rank_weights:
        dangling(id, known, ("selection", "rank_weights", id), findings)


def rounds_open_with_earlier_ones(edition: Edition, findings: Findings) -> None:
    earlier: set[str] = set()
    for i, one in enumerate(edition.rounds):
        dangling(one.opens_with, earlier, ("rounds", i, "opens_with"), findings)
        earlier.add(one.id)


def seats_and_money_are_in_order(edition: Edition, findings: Findings) -> None:
    for i, track in enumerate(edition.tracks):
        if track.seats.min > track.seats.max:
            _disorder(("tracks", i, "seats", "min"), findings)
        low, high = track.floor, track.ceiling
        if low and high and (low.currency != high.currency or low.amount > high.amount):
            _disorder(("tracks", i, "floor"), findings)


def each_side_is_hidden_once(edition: Edition, findings: Findings) -> None:
    """Of a track each side is hidden once; names that open at a consensus need a round in which all agree."""
    hidden: set[tuple[str, str]] = set()
    for i, one in enumerate(edition.blind):
        tracks = [one.track] if one.track else [track.id for track in edition.tracks]
        dangling(one.track, [track.id for track in edition.tracks], ("blind", i, "track"), findings)
        if any((one.hides, track) in hidden for track in tracks):
            findings.add(
                ("blind", i, "hides"),
                Text("이미 비공개로 정한 쪽임({h}).", "It is hidden already: {h}.").format(h=one.hides),
                Text("한 번만 적으십시오.", "Say it once."),
            )
        hidden |= {(one.hides, track) for track in tracks}
        if one.until == "consensus" and not any(round.marks == "one" for round in edition.rounds):
            findings.add(
                ("blind", i, "until"),
                Text("합의평가가 없는 공모임.", "The call has no consensus."),
                Text(
                    "rounds에 marks: one인 단계를 두거나 assessed로 하십시오.",
                    "Write 'assessed', or add a round whose marks are one.",
                ),
            )


def _disorder(path: Path, findings: Findings) -> None:
    findings.add(
        path,
        Text("하한이 상한보다 큼.", "The lower bound is above the upper."),
        Text("두 값을 고치십시오.", "Mend the two values."),
    )


def instalments_add_up(edition: Edition, findings: Findings) -> None:
    """The instalments of each track sum to 1, or there are none."""
    for track in [track.id for track in edition.tracks]:
        shares = [m.instalment for m in edition.milestones if m.track in (None, track)]
        if any(shares) and not isclose(sum(shares), 1, abs_tol=1e-9):
            findings.add(
                ("milestones",),
                Text("{t}의 지급 비율 합이 {s}임.", "The instalments of track {t} sum to {s:g}.").format(
                    t=track, s=sum(shares)
                ),
                Text("합이 1이 되게 하십시오.", "Make them sum to 1."),
            )


def milestones_fall_within_the_term(edition: Edition, findings: Findings) -> None:
    """Whatever is due a while after the agreement is due before the longest agreement ends."""
    terms = {track.id: track.term for track in edition.tracks if track.term}
    for i, one in enumerate(edition.milestones):
        held = [terms[id] for id in ([one.track] if one.track else terms) if id in terms]
        if one.after == "agreement" and any(one.due.after(DAY_ONE) > term.at_most.after(DAY_ONE) for term in held):
            findings.add(
                ("milestones", i, "due"),
                Text("협약기간의 상한보다 늦음.", "It is due after the longest agreement has ended."),
                Text("due 또는 term.at_most를 고치십시오.", "Mend 'due', or 'at_most' of the track's term."),
            )


def countries_are_codes(edition: Edition, findings: Findings) -> None:
    """Where a grant may go is told by ISO 3166-1 alpha-2 codes."""
    for i, track in enumerate(edition.tracks):
        for n, code in enumerate(track.grant.countries if track.grant else ()):
            if not (len(code) == 2 and code.isascii() and code.isupper()):
                findings.add(
                    ("tracks", i, "grant", "countries", n),
                    Text("국가 코드가 아님.", "It is no code of a country."),
                    Text("KR과 같은 두 글자 코드를 쓰십시오.", "Write two capital letters, such as KR."),
                )


CHECKS = (
    (("eligibility", "form", "documents", "classes"), conditions_start_from_known_facts),
    (("form",), questions_can_be_answered),
    (("form", "tracks"), facts_are_told_once),
    (("selection", "criteria"), selection_names_criteria),
    (("rounds",), rounds_open_with_earlier_ones),
    (("tracks",), seats_and_money_are_in_order),
    (("milestones", "tracks"), instalments_add_up),
    (("milestones", "tracks"), milestones_fall_within_the_term),
    (("tracks",), countries_are_codes),
    (("blind", "tracks", "rounds"), each_side_is_hidden_once),
)
