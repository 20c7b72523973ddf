"""A small call of two tracks with its people, and a proposal brought to screening by the people's own actions."""

from datetime import UTC, datetime, timedelta

from cast import officer_for, organisation, person

from cityloop.assessment.actions import (
    attach_evidence,
    draft_notice,
    publish_edition,
    publish_notice,
    resubmit_case,
    save_answers,
    submit_case,
)
from cityloop.assessment.actions.completeness import ask_supplement
from cityloop.assessment.digests import of_dossier
from cityloop.assessment.notices import digest_of
from cityloop.assessment.queries import dossier_of
from cityloop.calls import actions
from cityloop.organisations.models import Designation, Membership

PROGRAMME, TRIAL, PLAN = "harbour-call", "trial", "plan"
AT = datetime(2026, 3, 2, 0, 0, tzinfo=UTC)
CLOSES = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)  # 18:00 in Seoul
PDF = b"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
WORDS = {f"{stem}_{code}": f"{stem} {code}" for stem in ("title", "method", "contact") for code in ("ko", "en")}
YES_NO = [{"id": "yes", "title": {"ko": "예", "en": "Yes"}}, {"id": "no", "title": {"ko": "아니요", "en": "No"}}]


def text(words):
    return {"ko": f"{words} (한국어)", "en": words}


def rubric(id, area, weight=10):
    return {
        "id": id,
        "area": area,
        "title": text(id),
        "asks": text(f"{id}?"),
        "why": text("It counts."),
        "kind": "rubric",
        "levels": [{"mark": n, "means": text(f"level {n}")} for n in range(5)],
        "weight": weight,
        "source": [{"cite": "a test", "basis": "illustrative"}],
    }


def content(edition="2026", **changes):
    """A call: trials abroad by companies with a public partner there, and plans for cities abroad on any day."""
    intake = {"opens": "2026-03-01", "zone": "Asia/Seoul"}
    return {
        "kind": "call",
        "id": PROGRAMME,
        "edition": edition,
        "title": text(f"Harbour call {edition}"),
        "source": [{"cite": "a test", "basis": "illustrative"}],
        "timeline": [{"from": "2026-01-01", "state": "in_force"}],
        "tracks": [
            {
                "id": TRIAL,
                "title": text("Trial abroad"),
                "applicant": {"kinds": ["company"], "says": text("A company")},
                "intake": {**intake, "closes": "2026-04-01T18:00"},
                "seats": {"max": 2},
                "ceiling": {"amount": 100, "currency": "KRW"},
            },
            {
                "id": PLAN,
                "title": text("Plan"),
                "applicant": {"kinds": ["local_government"], "says": text("A city abroad")},
                "intake": {**intake, "rolling": True, "cut_off": "2026-10-31", "after_cut_off": "next_edition"},
                "seats": {"max": 1},
                "ceiling": {"amount": 70, "currency": "KRW"},
                "preconsulting": True,
            },
        ],
        "eligibility": [
            {
                "id": "company-leads",
                "track": TRIAL,
                "when": "applicant.kind == 'company' && !applicant.overseas",
                "says": text("A Korean company leads."),
            },
            {
                "id": "public-partner-abroad",
                "track": TRIAL,
                "when": "consortium.exists(p, p.overseas && p.kind in ['government', 'public_body', 'university'])",
                "says": text("There is a public partner abroad."),
            },
            {
                "id": "grant-stays-at-home",
                "track": TRIAL,
                "when": "consortium.all(p, !p.overseas || p.grant == 0)",
                "says": text("Partners abroad receive no grant."),
            },
            {
                "id": "within-ceiling",
                "track": TRIAL,
                "when": "request.currency == track.ceiling.currency && request.amount <= track.ceiling.amount",
                "says": text("The grant keeps the ceiling."),
            },
            {
                "id": "city-applies",
                "track": PLAN,
                "when": "applicant.overseas && applicant.kind in ['central_government', 'local_government']",
                "says": text("A government abroad applies."),
            },
            {
                "id": "consulted",
                "track": PLAN,
                "when": "applicant.prior_consultation_done",
                "says": text("The secretariat was consulted beforehand."),
            },
        ],
        "aggregate": {"assessors": "mean", "minimum_assessors": 1},
        "pass": {"points": 5, "of": 10},
        "areas": [
            {"id": "trial", "track": TRIAL, "title": text("Trial"), "weight": 10},
            {"id": "plan", "track": PLAN, "title": text("Plan"), "weight": 10},
        ],
        "criteria": [rubric("trial.market", "trial"), rubric("plan.need", "plan")],
        "selection": {"policy": "rank", "reserve": 1},
        "form": [
            {"id": "summary", "asks": text("Summary"), "type": "text", "limit": {"characters": 200}, "required": True},
            {"id": "partners", "track": TRIAL, "asks": text("Partners"), "type": "partners", "required": True},
            {
                "id": "grant",
                "track": TRIAL,
                "asks": text("Grant"),
                "type": "money",
                "tells": "request",
                "limit": {"currencies": ["KRW"]},
                "required": True,
            },
            {"id": "ends", "track": TRIAL, "asks": text("Last day"), "type": "date", "tells": "project.ends"},
            {"id": "permits", "track": TRIAL, "asks": text("Permits"), "type": "choice", "options": YES_NO},
            {"id": "map", "track": PLAN, "asks": text("Map"), "type": "file", "required": True},
        ],
        "documents": [
            {"id": "letter", "track": TRIAL, "title": text("Letter"), "required": True, "accepts": ["pdf", "xlsx"]},
        ],
        "steps": {"supplement": "P7D", "screening": "P7D", "evaluation": "P21D"},
        **changes,
    }


