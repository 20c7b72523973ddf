"""How an evaluation body works is looked into, heard, and concluded: Notice 2021-223 Art. 3(2)10, 6(6)."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.certification import telling
from cityloop.certification.actions.designation import end_designation
from cityloop.certification.actions.proceedings import begin, hand_in, in_time, locked, out_of_time, pass_on, permit
from cityloop.certification.models import Inquiry, Proceeding
from cityloop.certification.tables import inquiry as table
from cityloop.organisations.models import Designation
from cityloop.organisations.queries import covers
from cityloop.organisations.rules import certifies, runs_scheme

NOT_OPENED = _("No inquiry was opened.")
UNCHANGED = _("Nothing was changed.")


@action("certification.open_inquiry")
def open_inquiry(*, actor, at, designation, reason, answer_by):
    """Look into a body that is designated today; the operating body's officers may, and the certifier's (6(6))."""
    on = timezone.localdate(at)
    designation = Designation.objects.select_for_update().get(pk=designation.pk)
    if not (runs_scheme(actor, designation.scheme, on) or certifies(actor, designation.scheme, on)):
        raise not_yours()
    require(
        designation.duty == Designation.Duty.EVALUATION_BODY and covers(designation, on),
        NOT_OPENED,
        _("It is not designated as an evaluation body today."),
        _("Open the list of evaluation bodies to see which are."),
    )
    require(
        not designation.inquiries.filter(closed_at=None).exists(),
        NOT_OPENED,
        _("An inquiry into this body is under way."),
        _("Go on with that one."),
    )
    require(
        bool(reason.strip()) and answer_by is not None and answer_by >= on,
        NOT_OPENED,
        _("What is looked into, and a day to come until which the body may answer, are needed."),
        _("Fill in both."),
    )
    inquiry = begin(
        Inquiry,
        Proceeding.Kind.INQUIRY,
        actor=actor,
        at=at,
        scheme=designation.scheme,
        reason=reason.strip(),
        told=True,
        party=designation.organisation,
        designation=designation,
        due_on=answer_by,
        simulated=designation.organisation.simulated,
    )
    telling.tell_party(inquiry, "inquiry_opened", at, reason=inquiry.events.get().reason, answer_by=answer_by)
    return done(inquiry, body=designation.organisation.code, answer_by=answer_by.isoformat())


@action("certification.file_statement")
def file_statement(*, actor, at, inquiry, reason, papers=()):
    """The body answers once, within the time, with files where there are some."""
    found = locked(inquiry, Inquiry)
    step = permit(found, "file_statement", actor, at)
    in_time(found, at, UNCHANGED, _("Ask the operating body to look at what you have to say all the same."))
    hand_in(pass_on(found, step, actor, at, reason), papers)
    telling.tell_body(found, telling.OPERATING_BODY, "inquiry_answered", at, reason=reason.strip())
    return done(found)


@action("certification.find_in_order")
def find_in_order(*, actor, at, inquiry, reason, papers=()):
    """Close the inquiry: the body meets the requirements, with what was found."""
    return _close("find_in_order", inquiry, actor, at, reason, papers)


@action("certification.propose_end")
def propose_end(*, actor, at, inquiry, reason, papers=()):
    """Tell the certifier that a ground to end the designation exists, with what was found; once the body was heard."""
    found = locked(inquiry, Inquiry)
    step = permit(found, "propose_end", actor, at)
    if found.state == table.OPENED:
        out_of_time(found, at, UNCHANGED, _("Wait for the body's statement, or for the last day."))
    hand_in(pass_on(found, step, actor, at, reason), papers)
    telling.tell_body(found, telling.CERTIFIER, "end_proposed", at, reason=reason.strip())
    return done(found)


@action("certification.end_as_proposed")
def end_as_proposed(*, actor, at, inquiry, ground, reason):
    """The certifier ends the designation, from this day on."""
    found = locked(inquiry, Inquiry)
    step = permit(found, "end_as_proposed", actor, at)
    end_designation(actor=actor, at=at, designation=found.designation, ground=ground, reason=reason)
    pass_on(found, step, actor, at, reason)
    return done(found, ground=ground)


@action("certification.let_designation_stand")
def let_designation_stand(*, actor, at, inquiry, reason):
    """The certifier finds no ground to end the designation."""
    return _close("let_designation_stand", inquiry, actor, at, reason, ())


def _close(name, inquiry, actor, at, reason, papers):
    found = locked(inquiry, Inquiry)
    step = permit(found, name, actor, at)
    hand_in(pass_on(found, step, actor, at, reason), papers)
    telling.tell_party(found, "inquiry_closed", at, reason=reason.strip())
    return done(found)
