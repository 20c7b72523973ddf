"""Reviewers state what they know and bid for the cases of a round; the body that runs it asks them to."""

from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment import letters
from cityloop.assessment.models import Bid, Bidding, Expertise, Notice
from cityloop.assessment.queries import compiled
from cityloop.assessment.queries.bidding import biddable, is_in_a_pool, is_in_pool, latest_bidding
from cityloop.assessment.queries.bids import bids_of
from cityloop.assessment.queries.pool import pool_of, to_be_seated
from cityloop.assessment.rules import operates
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.catalogue.vocabulary import fields as known_fields
from cityloop.language import READ

NOT_STATED = _("Your expertise was not recorded.")
NOT_ASKED = _("Nobody was asked to bid.")
NOT_BID = _("Your bids were not recorded.")


@action("assessment.state_expertise")
def state_expertise(*, actor, at, fields, languages):
    """Somebody of a pool says which fields they know, how well (level by field), and which languages they read."""
    if not is_in_a_pool(actor, timezone.localdate(at)):
        raise not_yours()
    known = isinstance(fields, dict) and set(fields) <= set(known_fields())
    require(
        known and set(fields.values()) <= set(Expertise.Level.values),
        NOT_STATED,
        _("A field or a level is not known."),
        _("Choose among the fields of the list, and one of the three levels for each."),
    )
    require(
        bool(languages) and set(languages) <= set(READ),
        NOT_STATED,
        _("It is not said which languages you read, or one is not known."),
        _("Choose at least one language of the list."),
    )
    row = Expertise.objects.create(person=actor, fields=dict(fields), languages=sorted(set(languages)), at=at)
    return done(row, fields=dict(fields), languages=row.languages)


@action("assessment.open_bidding")
def open_bidding(*, actor, at, notice, profile=""):
    """Ask the pool which cases of a round it would take, for as long as the edition says."""
    notice = Notice.objects.select_for_update(of=("self",)).select_related("edition").get(pk=notice.pk)
    on = timezone.localdate(at)
    if not operates(actor, notice.edition, on, part=profile):
        raise not_yours()
    term = compiled(notice.edition).steps.get("bidding")
    require(
        term is not None,
        NOT_ASKED,
        _("The edition of this round asks for no bids."),
        _("Seat the panels without; the next edition may set a time for bids under its steps."),
    )
    last = latest_bidding(notice, profile)
    require(
        last is None or not last.is_open(at),
        NOT_ASKED,
        _("Bids are being taken already."),
        _("Wait until the time is over; what was bid counts from the moment it is given."),
    )
    require(
        to_be_seated(notice.edition, profile, notice).exists(),
        NOT_ASKED,
        _("No case of this round waits for its panel."),
        _("Ask once cases are admitted to the evaluation."),
    )
    row = Bidding.objects.create(
        notice=notice, profile=profile, opened_at=at, closes_at=term.after(at), opened_by=actor
    )
    people = [one.person for one in pool_of(notice.edition.scheme, on)]
    link = reverse_lazy("assessment:bidding", args=[row.pk])
    letters.write_about(notice, "bids_asked", people, at, key=str(row.pk), until=row.closes_at, bids=link)
    return done(row, notice=notice.number, profile=profile, closes_at=row.closes_at.isoformat())


@action("assessment.place_bids")
def place_bids(*, actor, at, bidding, levels):
    """Say how gladly one would take each of some cases (level by reference); what is said again is kept once."""
    on = timezone.localdate(at)
    if not is_in_pool(actor, bidding.notice.edition.scheme, on):
        raise not_yours()
    require(
        bidding.is_open(at),
        NOT_BID,
        _("The time for bids is over."),
        _("Tell the body in charge of the round; it seats the panels."),
    )
    cases = {case.reference: case for case in biddable(actor, bidding, on)}
    require(
        bool(levels) and set(levels) <= set(cases) and set(levels.values()) <= set(Bid.Level.values),
        NOT_BID,
        _("Nothing was chosen, or for a case that is not among those you may see."),
        _("Open the list again, and choose among the answers given there."),
    )
    before = bids_of(actor, cases.values())
    changed = {key: level for key, level in levels.items() if before.get(cases[key].pk) != level}
    require(bool(changed), NOT_BID, _("You have said the same before."), _("Change an answer, or leave the page."))
    Bid.objects.bulk_create(
        Bid(bidding=bidding, case=cases[key], person=actor, level=level, at=at) for key, level in changed.items()
    )
    return done(bidding, bids=changed)
