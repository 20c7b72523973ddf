"""A small call with two tracks, and proposals that were selected: what everything after the decision begins from."""

from datetime import timedelta

from cast import AT, officer_for, organisation, person

from cityloop.assessment.actions import publish_edition
from cityloop.assessment.models import Case
from cityloop.calls.actions import announce_award, begin_award
from cityloop.calls.workflow import SELECTED
from cityloop.ledger.amounts import minor
from cityloop.organisations.models import Designation, Membership

PROGRAMME = "night-line"
OFFICER = Membership.Role.OFFICER
CEILING = 90_000_000
DECIDED = AT + timedelta(days=1)
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
