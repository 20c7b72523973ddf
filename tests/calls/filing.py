"""Any call played from its file alone: its people, its notices, and proposals filled in by what the edition asks."""

import io
from datetime import UTC, date, datetime

import openpyxl
from calls.stage import PDF, WORDS
from cast import officer_for, organisation, person

from cityloop import rulebook
from cityloop.assessment.actions import (
    attach_evidence,
    draft_notice,
    publish_edition,
    publish_notice,
    save_answers,
    submit_case,
)
from cityloop.assessment.digests import of_dossier
from cityloop.assessment.models import Outcome
from cityloop.assessment.notices import digest_of
from cityloop.assessment.queries import checklist, compiled, dossier_of
from cityloop.calls import actions
from cityloop.engine.frozen import thaw
from cityloop.organisations.models import Designation, Membership

OFFICER = Membership.Role.OFFICER


def workbook() -> bytes:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    return out.getvalue()


def answer_to(question, money):
    """Something that fits a question."""
    rows = [{one.id: "1" for one in question.columns}] if question.columns else [{"text": "One"}]
    return {
        "text": "In a sentence.",
        "choice": question.options[-1].id if question.options else "",
        "number": 40,
        "money": {"amount": money, "currency": ((question.limit and question.limit.currencies) or ("KRW",))[0]},
        "date": "2026-12-01",
        "table": rows,
        "indicator": rows,
    }.get(question.type)


class Filed:
    """A call published from its file, with its secretariat, authority, an applicant and reviewers."""

    def __init__(self, file, *, applicant, at, reviewers=3, **changes):
        content = thaw(rulebook.load(file).content) | changes
        self.edition = publish_edition(actor=None, at=at, content=content)
        scheme = self.edition.scheme
        self.officer = officer_for(Designation.Duty.SECRETARIAT, scheme, key="officer", code="secretariat")
        self.authority = officer_for(Designation.Duty.AUTHORITY, scheme, key="authority", code="authority")
        self.applicant = organisation(*applicant)
        self.lead = person("lead", of=self.applicant, role=OFFICER)
        self.stranger = person("stranger", of=organisation("elsewhere"))
        Designation.objects.update(since="2025-01-01")
        Membership.objects.update(since="2025-01-01")
        self.reviewers = [person(f"reviewer-{n}") for n in range(reviewers)]
        self.notices = {}

    def notice(self, track, at):
        """The notice of a track, open as the file says."""
        intake = compiled(self.edition).track(track).intake
        window = {"opens_at": intake.opens_at.astimezone(UTC), "closes_at": intake.closes_at.astimezone(UTC)}
        step = {"actor": self.officer, "at": at}
        draft = draft_notice(**step, edition=self.edition, profiles=[track], zone=intake.zone, **window, **WORDS)
        self.notices[track] = publish_notice(**step, notice=draft, digest=digest_of(draft))
        return self.notices[track]

    def opened(self, track, at, title="Heat"):
        """A draft of a proposal."""
        given = {"notice": self.notices[track], "track": track, "applicant": self.applicant}
        return actions.open_proposal(actor=self.lead, at=at, **given, title_ko=title, title_en=title)

    def filled(self, case, at, partners, money, **answers):
        """Everything that the form and the documents ask for; `answers` are those that matter to the test."""
        step = {"actor": self.lead, "at": at, "case": case}
        for name, kind, country in partners:
            actions.add_partner(**step, role="Takes part", name_en=name, kind=kind, country=country)
        asked = compiled(case.edition).form_for(case.profile)
        given = {
            one.id: answer_to(one, money) for one in asked if one.type not in ("file", "partners") and not one.when
        }
        save_answers(**step, answers=given | answers)
        for one in checklist(case, dossier_of(case)):
            if one.kind in ("document", "evidence", "file") and one.required and not one.have:
                kind = "pdf" if not one.accepts or "pdf" in one.accepts else one.accepts[0]
                content = PDF if kind == "pdf" else workbook()
                attach_evidence(**step, criterion=one.criterion, item=one.item, name=f"file.{kind}", content=content)
        return case

    def submitted(self, case, at):
        return submit_case(actor=self.lead, at=at, case=case, digest=of_dossier(dossier_of(case)))

    def admitted(self, case, at):
        """Admitted by the rules; what the facts do not tell is judged by hand."""
        step = {"actor": self.officer, "at": at, "case": case}
        for rule in case.proposal.undecided:
            actions.judge_rule(**step, rule=rule, met=True, reason="Seen on the web page.")
        return actions.admit(**step, digest=dossier_of(case).digest)

    def selected(self, case, at, **limits):
        """The selection of its round: computed, put forward, decided, published."""
        officer, authority = {"actor": self.officer, "at": at}, {"actor": self.authority, "at": at}
        round = actions.open_selection(**officer, notice=case.notice, track=case.profile, **limits)
        scenario = actions.save_scenario(**officer, round=round, name="By rank", policy="rank")
        said = actions.recommend(**officer, round=round, scenario=scenario, note="It follows the ranking.")
        actions.decide_selection(**authority, recommendation=said, digest=said.digest, verdict="approved")
        return actions.publish_results(**officer, round=round)

    def agreed(self, case, at, starts_on: date, ends_on: date, payee=None):
        """The award of a selected proposal, with its agreement in force."""
        award, money = case.award, payee or self.applicant
        text = actions.offer_agreement(
            actor=self.officer, at=at, award=award, payee=money, starts_on=starts_on, ends_on=ends_on
        )
        for who in (self.lead, self.officer):
            actions.sign_agreement(actor=who, at=at, text=text, digest=text.digest)
        return award

    def closed(self, award, at):
        """Every milestone and the closing report handed in and accepted, and the award closed."""
        award.refresh_from_db()
        step = {"actor": self.lead, "at": at}
        for milestone in award.agreement.milestones.order_by("due_on", "position"):
            asked = next(one for one in compiled(award.case.edition).milestones if one.id == milestone.code).asks
            papers = [(one.id, f"{one.id}.pdf", PDF) for one in asked]
            report = actions.hand_in_report(**step, milestone=milestone, note="Done.", papers=papers)
            actions.accept_report(actor=self.officer, at=at, report=report, digest=report.digest)
        closing = compiled(award.case.edition).track(award.case.profile).closing
        if closing:
            answers = {one.id: "Yes, as written." for one in closing.asks}
            report = actions.hand_in_closing(**step, award=award, note="The end.", answers=answers)
            actions.accept_report(actor=self.officer, at=at, report=report, digest=report.digest)
        given = {"result_ko": "목표를 이룸", "result_en": "Its goals were met."}
        return actions.close_award(actor=self.officer, at=at, award=award, **given)

    def outcome(self, case):
        return Outcome.objects.filter(case=case).order_by("computed_at", "pk").last()


def noon(day: str) -> datetime:
    """Three in the morning in Greenwich is noon in Seoul."""
    return datetime.fromisoformat(f"{day}T03:00").replace(tzinfo=UTC)
