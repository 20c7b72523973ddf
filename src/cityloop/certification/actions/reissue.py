"""After a change of name a certificate is issued anew: number, validity and history stay, the text is another."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, require
from cityloop.certification import telling
from cityloop.certification.actions.credential import issue_credential
from cityloop.certification.actions.proceedings import locked, locked_certificate, pass_on, permit, take_part
from cityloop.certification.models import Change, Reissue
from cityloop.certification.standing import standing_of
from cityloop.certification.tables import CHANGE
from cityloop.engine.edition import digest
from cityloop.engine.standing import IN_FORCE
from cityloop.language import LANGUAGES
from cityloop.papers import Unprintable, require_printable

NOT_REISSUED = _("The certificate was not issued anew.")
LONGEST = 300


@action("certification.reissue_certificate")
def reissue_certificate(*, actor, at, change, subject_ko, subject_en, holder_ko, holder_en, reason):
    """Issue a certificate anew with changed names. Its paper and credential of before are known as superseded."""
    found = locked(change, Change)
    step = permit(found, "reissue_certificate", actor, at)
    require(
        found.what == Change.What.NAME,
        NOT_REISSUED,
        _("The report is not of a change of name; anything else that changes was not certified."),
        _("Find it without effect, or have it reassessed."),
    )
    take_part(found.case, actor, at)
    certificate = locked_certificate(found.certificate)
    _require_in_force(certificate, timezone.localdate(at))
    before = certificate.content
    names = {
        "subject": {"ko": subject_ko.strip(), "en": subject_en.strip()},
        "holder": {"ko": holder_ko.strip(), "en": holder_en.strip()},
    }
    _require_names(before, names)
    pass_on(found, step, actor, at, reason)
    Reissue.objects.create(
        certificate=certificate,
        change=found,
        content=before,
        digest=certificate.digest,
        reason=reason.strip(),
        person=actor,
        at=at,
    )
    certificate.content = {
        **before,
        **{side: {**before[side], **given} for side, given in names.items()},
        "reissued_on": timezone.localdate(at).isoformat(),
        "replaces_sha256": certificate.digest,
    }
    certificate.digest = digest(certificate.content)
    certificate.save(update_fields=["content", "digest"])
    issue_credential(actor=actor, at=at, certificate=certificate)
    telling.tell_holder(certificate, "certificate_reissued", at, key=certificate.digest, reason=reason.strip())
    telling.tell_party(found, "change_assessed", at, state=CHANGE.label(found.state), reason=reason.strip())
    return done(
        found, number=certificate.number, digest=certificate.digest, replaces=certificate.content["replaces_sha256"]
    )


def _require_in_force(certificate, on) -> None:
    status = standing_of(certificate, list(certificate.events.all()), on).status
    require(
        status in IN_FORCE,
        NOT_REISSUED,
        _("The certificate is: %(status)s.") % {"status": certificate.Status(status).label},
        _("Only a certificate in force, or suspended, is issued anew."),
    )


def _require_names(before, names) -> None:
    said = [names[side][language] for side in names for language in LANGUAGES]
    require(
        all(said) and all(len(name) <= LONGEST for name in said),
        NOT_REISSUED,
        _("A name is missing, or has more than %(limit)s characters.") % {"limit": LONGEST},
        _("Write both names in both languages."),
    )
    same = all(before[side][language] == names[side][language] for side in names for language in LANGUAGES)
    require(
        not same,
        NOT_REISSUED,
        _("These are the names that the certificate bears already."),
        _("Write the new name, or find the change without effect."),
    )
    try:
        require_printable(*said)
    except Unprintable as fault:
        raise Refused(NOT_REISSUED, fault.why, _("Write the name with letters that can be printed.")) from fault
