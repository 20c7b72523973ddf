"""A small call with two tracks, and proposals that were selected: what everything after the decision begins from."""

from datetime import date, timedelta

from cast import AT, officer_for, organisation, person

from cityloop.assessment.actions import publish_edition
from cityloop.assessment.models import Case
from cityloop.calls import actions
from cityloop.calls.actions import announce_award, begin_award
from cityloop.calls.models import Award
from cityloop.calls.workflow import SELECTED
from cityloop.ledger.amounts import minor
from cityloop.organisations.models import Designation, Membership

PROGRAMME = "night-line"
OFFICER = Membership.Role.OFFICER
CEILING = 90_000_000
DECIDED = AT + timedelta(days=1)
LATER = DECIDED + timedelta(days=20)
STARTS, ENDS = date(2026, 9, 10), date(2027, 3, 10)
PDF = b"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def text(words):
    return {"ko": f"{words} (한국어)", "en": words}


def track(id, payee, **more):
    """A track whose grant goes where it is told."""
    return {
        "id": id,
        "title": text(id.title()),
        "applicant": {"kinds": ["company"], "says": text("A company")},
        "intake": {"opens": "2026-01-01", "closes": "2026-08-01", "zone": "Asia/Seoul"},
        "seats": {"max": 5},
        "ceiling": {"amount": CEILING, "currency": "KRW"},
        "grant": {"to": text("As agreed"), "payee": payee, "countries": ["KR"], "kinds": ["company"]},
        "term": {"at_most": "P12M", "extension": "P3M"},
        "closing": {
            "due": "P30D",
            "asks": [{"id": "met", "what": text("Met?")}, {"id": "damage", "what": text("Damage?")}],
        },
        **more,
    }


def content(**changes):
    """A call with a track that pays its consortium and one that pays a contractor; three milestones."""
    return {
        "kind": "call",
        "id": PROGRAMME,
        "edition": "2026",
        "title": text("Night line"),
        "source": [{"cite": "a test", "basis": "illustrative"}],
        "timeline": [{"from": "2026-01-01", "state": "in_force"}],
        "tracks": [track("build", "consortium"), track("plan", "contractor")],
        "aggregate": {"assessors": "mean", "minimum_assessors": 1},
        "pass": {"points": 6, "of": 10},
        "areas": [{"id": "worth", "title": text("Worth"), "weight": 10}],
        "criteria": [
            {
                "id": "worth.it",
                "area": "worth",
                "title": text("Worth it"),
                "asks": text("Is it worth it?"),
                "why": text("It should be."),
                "kind": "rubric",
                "levels": [{"mark": n, "means": text(f"level {n}")} for n in range(5)],
                "weight": 10,
                "source": [{"cite": "a test", "basis": "illustrative"}],
            }
        ],
        "milestones": [
            {"id": "start", "due": "P1M", "after": "agreement", "instalment": 0.5, "asks": [asked("plan")]},
            {"id": "interim", "due": "P4M", "after": "agreement", "instalment": 0.3, "asks": [asked("data")]},
            {"id": "end", "due": "P30D", "after": "end", "instalment": 0.2, "asks": [asked("report"), asked("bill")]},
        ],
        "events": [
            {"id": "fair", "title": text("Fair"), "from": "2026-12-01", "to": "2026-12-03", "place": text("Seoul")}
        ],
        **changes,
    }


def asked(id):
    """Something to be handed in."""
    return {"id": id, "what": text(id.title())}


class Stage:
    """Everybody whom an award needs, and a stranger."""

    def __init__(self, **changes):
        self.edition = publish_edition(actor=None, at=AT, content=content(**changes))
        self.officer = officer_for(Designation.Duty.SECRETARIAT, PROGRAMME, key="officer", code="secretariat")
        self.body = self.officer.memberships.get().organisation
        self.second = person("second", of=self.body, role=OFFICER)
        self.authority = officer_for(Designation.Duty.AUTHORITY, PROGRAMME, key="authority", code="ministry")
        self.company = organisation("daon")
        self.lead = person("lead", of=self.company, role=OFFICER)
        self.stranger = person("stranger", of=organisation("elsewhere"), role=OFFICER)
        self.cases = 0

    def case(self, track="build", applicant=None):
        """A proposal that was selected."""
        self.cases += 1
        return Case.objects.create(
            reference=f"NL-2026-{self.cases:03d}",
            edition=self.edition,
            profile=track,
            about=Case.About.PROPOSAL,
            applicant=applicant or self.company,
            title_ko="밤 노선 실증",
            title_en="A line at night",
            state=SELECTED,
            opened_by=self.lead,
            opened_at=AT,
            changed_at=AT,
            received_at=AT,
            closed_at=DECIDED,
        )

    def award(self, track="build", amount=80_000_001, announced=True, applicant=None):
        """An award that nobody has agreed on yet."""
        award = begin_award(
            case=self.case(track, applicant), amount=minor(amount, "KRW"), currency="KRW", actor=None, at=DECIDED
        )
        if announced:
            announce_award(award, actor=self.officer, at=DECIDED)
        return award

    def offered(self, award=None, actor=None, payee=None, starts_on=STARTS, ends_on=ENDS, chosen_by=""):
        """An agreement that waits to be signed."""
        return actions.offer_agreement(
            actor=actor or self.officer,
            at=LATER,
            award=award or self.award(),
            payee=payee or self.company,
            starts_on=starts_on,
            ends_on=ends_on,
            chosen_by=chosen_by,
        )

    def signed(self, text):
        """Signed by both sides."""
        for who in (self.lead, self.officer):
            actions.sign_agreement(actor=who, at=LATER, text=text, digest=text.digest)
        return Award.objects.get(pk=text.agreement.award_id)

    def agreed(self, **more):
        """An award whose agreement is in force."""
        return self.signed(self.offered(self.award(**more)))

    def handed_in(self, award, code="start", at=LATER, papers=None):
        """A report of one milestone with all its documents."""
        milestone = award.agreement.milestones.get(code=code)
        asked = {"start": ("plan",), "interim": ("data",), "end": ("report", "bill")}[code]
        given = [(item, f"{item}.pdf", PDF) for item in asked] if papers is None else papers
        return actions.hand_in_report(actor=self.lead, at=at, milestone=milestone, note="Done.", papers=given)

    def accepted(self, award, code="start"):
        """A milestone whose report was accepted."""
        report = self.handed_in(award, code)
        actions.accept_report(actor=self.officer, at=LATER, report=report, digest=report.digest)
        return award.agreement.milestones.get(code=code)

    def joined(self, award, partner):
        """Another organisation takes part in the proposal."""
        return award.case.partners.create(
            organisation=partner,
            kind=partner.kind,
            country=partner.country,
            role="takes part",
            added_by=self.lead,
            added_at=LATER,
        )
