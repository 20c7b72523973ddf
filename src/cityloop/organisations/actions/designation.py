"""Organisations are designated, on requirements that were met, until somebody ends it; Notice 2021-223 Art. 6."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.organisations.models import Designation, DesignationEnd, Requirement
from cityloop.organisations.queries import covers
from cityloop.organisations.rules import certifies

NOT_DESIGNATED = _("The organisation was not designated.")
NOT_ENDED = _("The designation was not ended.")
QUALIFIED = frozenset({Designation.Duty.EVALUATION_BODY})
"""Duties that nobody is designated for without requirements on record: Art. 6(3)."""


@action("organisations.designate")
def designate(*, actor, at, organisation, duty, scheme, since, source, part="", until=None, requirements=()):
    """Record that an organisation is designated for a duty in a scheme or programme, with the source of the right.

    `part` limits it to one track or field profile. The installation itself does (`actor=None`: a designation is law,
    entered by whoever runs the machine), and an officer of the scheme's certifier, who designates evaluation bodies.
    `requirements` are `(code, title, shown by)`: what was met, and by what it was shown.
    """
    if actor and not (duty in QUALIFIED and certifies(actor, scheme, timezone.localdate(at))):
        raise not_yours()
    require(
        duty not in QUALIFIED or bool(requirements),
        NOT_DESIGNATED,
        _("What qualifies it is not on record: specialists, facilities and equipment, internal rules."),
        _("Record each requirement and what shows that it is met."),
    )
    given = {"duty": duty, "scheme": scheme, "part": part, "since": since, "until": until, "source": source}
    designation = Designation.objects.create(organisation=organisation, **given)
    Requirement.objects.bulk_create(
        Requirement(designation=designation, code=code, title_ko=title.ko, title_en=title.en, shown_by=shown_by)
        for code, title, shown_by in requirements
    )
    said = {"organisation": organisation.code, "duty": duty, "scheme": scheme, **({"part": part} if part else {})}
    return done(designation, **said, **({"requirements": [one[0] for one in requirements]} if requirements else {}))


@action("organisations.end_designation")
def end_designation(*, actor, at, designation, ground, reason):
    """End the designation of an evaluation body from this day on, on a ground and with the reason (Art. 6(7)).

    The installation and officers of the scheme's certifier may. Both grounds of the law oblige them to.
    """
    on = timezone.localdate(at)
    designation = Designation.objects.select_for_update().get(pk=designation.pk)
    if actor and not (designation.duty in QUALIFIED and certifies(actor, designation.scheme, on)):
        raise not_yours()
    require(
        covers(designation, on),
        NOT_ENDED,
        _("It is not in force today: it ended before, or has not begun."),
        _("Open the list of evaluation bodies to see since when."),
    )
    require(
        ground in DesignationEnd.Ground.values and bool(reason.strip()) and len(reason) <= 4_000,
        NOT_ENDED,
        _("A ground and the reason in at most 4,000 characters are needed."),
        _("Choose the ground, and write the reason in a sentence or two."),
    )
    designation.until = on - timedelta(days=1)
    designation.save(update_fields=["until"])
    DesignationEnd.objects.create(
        designation=designation, ground=ground, reason=reason.strip(), on=on, person=actor, at=at
    )
    return done(designation, organisation=designation.organisation.code, ground=ground, on=on.isoformat())
