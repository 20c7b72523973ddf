"""The receipt of a dossier on paper: what was handed in, when, and the digest that proves it later."""

from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.models import Party
from cityloop.assessment.procedure import procedure_of
from cityloop.assessment.queries import checklist
from cityloop.assessment.rules import joint
from cityloop.language import current, in_full, pick
from cityloop.papers import Facts, Heading, Paper, Paragraph, Table


def receipt_paper(case, dossier, rules) -> Paper:
    """The receipt of one frozen version: the case, the digest, and every file with its hash and period."""
    received = timezone.localtime(dossier.frozen_at)
    pieces = dossier.evidence.filter(withdrawn_at=None)
    about = {(one.criterion, one.item): one.label for one in checklist(case, dossier)}
    facts = (
        (_("Case"), f"{case.reference} · {case.title}"),
        (_("Applicant"), str(case.applicant)),
        *_together(case),
        (_("Scheme"), f"{pick(rules.title)} {rules.edition}"),
        (_("Version"), str(dossier.version)),
        (_("Handed in"), f"{in_full(received.date())} {received:%H:%M:%S} (KST)"),
        ("sha256", dossier.digest),
    )
    said = procedure_of(case).remark(case, dossier.frozen_at)
    return Paper(
        title=_("Receipt of an application"),
        language=current(),
        number=f"{case.reference} v{dossier.version}",
        date=received.date(),
        issuer=pick(rules.bodies["operating_body"]) if "operating_body" in rules.bodies else "",
        banner=_("Simulated") if case.simulated else "",
        foot=f"sha256 {dossier.digest}",
        blocks=(
            Facts(facts),
            *((Paragraph(said),) if said else ()),
            Paragraph(
                _(
                    "The dossier is frozen. Its digest covers every statement, every measured value and the hash of"
                    " every file below: whoever holds the same dossier gets the same digest."
                )
            ),
            Heading(_("What was handed in")),
            _files(pieces, about),
        ),
    )


def _together(case):
    """Those who apply together with the lead and have agreed."""
    agreed = joint(case).filter(answer=Party.Answer.AGREED).select_related("organisation")
    names = ", ".join(f"{one.organisation} ({one.get_role_display()})" for one in agreed)
    return ((_("Together with"), names),) if names else ()


def _files(pieces, about):
    rows = tuple(
        (
            about.get((piece.criterion, piece.item), piece.item),
            piece.address or piece.name,
            _period(piece),
            piece.sha256,
        )
        for piece in pieces
    )
    if not rows:
        return Paragraph(_("No files; statements only."))
    return Table((_("Evidence"), _("File"), _("Observed"), "sha256"), rows, widths=(5, 5, 3.4, 6))


def _period(piece) -> str:
    days = (piece.observed_from, piece.observed_until)
    return "\n~ ".join(day.isoformat() for day in days if day)