class Stage:
    """A company with its partner, a city abroad, the two secretariats, the authority, and a stranger."""

    def __init__(self, **changes):
        self.edition = publish_edition(actor=None, at=AT - timedelta(days=2), content=content(**changes))
        self.company, self.university = organisation("daon"), organisation("uni", "university", "VN")
        self.city = organisation("port-city", "local_government", "VN")
        self.lead, self.colleague = person("lead", of=self.company), person("colleague", of=self.company)
        self.partner = person("partner", of=self.university)
        self.mayor = person("mayor", of=self.city)
        self.stranger = person("stranger", of=organisation("elsewhere"))
        self.officers = {track: self._officer(track) for track in (TRIAL, PLAN)}
        self.authority = officer_for(Designation.Duty.AUTHORITY, PROGRAMME, key="authority", code="ministry")
        Designation.objects.update(since="2025-01-01")
        Membership.objects.update(since="2025-01-01")
        self.notices = {track: self._notice(track) for track in (TRIAL, PLAN)}

    def _officer(self, track):
        return officer_for(Designation.Duty.SECRETARIAT, PROGRAMME, key=f"officer-{track}", code=track, part=track)

    def _notice(self, track):
        late = {"late": "next_edition"} if track == PLAN else {}
        closes = CLOSES if track == TRIAL else datetime(2026, 10, 31, 15, 0, tzinfo=UTC)
        window = {"opens_at": AT, "closes_at": closes, "zone": "Asia/Seoul", **late}
        draft = draft_notice(
            actor=self.officers[track], at=AT, edition=self.edition, profiles=[track], **window, **WORDS
        )
        return publish_notice(actor=self.officers[track], at=AT, notice=draft, digest=digest_of(draft))

    def step(self, who, days=1):
        return {"actor": who, "at": AT + timedelta(days=days)}

    def draft(self, title="Sensors for a port", track=TRIAL, who=None, organisation=None, days=1):
        who = who or (self.lead if track == TRIAL else self.mayor)
        applicant = organisation or (self.company if track == TRIAL else self.city)
        return actions.open_proposal(
            **self.step(who, days),
            notice=self.notices[track],
            track=track,
            applicant=applicant,
            title_ko="",
            title_en=title,
        )

    def fill(self, case, days=2, partner=True, grant=100):
        """Everything that the form asks; without `partner` the gate of this call is not met."""
        if case.profile == PLAN:
            step = {**self.step(self.mayor, days), "case": case}
            save_answers(**step, answers={"summary": "A plan."})
            attach_evidence(**step, criterion="form", item="map", name="map.pdf", content=PDF)
            return case
        step = {**self.step(self.lead, days), "case": case}
        save_answers(**step, answers={"summary": "Sensors.", "grant": {"amount": grant, "currency": "KRW"}})
        attach_evidence(**step, item="letter", name="letter.pdf", content=PDF)
        country = "VN" if partner else "KR"
        actions.add_partner(**step, role="Site", name_en="Port university", kind="university", country=country)
        return case

    def hand_in(self, case, at=None, days=3):
        """Hand in what the applicant sees, or a supplement."""
        who = self.lead if case.profile == TRIAL else self.mayor
        act = resubmit_case if case.state == "supplement" else submit_case
        moment = at or AT + timedelta(days=days)
        return act(actor=who, at=moment, case=case, digest=of_dossier(dossier_of(case)))

    def submitted(self, track=TRIAL, **filled):
        return self.hand_in(self.fill(self.draft(track=track), **filled))

    def officer_of(self, case):
        return self.officers[case.profile]

    def admit(self, case, days=4):
        return actions.admit(**self.step(self.officer_of(case), days), case=case, digest=dossier_of(case).digest)

    def exclude(self, case, reason="No partner there.", days=4):
        step = self.step(self.officer_of(case), days)
        return actions.exclude(**step, case=case, digest=dossier_of(case).digest, reason=reason)

    def ask_supplement(self, case, days=4):
        return ask_supplement(**self.step(self.officer_of(case), days), case=case, reason="Page 2 is missing.")
