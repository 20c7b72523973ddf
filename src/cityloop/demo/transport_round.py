"""A simulated round of transport services: twelve applications, one at every station: everybody finds work."""

from collections import Counter
from datetime import datetime, time, timedelta
from random import Random

from django.utils import timezone

from cityloop.assessment.actions import (
    accept_dossier,
    ask_supplement,
    attach_evidence,
    declare_interest,
    enrol_assessor,
    hand_in_marks,
    save_answers,
    save_marks,
    seat_panel,
    set_measurement,
    submit_case,
)
from cityloop.assessment.digests import of_dossier
from cityloop.assessment.models import Case, Declaration, EditionState
from cityloop.assessment.queries import checklist, compiled, dossier_of
from cityloop.catalogue.actions import register_service
from cityloop.catalogue.models import Service
from cityloop.certification.actions import decide, open_case, record_review, report_to_certifier, take_review
from cityloop.certification.models import Decision, Review
from cityloop.demo import panels, rounds, visits
from cityloop.demo.cast import Role, enrol
from cityloop.demo.committee import Committee
from cityloop.demo.papers import paper
from cityloop.demo.transport_services import SERVICES

SCHEME, PROFILE = "smart-city-service", "transport"
DAYS = 110
# When each step is taken, as a share of the round: a case that is over began early, one under way is not yet due.
EARLY = {"submit": 0.12, "accept": 0.2, "seat": 0.3, "mark": 0.5, "review": 0.6, "recorded": 0.7, "decide": 0.8}
LATE = {"submit": 0.6, "supplement": 0.94, "accept": 0.7, "seat": 0.8, "mark": 0.92, "review": 0.95, "recorded": 0.97}
LACKING = ("effect.side_effects", "technology.recovery")
"""The criteria whose evidence is missing where a supplement is to be asked for."""
STATIONS = (
    "draft",
    "supplement",
    "submitted",
    "accepted",
    "declare",
    "marking",
    "deliberation",
    "review",
    "decision",
    "granted",
)
POOL = (
    ("김도현", "Kim Dohyun"),
    ("이수민", "Lee Sumin"),
    ("박정우", "Park Jungwoo"),
    ("정예린", "Jung Yerin"),
    ("강민서", "Kang Minseo"),
    ("조은별", "Cho Eunbyeol"),
)


def play(cast) -> None:
    """Enrol a pool of assessors and bring each service to its station."""
    moment = calendar(cast.at)
    rounds.open_transport_round(cast, moment)
    rounds.draft_next_round(cast)
    begun = before_the_mock_round(cast.at)
    panel = cast.panel = _pool(cast, begun)
    panels.widen_pool(cast, begun, SCHEME)
    cast.committee = Committee(cast, begun, SCHEME, PROFILE)
    cast.committee.once_worked_for(cast.people["committee-4"], cast.organisations["daon-systems"], moment(0.05))
    for n, (station, applicant, code, *texts) in enumerate(SERVICES):
        Application(cast, moment, panel, station, cast.people[applicant], n).play(code, *texts)


def counts() -> dict[str, int]:
    """How many cases stand in each state."""
    return dict(sorted(Counter(Case.objects.values_list("state", flat=True)).items()))


def calendar(at):
    """Moments of the round: from 110 days ago (or the first day the edition is in force) until now."""
    opening = timezone.make_aware(datetime.combine(in_force_since(), time(9)))
    start = max(at - timedelta(days=DAYS), opening)
    end = max(at, start + timedelta(days=DAYS))
    return lambda share: start + (end - start) * share


def before_the_mock_round(at):
    """When pool and committee were formed: in time for the mock round, unless the committee's term would be over."""
    begun = timezone.make_aware(datetime.combine(in_force_since(), time(9))) - timedelta(days=120)
    return begun if at - begun < timedelta(days=700) else calendar(at)(0.0)


def in_force_since():
    """The first day of the edition in force for the field."""
    states = EditionState.objects.filter(edition__scheme=SCHEME, profile=PROFILE, state=EditionState.State.IN_FORCE)
    return states.earliest("since").since


