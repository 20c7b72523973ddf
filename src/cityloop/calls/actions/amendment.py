"""An agreement in force is changed: other days for what is open, or more time, once, as the call allows."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.calls import agreeing, awarding
from cityloop.calls.actions.agreement import put_forward
from cityloop.calls.actions.award import locked
from cityloop.calls.models import AgreementText, Award, Milestone

NOT_AMENDED, NOT_EXTENDED = _("No amendment was offered."), _("No extension was offered.")
Kind = AgreementText.Kind


@action("calls.amend_agreement")
def amend_agreement(*, actor, at, award, due, reason_ko, reason_en):
    """Offer other days for open milestones (`due`: day by code), within the agreement; the secretariat."""
    award, content = _changeable(award, actor, at, NOT_AMENDED, reason_ko, reason_en)
    open_ones = award.agreement.milestones.exclude(state__in=(Milestone.State.ACCEPTED, Milestone.State.DROPPED))
    known = set(open_ones.values_list("code", flat=True))
    ends = {one.id for one in agreeing.milestones_of(award) if one.after == "end"}
    moved = {code: day for code, day in due.items() if code in known}
    first, last = award.agreement.starts_on, award.agreement.ends_on
    fits = all(code in ends or first <= day <= last for code, day in moved.items())
    require(
        bool(moved) and set(due) <= known and fits,
        NOT_AMENDED,
        _("No open milestone is moved, or one is moved out of the time agreed."),
        _("Give new days within the agreement; what is accepted stays as it is. More time needs an extension."),
    )
    new = agreeing.amended(content, due=moved, award=award)
    text = put_forward(
        award.agreement, Kind.AMENDMENT, new, actor, at, reason_ko=reason_ko.strip(), reason_en=reason_en.strip()
    )
    return done(text, case=award.case.reference, due={code: day.isoformat() for code, day in moved.items()})


@action("calls.extend_agreement")
def extend_agreement(*, actor, at, award, ends_on, reason_ko, reason_en):
    """Offer a later end, once, at most as much later as the call allows, for a reason that everybody reads."""
    award, content = _changeable(award, actor, at, NOT_EXTENDED, reason_ko, reason_en)
    agreement, term = award.agreement, agreeing.track_of(award).term
    require(
        term is not None and term.extension is not None,
        NOT_EXTENDED,
        _("The call allows no extension."),
        _("What cannot be finished in time is settled in the closing report."),
    )
    require(
        not agreement.texts.filter(kind=Kind.EXTENSION, withdrawn_at=None).exists(),
        NOT_EXTENDED,
        _("It has been extended already; an agreement is extended once."),
        _("What cannot be finished in time is settled in the closing report."),
    )
    latest = term.extension.after(agreement.ends_on)
    require(
        agreement.ends_on < ends_on <= latest,
        NOT_EXTENDED,
        _("%(day)s is not later than %(end)s, or later than %(latest)s, the latest day that the call allows.")
        % {"day": ends_on, "end": agreement.ends_on, "latest": latest},
        _("Choose a day in between."),
    )
    require(
        timezone.localdate(at) <= agreement.ends_on,
        NOT_EXTENDED,
        _("The agreement ended on %(end)s.") % {"end": agreement.ends_on},
        _("What has ended is not extended; it is closed."),
    )
    new = agreeing.amended(content, ends_on=ends_on, award=award)
    text = put_forward(
        agreement, Kind.EXTENSION, new, actor, at, reason_ko=reason_ko.strip(), reason_en=reason_en.strip()
    )
    return done(text, case=award.case.reference, before=agreement.ends_on.isoformat(), ends_on=ends_on.isoformat())


def _changeable(award, actor, at, what, reason_ko, reason_en):
    """The award, locked, and the content that is in force, where the actor may offer to change it."""
    award = locked(award)
    if not awarding.runs(actor, award, timezone.localdate(at)):
        raise not_yours()
    require(
        award.state == Award.State.AGREED,
        what,
        _("The award stands at: %(state)s.") % {"state": award.get_state_display()},
        _("Only an agreement in force is changed."),
    )
    require(
        bool(reason_ko.strip() and reason_en.strip()),
        what,
        _("The reason is missing in one of the languages."),
        _("Write it in Korean and in English; everybody reads it."),
    )
    require(
        not award.agreement.texts.filter(in_force_at=None, withdrawn_at=None).exists(),
        what,
        _("A text waits to be signed already."),
        _("Let the sides sign it, or take it back first."),
    )
    return award, award.agreement.texts.filter(in_force_at__isnull=False).last().content
