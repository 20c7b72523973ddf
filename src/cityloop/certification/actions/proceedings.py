"""Steps that all proceedings share. They run inside an action's transaction and are no actions themselves."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.actions.panel import give_duty
from cityloop.assessment.actions.steps import next_number
from cityloop.assessment.files import MEDIA_TYPES, Unfit, keep, kind_of
from cityloop.assessment.models import Duty
from cityloop.assessment.procedure import due_on
from cityloop.assessment.queries import compiled
from cityloop.audit.refusal import Refused, not_yours, require
from cityloop.certification.models import Certificate, FiledPaper, Proceeding, ProceedingEvent
from cityloop.certification.numbers import prefix_of
from cityloop.certification.parties import roles_in
from cityloop.certification.workflow import PROCEEDINGS
from cityloop.language import pick

LONGEST_TEXT = 8_000
MOST_PAPERS = 10
UNCHANGED = _("Nothing was changed.")
SERIES = {
    Proceeding.Kind.WITHDRAWAL: "WD",
    Proceeding.Kind.APPEAL: "AP",
    Proceeding.Kind.SURVEILLANCE: "SV",
    Proceeding.Kind.CHANGE: "CH",
    Proceeding.Kind.COMPLAINT: "CP",
    Proceeding.Kind.INQUIRY: "IQ",
}


def begin(model, kind, *, actor, at, scheme, reason="", told=False, **described):
    """Open a proceeding in the first state of its table; its reference is the next number of the year."""
    year = timezone.localdate(at).year
    prefix = f"{SERIES[kind]}-{prefix_of(scheme)}"
    proceeding = model.objects.create(
        kind=kind,
        scheme=scheme,
        reference=f"{prefix}-{year}-{next_number(prefix, year):04d}",
        state=PROCEEDINGS[kind].workflow.start,
        opened_by=actor,
        opened_at=at,
        changed_at=at,
        told_at=at if told else None,
        **described,
    )
    _append(proceeding, "open", "", actor, at, reason)
    return proceeding


def locked(proceeding, model=Proceeding):
    """The proceeding as it is now, locked until the transaction ends."""
    rows = model.objects.select_for_update(of=("self",)).select_related(
        *("case__edition", "case__service", "case__applicant", "certificate__service", "certificate__holder", "party")
    )
    return rows.defer("case__edition__content").get(pk=proceeding.pk)


def locked_certificate(certificate) -> Certificate:
    """The certificate as it is now, locked; every act on a certificate begins here."""
    rows = Certificate.objects.select_for_update(of=("self",)).select_related("case__edition", "service", "holder")
    return rows.defer("case__edition__content").get(pk=certificate.pk)


def permit(proceeding, name: str, actor, at):
    """The row of the table for an action in this state by this person; refused where there is none."""
    procedure = PROCEEDINGS[proceeding.kind]
    step = procedure.step(proceeding.state, name)
    if step is None:
        refusal = procedure.workflow.step(proceeding.state, name, ())
        raise Refused(
            UNCHANGED, pick(refusal.why), _("Open the proceeding again to see where it stands and what comes next.")
        )
    if not step.roles & roles_in(proceeding, actor, timezone.localdate(at)):
        raise not_yours()
    return step


def pass_on(proceeding, step, actor, at, reason="", *, due=None, told=False) -> ProceedingEvent:
    """Pass a proceeding on by a row of its table; the deadline is `due`, or the one that the edition sets.

    `told`: from here on the party knows of it.
    """
    reason = reason.strip()
    require(
        bool(reason) or not step.needs_reason,
        UNCHANGED,
        _("%(step)s: this step needs a reason, and none was given.") % {"step": pick(step.label)},
        _("Write the reason in a sentence or two."),
    )
    require(
        len(reason) <= LONGEST_TEXT,
        UNCHANGED,
        _("The text is longer than %(limit)s characters.") % {"limit": LONGEST_TEXT},
        _("Shorten it, and hand the rest in as a file."),
    )
    before, final = proceeding.state, PROCEEDINGS[proceeding.kind].is_final(step.target)
    if step.target != before:
        proceeding.state, proceeding.changed_at = step.target, at
        proceeding.due_on = due or term_of(proceeding, step, timezone.localdate(at))
        proceeding.closed_at = at if final else None
    if told and proceeding.told_at is None:
        proceeding.told_at = at
    proceeding.save()
    return _append(proceeding, step.action, before, actor, at, reason)


def term_of(proceeding, step, day):
    """The last day of the state that a step leads to, by the edition; None where it sets no time."""
    return due_on(step, compiled(proceeding.case.edition), day) if proceeding.case else None


def in_time(proceeding, at, what, remedy) -> None:
    """Refuse what comes after the last day of the state."""
    today, last = timezone.localdate(at), proceeding.due_on
    if last and today > last:
        why = _("The time for this ended on %(day)s, %(n)s days ago.") % {"day": last, "n": (today - last).days}
        raise Refused(what, why, remedy)


def out_of_time(proceeding, at, what, remedy) -> None:
    """Refuse what may only come once the last day of the state is past."""
    today, last = timezone.localdate(at), proceeding.due_on
    if last and today <= last:
        why = _("There is still time until %(day)s, today included.") % {"day": last}
        raise Refused(what, why, remedy)


def take_part(case, person, at) -> None:
    """Write down that a person acts in a matter of the case after its decision: who did never hears an appeal about it.

    Whoever heard an appeal in the case does not act in it afterwards.
    """
    held = Duty.objects.filter(case=case, person=person).first()
    if held is None:
        give_duty(case, person, Duty.Kind.AFTERCARE, at)
    elif held.duty == Duty.Kind.APPEAL:
        raise Refused(
            UNCHANGED,
            _("%(person)s heard an appeal in this case. Duties are kept apart.") % {"person": person},
            _("Ask somebody else of your office."),
        )


def hand_in(event, papers) -> list[FiledPaper]:
    """Keep files, pairs of name and bytes, with a step: each is what its name says and no larger than allowed."""
    require(
        len(papers) <= MOST_PAPERS,
        UNCHANGED,
        _("%(n)s files were chosen; at most %(limit)s go with one step.") % {"n": len(papers), "limit": MOST_PAPERS},
        _("Put them together in one archive (ZIP)."),
    )
    rows = {}
    for name, content in papers:
        row = _paper(event, name, content)
        rows.setdefault(row.sha256, row)  # the same file chosen twice is one paper
    return FiledPaper.objects.bulk_create(rows.values())


def _append(proceeding, action, before, actor, at, reason) -> ProceedingEvent:
    return ProceedingEvent.objects.create(
        proceeding_id=proceeding.pk,
        action=action,
        before=before,
        after=proceeding.state,
        person=actor,
        at=at,
        reason=reason,
        due_on=proceeding.due_on,
    )


def _paper(event, name, content) -> FiledPaper:
    limit = settings.UPLOAD_LIMIT_MEGABYTES
    require(
        len(content) <= limit * 1_000_000,
        UNCHANGED,
        _("The file is larger than %(limit)s MB.") % {"limit": limit},
        _("Divide it, or lower the resolution of its images."),
    )
    plain = "".join(c for c in name.replace("\\", "/").rpartition("/")[2] if c.isprintable()).strip()[-255:]
    try:
        kind = kind_of(plain, content)
    except Unfit as unfit:
        raise Refused(UNCHANGED, f"{plain}: {unfit.why}", unfit.remedy) from unfit
    return FiledPaper(event=event, name=plain, media_type=MEDIA_TYPES[kind], size=len(content), sha256=keep(content))