def _pool(cast, at) -> list:
    people = [cast.people["assessor"]]
    for n, (ko, en) in enumerate(POOL, 1):
        people.append(enrol(cast, f"assessor-{n}", ko, en, "assessor-pool", Role.MEMBER))
    for person in people:
        enrol_assessor(actor=cast.people["officer"], at=at, person=person, scheme=SCHEME, fields=["transport"])
    return people


class Application:
    """One simulated application, brought as far as its station; the same seed gives the same marks every time."""

    scheme, profile, answers, seats = SCHEME, PROFILE, rounds.ANSWERS, 5
    officer, reviewer = "officer", "reviewer"
    marks, measured = 3.1, (0, 1, 1)  # about which marks lie, and from which of the listed values one is drawn
    verdict = Decision.Verdict.GRANTED
    recommendation = Review.Recommendation.GRANT
    leaves_out = ()
    advice = (
        "평가 절차와 증빙을 확인하였으며 인증을 권고합니다. / "
        "Procedure and evidence were checked; certification is recommended."
    )
    grounds = "평가 결과가 인증기준을 충족합니다. / The outcome meets the criteria."

    def __init__(self, cast, moment, panel, station, applicant, n):
        self.cast, self.moment, self.station, self.applicant = cast, moment, station, applicant
        self.times = EARLY if station == "granted" else LATE
        self.committee = cast.committee
        self.panel, self.n, self.random = panel, n, Random(f"{station}-2026")  # noqa: S311 - play, not secrecy
        self.case = None

    def play(self, code, name_ko, name_en, summary_ko, summary_en) -> None:
        service = register_service(
            actor=self.applicant,
            at=self._at(0.0),
            code=code,
            provider=self.applicant.memberships.get().organisation,
            fields=["transport"],
            name_ko=name_ko,
            name_en=name_en,
            summary_ko=summary_ko,
            summary_en=summary_en,
            type=Service.Type.NETWORK_LINKED,
            operation=Service.Operation.LIVE,
            countries="KR",
            start_year=2025,
            source="simulated",
            simulated=True,
        )
        self.go(service=service)

    def go(self, **subject) -> None:
        """Open the case about a subject and bring it as far as its station."""
        self.case = open_case(
            actor=self.applicant,
            at=self._at(0.02),
            scheme=self.scheme,
            profile=self.profile,
            simulated=True,
            **subject,
        )
        for step in (self._fill, self._submit, self._accept, self._seat, self._mark, self._review, self._decide):
            if not step():
                return

    def _reaches(self, station: str) -> bool:
        return STATIONS.index(self.station) >= STATIONS.index(station)

    def _at(self, step: str | float):
        return self.moment(self.times.get(step, step)) + timedelta(minutes=11 * self.n)

    def _fill(self) -> bool:
        """Attach what is asked for and claim the measurements; a draft stops half-way, a supplement lacks some."""
        edition, asked = compiled(self.case.edition), checklist(self.case, dossier_of(self.case))
        if self.station == "draft":
            asked = asked[: len(asked) // 2]
        left_out = LACKING if self.station in ("supplement", "submitted") else self.leaves_out
        asked = [one for one in asked if one.criterion not in left_out]
        step = {"actor": self.applicant, "at": self._at(0.08), "case": self.case}
        for one in asked:
            if one.kind == "answer":
                continue
            if one.kind == "measurement":
                value = self._measured(edition.criterion(one.criterion))
                set_measurement(**step, criterion=one.criterion, value=value)
            elif one.required:
                self._attach(step, one)
        answers = {
            one.criterion: f"{one.item} 1쪽(가상 자료) / {one.item}, page 1 (simulated)"
            for one in asked
            if one.kind == "evidence"
        }
        save_answers(**step, answers=answers | ({} if self.station == "draft" else self.answers))
        return self._reaches("supplement")

    def _attach(self, step, one) -> None:
        kind, content = paper(one.accepts, f"{self.case.title_en}: {one.criterion} {one.item}".strip())
        where = {"address": content.decode()} if kind == "url" else {"name": f"{one.item}.{kind}", "content": content}
        until = timezone.localdate(self._at(0.0)) - timedelta(days=7)
        attach_evidence(
            **step,
            criterion=one.criterion,
            item=one.item,
            observed_from=until - timedelta(days=180),
            observed_until=until,
            **where,
        )

    def _measured(self, criterion) -> float:
        """A listed value: the best or the second best, so that the service is good but not perfect."""
        ranked = sorted(criterion.points, key=lambda point: -point[1])
        return ranked[self.random.choice(self.measured)][0]

    def _submit(self) -> bool:
        shown = of_dossier(dossier_of(self.case))
        submit_case(actor=self.applicant, at=self._at("submit"), case=self.case, digest=shown)
        if self.station == "supplement":
            ask_supplement(
                actor=self.cast.people[self.officer],
                at=self._at("supplement"),
                case=self.case,
                reason="부작용 모니터링과 장애 복구 지표의 증빙을 보완하여 주시기 바랍니다. / "
                "Please add evidence on side effects and on recovery.",
            )
        return self._reaches("accepted")

    def _accept(self) -> bool:
        digest = dossier_of(self.case).digest
        accept_dossier(actor=self.cast.people[self.officer], at=self._at("accept"), case=self.case, digest=digest)
        return self._reaches("declare")

    def _seat(self) -> bool:
        seat_panel(
            actor=self.cast.people[self.officer],
            at=self._at("seat"),
            case=self.case,
            people=self.panel[: self.seats],
            reason="가상 진행 / simulated",
        )
        return True

    def _mark(self) -> bool:
        if self.station == "granted" and self.times is EARLY:
            officer, day = self.cast.people[self.officer], self._at("seat") + timedelta(days=1)
            visits.visit(officer, self.case, self.applicant, day)
        persona, *others = self.panel[: self.seats]
        for person in others:
            self._marks_of(person)
        if self.station == "marking":
            self._marks_of(persona, half=True)
        elif self._reaches("deliberation"):
            self._marks_of(persona)
        if self.station == "decision":
            later = self._at("mark") + timedelta(hours=2)
            self.case = panels.moderate(self.cast, self.case, self.panel[3], later)
        return self._reaches("deliberation")

    def _marks_of(self, person, half=False) -> None:
        step = {"actor": person, "at": self._at("mark"), "case": self.case}
        declare_interest(**step, ground=Declaration.Ground.NONE)
        severity = self.random.uniform(-0.4, 0.4)
        criteria = [c for c in compiled(self.case.edition).criteria_of(profile=self.profile or None) if c.marked]
        chosen = criteria[: len(criteria) // 2] if half else criteria
        save_marks(**step, marks={criterion.id: self._mark_on(criterion, severity) for criterion in chosen})
        if not half:
            self.case = hand_in_marks(**step)

    def _mark_on(self, criterion, severity) -> dict:
        mark = 1
        if criterion.kind == "rubric":
            mark = min(max(round(self.random.gauss(self.marks - severity, 0.6)), criterion.lowest), criterion.highest)
        return {
            "mark": mark,
            "confidence": self.random.choice((3, 4, 4, 5)),
            "note": "1쪽(가상 자료) / p. 1 (simulated)",
        }

    def _review(self) -> bool:
        reviewer, outcome = self.cast.people[self.reviewer], self.case.outcomes.last()
        if not self._reaches("review"):
            self.committee.call(self._at("review"), [self.case], meets_at=self._at("review") + timedelta(days=5))
            return False
        self.committee.deliberate(self._at("review"), [self.case])
        take_review(actor=reviewer, at=self._at("review"), case=self.case)
        if self._reaches("decision"):
            record_review(
                actor=reviewer,
                at=self._at("recorded"),
                case=self.case,
                digest=outcome.digest,
                recommendation=self.recommendation,
                note=self.advice,
            )
            report_to_certifier(actor=self.cast.people[self.officer], at=self._at("recorded"), case=self.case)
        return self._reaches("granted")

    def _decide(self) -> bool:
        decide(
            actor=self.cast.people["decider"],
            at=self._at("decide"),
            case=self.case,
            digest=self.case.reports.last().digest,
            verdict=self.verdict,
            reason=self.grounds,
        )
        return True
