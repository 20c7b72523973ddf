"""An agreement is offered, signed by every side, and then in force; changed by texts that are signed the same way."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.calls import agreeing, awarding, telling
from cityloop.calls.actions.award import enter, happened, locked
from cityloop.calls.models import Agreement, AgreementText, Award, AwardEvent, Milestone, Signature
from cityloop.engine.text import Text
from cityloop.ledger.actions import Part, open_obligation
from cityloop.ledger.models import Obligation
from cityloop.organisations.rules import manages

NOT_OFFERED, NOT_SIGNED = _("The agreement was not offered."), _("Nothing was signed.")
State, Kind = Award.State, AgreementText.Kind
PAYEES = {
    "lead": _("The grant goes to whoever leads the proposal, and to nobody else."),
    "consortium": _("The grant goes to a member of the consortium, and %(name)s is none."),
    "contractor": _("The grant goes to a contractor, never to whoever applied or takes part; %(name)s does."),
    "countries": _("The grant stays with organisations established in the country; %(name)s is established abroad."),
    "kinds": _("The grant does not go to an organisation of the kind of %(name)s."),
}


@action("calls.offer_agreement")
def offer_agreement(*, actor, at, award, payee, starts_on, ends_on, chosen_by="", terms_ko="", terms_en=""):
    """Put the agreement before the sides to be signed; an officer of the secretariat.

    Its milestones and instalments are those of the edition. A contractor needs `chosen_by`: how they were chosen.
    """
    award = locked(award)
    _require_officer(award, actor, at)
    require(
        award.state == State.OFFERED,
        NOT_OFFERED,
        _("The award stands at: %(state)s.") % {"state": award.get_state_display()},
        _("An agreement is offered once, before anything is in force; afterwards it is amended."),
    )
    _require_payee(award, payee, chosen_by)
    _require_term(award, starts_on, ends_on)
    agreement, _made = Agreement.objects.update_or_create(
        award=award,
        defaults={"payee": payee, "chosen_by": chosen_by.strip(), "starts_on": starts_on, "ends_on": ends_on},
    )
    _require_none_waiting(agreement, NOT_OFFERED)
    content = agreeing.drafted(
        award,
        payee=payee,
        chosen_by=chosen_by.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
        terms={"ko": terms_ko.strip(), "en": terms_en.strip()},
    )
    text = put_forward(agreement, Kind.ORIGINAL, content, actor, at)
    return done(text, case=award.case.reference, digest=text.digest, payee=payee.code)


@action("calls.withdraw_text")
def withdraw_text(*, actor, at, text):
    """Take back a text that not every side has signed, so that another can be offered; the secretariat."""
    award = locked(text.agreement.award)
    _require_officer(award, actor, at)
    text = AgreementText.objects.select_for_update().get(pk=text.pk)
    require(
        text.in_force_at is None and text.withdrawn_at is None,
        _("Nothing was taken back."),
        _("The text is in force, or was taken back already."),
        _("What is in force is changed by an amendment."),
    )
    text.withdrawn_at = at
    text.save(update_fields=["withdrawn_at"])
    return done(text, case=award.case.reference, version=text.version)


@action("calls.sign_agreement")
def sign_agreement(*, actor, at, text, digest):
    """Sign the text that was shown, for a side of which one is an officer; with the last signature it is in force."""
    award = locked(text.agreement.award)
    text = AgreementText.objects.select_for_update(of=("self",)).select_related("agreement__payee").get(pk=text.pk)
    side = next((one for one in missing_sides(award, text) if manages(actor, one, timezone.localdate(at))), None)
    if side is None and not any(manages(actor, one, timezone.localdate(at)) for one in sides_of(award, text)):
        raise not_yours()
    require(
        side is not None and text.in_force_at is None and text.withdrawn_at is None,
        NOT_SIGNED,
        _("Your side has signed this text already, or it no longer waits to be signed."),
        _("Open the award to see who has signed."),
    )
    require(
        digest == text.digest,
        NOT_SIGNED,
        _("The text that you were shown is not the one that waits to be signed."),
        _("Open it again, read it, and sign then."),
    )
    require(
        not text.signatures.filter(person=actor).exists(),
        NOT_SIGNED,
        _("You signed it for the other side."),
        _("Nobody signs for two sides; another officer signs."),
    )
    signature = Signature.objects.create(text=text, organisation=side, person=actor, digest=digest, at=at)
    in_force = not missing_sides(award, text)
    if in_force:
        _put_in_force(award, text, actor, at)
    return done(signature, case=award.case.reference, side=side.code, digest=digest, in_force=in_force)


def sides_of(award, text) -> list:
    """The organisations that sign: who grants, who leads, and who is paid where that is another."""
    sides = [award.body, award.case.applicant, text.agreement.payee]
    return list({one.pk: one for one in sides}.values())


def missing_sides(award, text) -> list:
    """Those of the sides that have not signed."""
    signed = set(text.signatures.values_list("organisation_id", flat=True))
    return [one for one in sides_of(award, text) if one.pk not in signed]


def put_forward(agreement, kind, content, actor, at, **reasons) -> AgreementText:
    """Write a text that waits to be signed, and tell the sides; part of an action."""
    text = AgreementText.objects.create(
        agreement=agreement,
        version=agreement.texts.count() + 1,
        kind=kind,
        content=content,
        digest=agreeing.digest_of(content),
        offered_by=actor,
        offered_at=at,
        **reasons,
    )
    award = agreement.award
    telling.to_sides(award, "agreement_offered", at, key=str(text.version), sides=sides_of(award, text))
    return text


def _put_in_force(award, text, actor, at) -> None:
    text.in_force_at = at
    text.save(update_fields=["in_force_at"])
    agreement = text.agreement
    agreement.starts_on = date.fromisoformat(text.content["starts_on"])
    agreement.ends_on = date.fromisoformat(text.content["ends_on"])
    agreement.in_force_at = agreement.in_force_at or at
    agreement.save(update_fields=["starts_on", "ends_on", "in_force_at"])
    if text.kind == Kind.ORIGINAL:
        _begin(award, agreement, text, actor, at)
    else:
        for one in text.content["milestones"]:
            open_ones = agreement.milestones.exclude(state__in=(Milestone.State.ACCEPTED, Milestone.State.DROPPED))
            open_ones.filter(code=one["code"]).update(due_on=date.fromisoformat(one["due_on"]))
        kind = AwardEvent.Kind.EXTENDED if text.kind == Kind.EXTENSION else AwardEvent.Kind.AMENDED
        happened(award, kind, actor, at, reason_ko=text.reason_ko, reason_en=text.reason_en)


def _begin(award, agreement, text, actor, at) -> None:
    """The milestones are due from now on, and what was awarded is owed."""
    said = text.content["milestones"]
    Milestone.objects.bulk_create(
        Milestone(
            agreement=agreement,
            position=n,
            code=one["code"],
            title_ko=one["title"]["ko"],
            title_en=one["title"]["en"],
            due_on=date.fromisoformat(one["due_on"]),
            amount=int(one["amount"]),
        )
        for n, one in enumerate(said, 1)
    )
    award.account = open_obligation(
        at=at,
        number=f"{award.case.reference}-G",
        kind=Obligation.Kind.GRANT,
        scheme=award.case.edition.scheme,
        about=f"calls.award:{award.case.reference}",
        title=Text(award.case.title_ko or award.case.reference, award.case.title_en or award.case.reference),
        payer=award.body,
        payee=agreement.payee,
        keeper=award.body,
        amount=award.amount,
        currency=award.currency,
        parts=[Part(one["code"], Text(one["title"]["ko"], one["title"]["en"]), int(one["amount"])) for one in said],
        simulated=award.case.simulated,
    )
    award.save(update_fields=["account"])
    enter(award, State.AGREED, AwardEvent.Kind.AGREED, actor, at)


def _require_officer(award, actor, at) -> None:
    if not awarding.runs(actor, award, timezone.localdate(at)):
        raise not_yours()


def _require_payee(award, payee, chosen_by) -> None:
    broken = agreeing.may_be_paid(award, payee)
    require(
        broken is None,
        NOT_OFFERED,
        PAYEES.get(broken, "") % {"name": payee} if broken else "",
        _("Choose whom the call allows to be paid: its text says who."),
    )
    contractor = payee.pk != award.case.applicant_id and not agreeing.is_member(award.case, payee)
    require(
        not contractor or bool(chosen_by.strip()),
        NOT_OFFERED,
        _("It is not said how the contractor was chosen."),
        _("Name the tender, with its number."),
    )


def _require_term(award, starts_on, ends_on) -> None:
    term = agreeing.track_of(award).term
    require(
        starts_on < ends_on and (term is None or ends_on <= term.at_most.after(starts_on)),
        NOT_OFFERED,
        _("From %(start)s until %(end)s is no time, or longer than the call allows.")
        % {"start": starts_on, "end": ends_on},
        _("End it later than it starts, and within what the call says."),
    )


def _require_none_waiting(agreement, what) -> None:
    waiting = agreement.texts.filter(in_force_at=None, withdrawn_at=None)
    require(
        not waiting.exists(),
        what,
        _("A text waits to be signed already."),
        _("Let the sides sign it, or take it back first."),
    )
