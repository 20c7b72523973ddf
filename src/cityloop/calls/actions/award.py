"""An award begins with the decision, is announced with the results, and may be declined before it is agreed on."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.queries import compiled
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.calls import awarding
from cityloop.calls.advising import open_consulting
from cityloop.calls.models import Award, AwardEvent, Project
from cityloop.calls.seats import free
from cityloop.ledger.amounts import LARGEST, is_currency, minor, spoken, whole
from cityloop.organisations.rules import manages

State, Kind = Award.State, AwardEvent.Kind
NOT_AWARDED = _("Nothing was awarded.")


def begin_award(*, case, amount: int, currency: str, actor, at) -> Award:
    """Award a selected proposal so much; part of the decision's transaction, never called alone.

    `amount` counts the currency's smallest unit (`ledger.amounts.minor` makes it from won or euros). Refused above
    the ceiling of the track, or in another currency than the ceiling's.
    """
    ceiling = _ceiling(case, amount, currency)
    body = awarding.granting_body(case, timezone.localdate(at))
    require(
        body is not None,
        NOT_AWARDED,
        _("No secretariat is designated for this part of the programme."),
        _("Have the designation recorded first: the secretariat signs the agreement and keeps the account."),
    )
    require(
        not Award.objects.filter(case=case).exists(),
        NOT_AWARDED,
        _("%(case)s has been awarded already.") % {"case": case.reference},
        _("Open the award to see where it stands."),
    )
    award = Award.objects.create(case=case, amount=amount, currency=currency, ceiling=ceiling, body=body, begun_at=at)
    happened(award, Kind.BEGUN, actor, at)
    return award


def announce_award(award, *, actor, at) -> None:
    """The award is public from now on; part of the action that publishes the results, never called alone."""
    if award.announced_at is None:
        award.announced_at = at
        award.project = None if award.case.simulated else _registered(award, at)
        award.save(update_fields=["announced_at", "project"])
        happened(award, Kind.ANNOUNCED, actor, at)
        open_consulting(award, at)


@action("calls.decline_award")
def decline_award(*, actor, at, award, reason):
    """Those who were awarded do not want it: an officer of whoever leads, before the agreement is in force.

    The reason is written in the language of whoever declines.
    """
    award = locked(award)
    if not manages(actor, award.case.applicant, timezone.localdate(at)):
        raise not_yours()
    require(
        award.state == State.OFFERED,
        _("The award was not declined."),
        _("It stands at: %(state)s.") % {"state": award.get_state_display()},
        _("An award is declined before the agreement is in force; afterwards the agreement is terminated."),
    )
    require(bool(reason.strip()), _("The award was not declined."), _("The reason is missing."), _("Write why."))
    enter(award, State.DECLINED, Kind.DECLINED, actor, at, reason_ko=reason.strip(), reason_en=reason.strip())
    free(award.case)
    return done(award, case=award.case.reference, reason=reason.strip())


def _registered(award, at) -> Project:
    """The project in the public register: what is known of it now; what comes of it is added when it closes."""
    case = award.case
    proposal = getattr(case, "proposal", None)
    track = compiled(case.edition).track(case.profile or None)
    return Project.objects.create(
        programme=case.edition.scheme,
        year=timezone.localdate(at).year,
        type=case.profile,
        type_name_ko=track.title.ko if track else "",
        type_name_en=track.title.en if track else "",
        country=(proposal.country if proposal else "") or case.applicant.country,
        title_ko=case.title_ko[:200],
        title_en=case.title_en[:200],
        company=case.applicant.name_ko[:100],
        amount=whole(award.amount, award.currency),
        currency=award.currency,
        awarded_on=timezone.localdate(award.begun_at),
        source=case.reference,
    )


def enter(award, state, kind, actor, at, **reasons) -> None:
    """The award passes to a state, and the event that led there is appended; part of an action."""
    award.state = state
    award.save(update_fields=["state"])
    happened(award, kind, actor, at, **reasons)


def happened(award, kind, actor, at, **reasons) -> AwardEvent:
    """Append what happened to an award."""
    return AwardEvent.objects.create(award=award, kind=kind, person=actor, at=at, **reasons)


def locked(award) -> Award:
    """The award as it is now, locked until the transaction ends."""
    found = Award.objects.select_for_update(of=("self",)).select_related(
        "case__edition", "case__applicant", "body", "account__payee", "account__keeper"
    )
    return found.defer("case__edition__content").get(pk=award.pk)


def _ceiling(case, amount, currency) -> int | None:
    require(
        is_currency(currency) and isinstance(amount, int) and 0 < amount <= LARGEST,
        NOT_AWARDED,
        _("%(amount)s %(currency)s is no amount of money.") % {"amount": amount, "currency": currency},
        _("Give a whole number of the currency’s smallest unit, above zero."),
    )
    track = compiled(case.edition).track(case.profile or None)
    limit = track.ceiling if track else None
    if limit is None:
        return None
    require(
        currency == limit.currency,
        NOT_AWARDED,
        _("The call pays in %(theirs)s, not in %(ours)s.") % {"theirs": limit.currency, "ours": currency},
        _("Award an amount in the call’s currency."),
    )
    most = minor(limit.amount, limit.currency)
    require(
        amount <= most,
        NOT_AWARDED,
        _("%(amount)s is more than the ceiling of %(most)s for one award.")
        % {"amount": spoken(amount, currency), "most": spoken(most, currency)},
        _("Award at most the ceiling."),
    )
    return most
