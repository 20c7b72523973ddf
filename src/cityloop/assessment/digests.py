"""What was judged, in one canonical form with one digest: what an approval, a receipt and a certificate bind to."""

from cityloop.assessment.models import Party
from cityloop.assessment.rules import joint
from cityloop.engine.edition import digest


def of_dossier(dossier) -> str:
    """The sha256 of a dossier in RFC 8785 JSON: who applies, answers, evidence and measurements.

    Of evidence its hash, place, pages and dates count; what was taken out before freezing does not, and neither does
    the order of rows in the database.
    """
    evidence = dossier.evidence.filter(withdrawn_at=None)
    return digest(
        {
            "case": dossier.case.reference,
            "version": dossier.version,
            "edition": dossier.case.edition.digest,
            "parties": sorted([one.organisation.code, one.role] for one in _agreed(dossier.case)),
            "answers": dossier.answers,
            "evidence": sorted(([_piece(one) for one in evidence]), key=lambda piece: sorted(piece.items())),
            "measurements": {one.criterion: one.value for one in dossier.measurements.all()},
        }
    )


def of_sheet(sheet, marks, dossier) -> str:
    """The sha256 of a mark sheet: the marks that count, by criterion, and the dossier that they were given on."""
    return digest(
        {
            "case": sheet.case.reference,
            "assessor": sheet.person.code,
            "round": sheet.round,
            "dossier": dossier.digest,
            "marks": {mark.criterion: [mark.mark, mark.confidence, mark.note] for mark in marks},
        }
    )


def of_outcome(case, dossier, sheets, content) -> str:
    """The sha256 of an outcome: the edition, the dossier, the sheets that were counted, and what came out."""
    return digest(
        {
            "case": case.reference,
            "edition": case.edition.digest,
            "profile": case.profile,
            "dossier": dossier.digest,
            "sheets": sorted(sheet.digest for sheet in sheets),
            "outcome": content,
        }
    )


def _agreed(case):
    return joint(case).filter(answer=Party.Answer.AGREED).select_related("organisation")


def _piece(evidence) -> dict[str, str]:
    return {
        "criterion": evidence.criterion,
        "item": evidence.item,
        "sha256": evidence.sha256,
        "name": evidence.name,
        "pages": evidence.pages,
        "observed_from": str(evidence.observed_from or ""),
        "observed_until": str(evidence.observed_until or ""),
        "received_at": evidence.received_at.isoformat(),
    }
