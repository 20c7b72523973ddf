"""What somebody takes along: the cross-reference table, and the dossier as an archive that checks itself."""

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from cityloop.assessment.export import archive, table
from cityloop.assessment.files import MEDIA_TYPES, Damaged
from cityloop.assessment.queries import compiled, dossier_for
from cityloop.assessment.queries.case import handed_in
from cityloop.assessment.queries.reference_table import by_part
from cityloop.assessment.receipt_paper import receipt_paper
from cityloop.assessment.rules import APPLICANT
from cityloop.assessment.views.frame import on_case, page
from cityloop.assessment.views.handing import handed_out
from cityloop.audit.refusal import Refused
from cityloop.language import current
from cityloop.papers import as_pdf


@on_case()
def cross_reference(request, case):
    """Criterion, summary, page: made from the dossier, never typed."""
    found = _dossier_or_404(request, case)
    return page(request, case, "cross_reference", dossier=found, parts=by_part(case, found))


@on_case()
def cross_reference_file(request, case):
    """The same table as a workbook."""
    found = _dossier_or_404(request, case)
    answer = HttpResponse(table(case, found, current()), content_type=MEDIA_TYPES["xlsx"])
    return _attached(answer, f"{case.reference}-cross-reference.xlsx")


@on_case()
def dossier_file(request, case):
    """The latest version that was handed in, with every file and its hash; `sha256sum -c` works on it."""
    found = handed_in(case)
    if found is None or dossier_for(case, request.roles) is None:
        raise Http404
    try:
        chunks = archive(case, found)
    except Damaged as damaged:
        raise Refused(
            _("The dossier was not packed."),
            _("A stored file no longer has the hash under which it was received: %(sha256)s.")
            % {"sha256": str(damaged)[:12]},
            _("Tell whoever runs this installation; the file has to be restored before anything is handed out."),
        ) from damaged
    answer = StreamingHttpResponse(chunks, content_type=MEDIA_TYPES["zip"])
    return _attached(answer, f"{case.reference}-v{found.version}.zip")


def _dossier_or_404(request, case):
    found = dossier_for(case, request.roles)
    if found is None:
        raise Http404
    return found


def _attached(answer, name):
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    answer["Cache-Control"] = "private, no-store"
    return answer


@on_case(role=APPLICANT)
def receipt(request, case, version):
    """The receipt of one version that was handed in."""
    dossier = case.dossiers.filter(frozen_at__isnull=False, version=version).first()
    if dossier is None:
        raise Http404
    content = as_pdf(receipt_paper(case, dossier, compiled(case.edition)))
    return handed_out(content, f"{case.reference}.v{version}.{current()}.pdf")
