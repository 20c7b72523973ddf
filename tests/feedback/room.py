"""The room in which the rules are revised: closed cases with certificates, and a draft that raises the cut."""

from datetime import date, timedelta

from cast import AT, organisation, person
from certification.stage import content
from feedback.studio import Studio
from feedback.test_drafts import change

from cityloop.assessment.models import Case, Mark, MarkSheet
from cityloop.catalogue.models import Service
from cityloop.certification.models import Certificate
from cityloop.feedback import actions
from cityloop.feedback.queries import last_period, latest
from cityloop.organisations.models import Membership

RULE = {"comments": {"editorial": "P0D", "minor": "P20D", "major": "P40D"}, "transition": "P60D"}
COMFORT, LAWFUL = "service.comfort", "service.lawful"
OVER = AT + timedelta(days=41)


class Room(Studio):
    """Judged and closed cases of buses with certificates, and a draft that raises the cut."""

    def __init__(self, marks=((3, 3), (2, 2), (1, 1)), **changes):
        comfort, lawful, _punctual = content()["criteria"]
        rules = {"criteria": [{**comfort, "weight": 10}, lawful], "pass": {"points": 4, "of": 10}}
        super().__init__(revision=RULE, **rules, **changes)
        self.provider = organisation("maker")
        self.maker = person("maker-officer", of=self.provider, role=Membership.Role.OFFICER)
        self.cases = [
            self.judged(f"C-{n}", given, self.edition, AT - timedelta(days=9)) for n, given in enumerate(marks)
        ]

    def judged(self, reference, marks, edition, at, service=None):
        service = service or Service.objects.create(
            code=f"s-{reference}",
            name_ko=f"{reference} 서비스",
            name_en=f"Service {reference}",
            provider=self.provider,
            registered_at=AT,
            listed_at=AT,
        )
        points = sum(marks)
        case = Case.objects.create(
            reference=reference,
            edition=edition,
            profile="bus",
            service=service,
            applicant=self.provider,
            state="granted",
            opened_by=self.maker,
            opened_at=at,
            changed_at=at,
            received_at=at,
            closed_at=at,
            outcome_status="pass" if points >= 4 else "fail",
            title_en=service.name_en,
            title_ko=service.name_ko,
        )
        for n, mark in enumerate(marks):
            sheet = MarkSheet.objects.create(
                case=case, person=person(f"judge-{reference}-{n}"), submitted_at=at, digest="d"
            )
            for criterion, value in ((LAWFUL, 1), (COMFORT, mark)):
                Mark.objects.create(sheet=sheet, criterion=criterion, mark=value, at=at)
        return case

    def changes(self, changes):
        self.draft = change(self.owner, self.draft, changes)
        return self.draft

    def saves(self, parts):
        self.draft = actions.save_draft(
            actor=self.owner, at=AT, draft=self.draft, version=self.draft.version, content={**self.text, **parts}
        )

    def named(self, name="2027"):
        self.saves({"edition": name})

    def tries(self, at=AT):
        return actions.try_draft(actor=self.owner, at=at, draft=self.draft)

    def opens(self, at=AT, note="Why"):
        return actions.open_comments(
            actor=self.owner, at=at, draft=self.draft, digest=latest(self.draft).digest, note=note
        )

    def asks(self, at=OVER, **more):
        return actions.ask_for_draft(
            actor=self.owner, at=at, draft=self.draft, digest=latest(self.draft).digest, note="Why", **more
        )

    def comments(self, at=AT, actor=None, **more):
        return actions.comment_on_draft(actor=actor, at=at, period=last_period(self.draft), words="Too strict", **more)

    def proposes(self, actor=None, **more):
        given = {"title": "Count the night", "what": "Add a criterion", "why": "See the file", **more}
        return actions.propose_revision(actor=actor, at=AT, edition=self.edition, **given)

    def shows(self, what):
        actions.moderate(actor=self.owner, at=AT, subject=what, verdict="shown")


class Adopted(Room):
    """The cut was raised through comments and approval; the edition is published and waits to be adopted."""

    def __init__(self):
        super().__init__()
        self.changes({"pass.points": 6})
        self.named()
        self.certificate = self.certified(self.cases[1])
        self.replay = self.tries()
        self.opens()
        request = self.asks()
        actions.answer_request(
            actor=self.certifier, at=OVER, request=request, digest=request.digest, verdict="approved"
        )
        self.next = actions.publish_draft(actor=self.owner, at=OVER, draft=self.draft, digest=request.digest)

    def certified(self, case):
        return Certificate.objects.create(
            number=f"N-{case.reference}",
            case=case,
            service=case.service,
            holder=self.provider,
            content={},
            digest="d" * 64,
            issued_on=AT.date(),
            valid_until=date(2028, 8, 31),
            renewal_opens=date(2028, 5, 31),
        )

    def adopts(self, since, at=OVER, **more):
        return actions.adopt_edition(
            actor=more.pop("actor", self.owner),
            at=at,
            edition=self.next,
            profile="bus",
            state="in_force",
            since=since,
            reason="Agreed",
            without_mock=True,
            **more,
        )
