"""The certificate on paper: what its content says, and, where it does not hold, that it does not."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cityloop.assessment.queries import compiled
from cityloop.audit.refusal import require
from cityloop.catalogue import vocabulary
from cityloop.catalogue.models import Service
from cityloop.certification.models import Certificate
from cityloop.language import current, in_full, pick
from cityloop.papers import Attestation
from cityloop.papers.glyphs import shown, tidy

Status = Certificate.Status
LONGEST_REASON = 160
BOTH = " · "


def may_be_printed(certificate) -> bool:
    """A replay of somebody else's public record gives no paper that could be taken for their certificate."""
    return not certificate.content.get("record")


def certificate_paper(certificate, standing, reason: str, address: str) -> Attestation:
    """The one page of a certificate as it stands, with the grounds of that; `address` is where it can be checked."""
    require(
        may_be_printed(certificate),
        _("No paper was made."),
        _("This is the replay of a public record, not a certification that this installation gives."),
        _("Read it on its page."),
    )
    content = certificate.content
    rules = compiled(certificate.case.edition)
    holds = standing.status == Status.VALID
    return Attestation(
        language=current(),
        number=_("No. %(number)s") % {"number": content["number"]},
        title=pgettext("title of the paper", "Certificate"),
        scheme=_scheme(rules),
        subject=pick(content["subject"]),
        subject_note=_other_side(content["subject"]),
        facts=tuple(_facts(certificate, rules)),
        sentence=_sentence(rules) if holds else _("This paper does not attest a certification in force."),
        date=in_full(date.fromisoformat(content["issued_on"])),
        day=date.fromisoformat(content["issued_on"]),
        signer=_signer(certificate, rules),
        address=address,
        address_says=_("Check whether it is genuine and holds today"),
        proofs=(
            (_("Certificate, sha256"), certificate.digest),
            (_("Edition, sha256"), content["edition_sha256"]),
        ),
        foot=_(
            "Once expired, suspended or withdrawn, the certification may not be shown or advertised "
            "(Notice 2021-223 Art. 16(2))."
        ),
        banner=_("Simulated for a demonstration: nobody was certified, and it has no effect.")
        if content["simulated"]
        else "",
        banner_word=_("Simulated") if content["simulated"] else "",
        void="" if holds else str(Status(standing.status).label),
        void_says="" if holds else _void(standing, reason),
    )


def _scheme(rules) -> str:
    return _("%(scheme)s, edition %(edition)s") % {"scheme": pick(rules.title), "edition": rules.edition}


def _sentence(rules) -> str:
    said = {
        "service": _("This certifies that the service named above was evaluated and meets the criteria of %(scheme)s."),
        "organisation": _("This certifies that the above was evaluated and meets the criteria of %(scheme)s."),
    }
    return said[rules.about] % {"scheme": _scheme(rules)}


def _facts(certificate, rules):
    content = certificate.content
    profile = rules.profile(content["profile"])
    fields = vocabulary.fields()
    ranked = next((one for one in rules.classes if one.id == content.get("class")), None)
    days = [in_full(date.fromisoformat(content[name])) for name in ("issued_on", "valid_until")]
    law = "\n".join(pick(source.cite) for source in rules.source if source.basis == "law")
    yield _("Holder"), BOTH.join(filter(None, (pick(content["holder"]), _other_side(content["holder"]))))
    named = ", ".join(pick(fields[field]) for field in content.get("fields", ()) if field in fields)
    if named:
        yield _("Field"), named
    if profile and pick(profile.title) != named:
        yield _("Evaluated as"), pick(profile.title)
    if content.get("type"):
        yield _("Type of service"), str(Service.Type(content["type"]).label)
    if ranked:
        yield _("Ranked in the class"), pick(ranked.title)
    if content["grade"]:
        yield _("Grade"), content["grade"]
    yield _("Period of validity"), " ~ ".join(days)
    if body := rules.bodies.get("operating_body"):
        yield _("Operating body"), pick(body)
    if law:
        yield _("Legal basis"), law


def _signer(certificate, rules) -> str:
    """Who certifies, by the edition; where it does not say, the body designated when it was issued."""
    named = rules.bodies.get("certifier") or certificate.content.get("certifier")
    said = pick(named) if named else _("Certifier")
    return f"{said} ({_('Simulated')})" if certificate.content["simulated"] else said


def _void(standing, reason: str) -> str:
    says = {
        Status.SUSPENDED: _("Suspended since %(day)s. Until the suspension is lifted it does not hold."),
        Status.WITHDRAWN: _("Withdrawn on %(day)s. It does not hold any more."),
        Status.EXPIRED: _("Expired; it has not held since %(day)s."),
        Status.SUPERSEDED: _("Superseded by a new certificate on %(day)s. It does not hold any more."),
    }
    text = says[standing.status] % {"day": in_full(standing.since)}
    reason = " ".join(tidy(reason).split())
    if not reason:
        return text
    cut = reason if len(reason) <= LONGEST_REASON else reason[:LONGEST_REASON].rstrip() + "…"
    # Grounds are typed freely and stand for ever: a character without a glyph must not make the paper impossible.
    return text + "\n" + _("Grounds: %(reason)s") % {"reason": shown(cut)}


def _other_side(names) -> str:
    """The name in the other language, where it is another name."""
    other = names.get("en" if current() == "ko" else "ko") or ""
    return other if other != pick(names) else ""
