"""A small scheme with its people, and a case brought to any state by the people's own actions."""

from datetime import timedelta

from cast import AT, officer_for, organisation, person

from cityloop.assessment import actions as assessing
from cityloop.assessment.actions import (
    attach_evidence,
    declare_interest,
    enrol_assessor,
    publish_edition,
    save_answers,
    save_marks,
    set_measurement,
)
from cityloop.assessment.digests import of_dossier
from cityloop.assessment.judging import judge
from cityloop.assessment.models import Declaration, Duty
from cityloop.assessment.queries import compiled, counted_sheets, dossier_of
from cityloop.assessment.urls import urlpatterns as case_pages
from cityloop.catalogue.actions import register_service
from cityloop.catalogue.models import Service
from cityloop.certification import actions
from cityloop.certification.actions import publish_key
from cityloop.certification.keyring import new_key
from cityloop.certification.models import Decision, Review
from cityloop.organisations.models import Designation, Membership

SCHEME = "night-bus"
NONE = Declaration.Ground.NONE
PDF = b"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
MARKS = {"service.comfort": {"mark": 3, "note": "p. 1"}, "service.lawful": {"mark": 1}}


SHARED = {pattern.name for pattern in case_pages}


def named(page):
    """The full name of a page: of all cases, or of certification alone."""
    return f"{'assessment' if page in SHARED else 'certification'}:{page}"


def text(words):
    return {"ko": f"{words} (한국어)", "en": words}


def content(edition="2026", **changes):
    """A scheme of one gate, one anchored criterion and one measured one; in mock use for trams, in force for buses."""
    return {
        "kind": "scheme",
        "id": SCHEME,
        "edition": edition,
        "title": text("Night bus"),
        "source": [{"cite": "a test", "basis": "illustrative"}],
        "profiles": [{"id": "bus", "title": text("Bus")}, {"id": "tram", "title": text("Tram")}],
        "timeline": [
            {"from": "2026-01-01", "state": "mock", "profiles": ["tram"]},
            {"from": "2026-01-01", "state": "mock", "profiles": ["bus"]},
            {"from": "2026-03-01", "state": "in_force", "profiles": ["bus"]},
        ],
        "intake": {"by": "rolling", "joint": ["provider", "local_government"]},
        "validity": {"lasts": "P2Y", "renewal_opens": "P3M"},
        "aggregate": {"assessors": "mean", "minimum_assessors": 1},
        "pass": {"points": 6, "of": 10},
        "areas": [{"id": "service", "title": text("Service"), "weight": 10}],
        "criteria": [
            {
                "id": "service.comfort",
                "area": "service",
                "title": text("Comfort"),
                "asks": text("Is it comfortable?"),
                "why": text("Comfort counts."),
                "kind": "rubric",
                "levels": [{"mark": n, "means": text(f"level {n}")} for n in range(5)],
                "weight": 6,
                "evidence": [{"id": "survey", "what": text("Survey"), "accepts": ["pdf", "csv"], "required": True}],
                "source": [{"cite": "a test", "basis": "illustrative"}],
            },
            {
                "id": "service.lawful",
                "area": "service",
                "title": text("Licence"),
                "asks": text("Is it licensed?"),
                "why": text("It must be."),
                "kind": "binary",
                "weight": 0,
                "mandatory": True,
                "source": [{"cite": "a test", "basis": "illustrative"}],
            },
            {
                "id": "service.punctual",
                "area": "service",
                "title": text("Punctuality"),
                "asks": text("How late is it?"),
                "why": text("Late is bad."),
                "kind": "measured",
                "unit": "min",
                "direction": "lower",
                "points": [[10, 0], [2, 1]],
                "weight": 4,
                "source": [{"cite": "a test", "basis": "illustrative"}],
            },
        ],
        "steps": {
            "supplement": "P14D",
            "written_evaluation": "P30D",
            "objection": "P30D",
            "withdrawal_notice_1": "P14D",
            "withdrawal_notice_2": "P10D",
        },
        **changes,
    }


PANEL = {"seats": 9, "from_field": 2, "quorum": "2/3", "decision": "2/3", "term": "P2Y"}
"""What makes a committee deliberate on the cases of a scheme: `Stage(panel=PANEL)`."""


