"""The certificate of a designation (지정서): who, for what, since when, by whom; Notice 2021-223 Art. 6."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from cityloop.language import current, in_full
from cityloop.organisations.models import Designation
from cityloop.organisations.queries import designated, is_demonstration
from cityloop.papers import Attestation
from cityloop.papers.glyphs import shown, tidy

BOTH = " · "
LAW = {
    Designation.Duty.EVALUATION_BODY: gettext_lazy("Notice 2021-223 Art. 6(1), 6(3)"),
    Designation.Duty.OPERATING_BODY: gettext_lazy("Notice 2021-223 Art. 3(1)"),
}


def designation_paper(designation, scheme, holds: bool, address: str) -> Attestation:
    """The one page of a designation as it stands; `scheme` is the latest edition of what it is designated for."""
    body, ending = designation.organisation, getattr(designation, "ending", None)
    simulated = body.simulated or is_demonstration()
    return Attestation(
        language=current(),
        number=_("No. %(number)s") % {"number": number_of(designation)},
        title=pgettext("title of the paper", "Certificate of designation"),
        scheme=shown(tidy(scheme.title if scheme else designation.scheme)),
        subject=shown(tidy(body.name)),
        subject_note=shown(tidy(_other_side(body))),
        facts=tuple(_facts(designation)),
        sentence=_("This certifies that the above is designated as: %(duty)s.")
        % {"duty": designation.get_duty_display()}
        if holds
        else _("This paper does not attest a designation in force."),
        date=in_full(designation.since),
        day=designation.since,
        signer=_signer(designation, simulated),
        address=address,
        address_says=_("Check whether it holds today"),
        banner=_("Simulated for a demonstration: nobody was designated, and it has no effect.") if simulated else "",
        banner_word=_("Simulated") if simulated else "",
        void="" if holds else _("Ended"),
        void_says="" if holds else _void(designation, ending),
    )


def number_of(designation) -> str:
    """The number on the paper.

    >>> from datetime import date
    >>> number_of(Designation(pk=8, since=date(2026, 9, 1)))
    'D-2026-0008'
    """
    return f"D-{designation.since.year}-{designation.pk:04d}"


def _facts(designation):
    met = [one.title for one in designation.requirements.all()]
    yield _("Designated as"), str(designation.get_duty_display())
    if met:
        yield _("Requirements met"), shown(tidy("\n".join(met)))
    last = [in_full(designation.until)] if designation.until else []
    yield _("Time of designation"), " ~ ".join([in_full(designation.since), *last])
    yield _("By what right"), shown(tidy(designation.source))
    if law := LAW.get(designation.duty):
        yield _("Legal basis"), str(law)


def _signer(designation, simulated: bool) -> str:
    """The certifier of the scheme on the day of the designation."""
    found = designated(Designation.Duty.CERTIFIER, designation.scheme, designation.since).first()
    said = found.name if found else _("Certifier")
    return f"{said} ({_('Simulated')})" if simulated else said


def _void(designation, ending) -> str:
    if ending is None:
        return _("Its time is over; it has not held since %(day)s.") % {"day": in_full(designation.until)}
    said = _("Ended on %(day)s. It does not hold any more.") % {"day": in_full(ending.on)}
    return said + "\n" + _("Grounds: %(reason)s") % {"reason": str(ending.get_ground_display())}


def _other_side(body) -> str:
    other = body.name_en if current() == "ko" else body.name_ko
    return other if other != body.name else ""