class Stage:
    """Everybody whom a case needs, and a stranger. `case(state)` brings a new case to a state."""

    def __init__(self, **changes):
        publish_key(actor=None, at=AT, public_key=new_key(), address="https://cert.example")
        self.edition = publish_edition(actor=None, at=AT, content=content(**changes))
        self.owner = organisation("daon")
        self.applicant = person("applicant", of=self.owner)
        self.operator = officer_for(Designation.Duty.OPERATING_BODY, SCHEME, key="operator", code="operating")
        body = self.operator.memberships.get().organisation
        self.reviewer = person("reviewer", of=body, role=Membership.Role.OFFICER)
        self.certifier = officer_for(Designation.Duty.CERTIFIER, SCHEME, key="certifier", code="ministry")
        ministry = self.certifier.memberships.get().organisation
        self.hearer, self.second_certifier = (
            person(key, of=ministry, role=Membership.Role.OFFICER) for key in ("hearer", "second-certifier")
        )
        self.second_reviewer = person("second-reviewer", of=body, role=Membership.Role.OFFICER)
        self.stranger = person("stranger", of=organisation("elsewhere"))
        self.assessor, self.second, self.spare = (self._assessor(key) for key in ("assessor", "second", "spare"))
        self.seats = [person(key) for key in ("chair", "member", "third", "fourth")]
        self.chair, self.member = self.seats[:2]
        self.committee = None
        self.services = 0

    def _assessor(self, key):
        found = person(key)
        enrol_assessor(actor=self.operator, at=AT, person=found, scheme=SCHEME, fields=["transport"])
        return found

    def service(self):
        self.services += 1
        return register_service(
            actor=self.applicant,
            at=AT,
            code=f"service-{self.services}",
            provider=self.owner,
            fields=["transport"],
            name_ko="밤 버스",
            name_en="Night bus",
            type=Service.Type.UNIT,
        )

    def subject(self):
        """What the next case is about, by the edition: a new service, or the owner itself."""
        if compiled(self.edition).about == "organisation":
            return {"organisation": self.owner}
        return {"service": self.service()}

    def step(self, who, days=0):
        return {"actor": who, "at": AT + timedelta(days=days)}

    def case(self, state="draft", mock=False, marks=MARKS):
        """A new case in `state`; from `submitted` on its dossier is complete, from `evaluation` on two are seated."""
        case = actions.open_case(
            **self.step(self.applicant), **self.subject(), scheme=SCHEME, profile="tram" if mock else "bus"
        )
        for name, bring in self._ways(marks):
            if case.state == state:
                return case
            if state in ("withdrawn", "supplement", "closed_incomplete") and name == self.BRANCH[state]:
                return self._branch(case, state)
            case = bring(case)
        return case if case.state == state else self._end(case, state)

    BRANCH = {"withdrawn": "submit", "supplement": "accept", "closed_incomplete": "mark"}

    def _ways(self, marks):
        return (
            ("submit", self.submit),
            ("accept", self.accept),
            ("seat", self.seat),
            ("mark", lambda case: self.mark_all(case, marks)),
            ("deliberate", self.deliberate),
            ("review", self.review),
            ("report", self.report),
        )

    def fill(self, case):
        self.fill_on(case, 0)

    def fill_on(self, case, days):
        step = {**self.step(self.applicant, days), "case": case}
        attach_evidence(**step, criterion="service.comfort", item="survey", name="survey.pdf", content=PDF)
        set_measurement(**step, criterion="service.punctual", value=2)
        save_answers(**step, answers={"service.comfort": "See page 1."})

    def submit(self, case):
        self.fill(case)
        return self.hand_in(case, 1)

    def hand_in(self, case, days=0):
        """Hand in what the applicant sees, complete or not; again, where a supplement was asked for."""
        act = assessing.submit_case if case.state == "draft" else assessing.resubmit_case
        return act(**self.step(self.applicant, days), case=case, digest=of_dossier(dossier_of(case)))

    def accept(self, case, reason="", days=2):
        digest = dossier_of(case).digest
        return assessing.accept_dossier(**self.step(self.operator, days), case=case, digest=digest, reason=reason)

    def close(self, case, reason=""):
        """Close the evaluation on the outcome that the page would show."""
        shown = judge(case, dossier_of(case), list(counted_sheets(case))).status
        return assessing.close_evaluation(**self.step(self.operator, 9), case=case, shown=shown, reason=reason)

    def seat(self, case):
        return assessing.seat_panel(
            **self.step(self.operator, 3), case=case, people=[self.assessor, self.second], reason="known"
        )

    def mark(self, case, who, marks=MARKS):
        return self.mark_on(case, who, marks, 4)

    def mark_on(self, case, who, marks, days):
        step = {**self.step(who, days), "case": case}
        declare_interest(**step, ground=NONE)
        save_marks(**step, marks=marks)
        return assessing.hand_in_marks(**step)

    def mark_draft(self, case, marks):
        """What the first assessor has marked so far, not handed in."""
        step = {**self.step(self.assessor, 4), "case": case}
        declare_interest(**step, ground=NONE)
        save_marks(**step, marks=marks)

    def mark_again(self, case, who, marks=MARKS, days=6):
        """The marks of another round, by somebody who has declared before."""
        step = {**self.step(who, days), "case": case}
        save_marks(**step, marks=marks)
        return assessing.hand_in_marks(**step)

    def mark_all(self, case, marks):
        self.mark(case, self.second, marks)
        return self.mark(case, self.assessor, marks)

    def deliberate(self, case):
        if case.state != "deliberation":
            return case
        meeting = self.meeting([case])
        return self.vote_and_close(meeting, case)

    def form_committee(self):
        """Four members, three of them from the field; the first was elected chair."""
        if self.committee is None:
            given = {"qualification": "researcher", "career": "Ten years of night buses."}
            members = [{"person": one, "of_field": n < 3, **given} for n, one in enumerate(self.seats)]
            committee = actions.form_committee(
                **self.step(self.operator), scheme=SCHEME, profile="bus", members=members
            )
            for one in self.seats[:3]:
                candidate = committee.members.get(person=self.chair)
                actions.vote_chair(**self.step(one), committee=committee, candidate=candidate)
            self.committee = committee
        return self.committee

    def meeting(self, cases=(), challenges=(), days=5, attending=None):
        """A meeting on these cases, to which all members (or `attending`) have signed in."""
        step, committee = self.step(self.operator, days), self.form_committee()
        meeting = actions.call_meeting(
            **step, committee=committee, meets_at=step["at"], place="Room 3", cases=cases, challenges=challenges
        )
        for one in self.seats if attending is None else attending:
            actions.sign_in(**self.step(one, days), meeting=meeting)
        return meeting

    def vote_and_close(self, meeting, case=None, vote="for", reasons="It was discussed.", days=5):
        for item in meeting.items.all():
            present = meeting.attendances.exclude(member__in=item.recusals.values("member"))
            for row in present.exclude(member__in=item.ballots.values("member")):
                actions.cast_vote(**self.step(row.member.person, days), item=item, vote=vote)
        reasons = {item.pk: reasons for item in meeting.items.all()}
        actions.close_meeting(**self.step(self.chair, days), meeting=meeting, reasons=reasons)
        if case:
            case.refresh_from_db()
        return case

    def report(self, case):
        return actions.report_to_certifier(**self.step(self.operator, 5), case=case)

    def review(self, case):
        step = {**self.step(self.reviewer, 5), "case": case}
        actions.take_review(**step)
        outcome = case.outcomes.last()
        passed = outcome.status == "pass"
        advice = Review.Recommendation.GRANT if passed else Review.Recommendation.REFUSE
        return actions.record_review(**step, digest=outcome.digest, recommendation=advice, note="in order")

    def decide(self, case, verdict=Decision.Verdict.GRANTED):
        digest = case.reports.last().digest
        return actions.decide(
            **self.step(self.certifier, 6), case=case, digest=digest, verdict=verdict, reason="it follows"
        )

    def _branch(self, case, state):
        if state == "withdrawn":
            return assessing.withdraw_case(**self.step(self.applicant), case=case)
        if state == "supplement":
            return assessing.ask_supplement(**self.step(self.operator, 2), case=case, reason="page 2 is missing")
        return self.close(case, "nobody marks")

    def _end(self, case, state):
        if state == "closed_mock":
            digest = case.reports.last().digest
            return actions.close_mock(**self.step(self.certifier, 6), case=case, digest=digest, reason="it works")
        return self.decide(case, Decision.Verdict.GRANTED if state == "granted" else Decision.Verdict.REFUSED)

    def released(self, case, who):
        return Duty.objects.get(case=case, person=who).released_at
