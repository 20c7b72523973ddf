"""Marks made offline: the sheet to take along, what a filled-in one would change, and taking it in."""

import base64

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.actions import import_marks
from cityloop.assessment.forms import MarkFileForm
from cityloop.assessment.imports import NotRead, mark_template, read_marks
from cityloop.assessment.queries import sheet_of
from cityloop.assessment.rules import ASSESSOR
from cityloop.assessment.views.frame import on_case, page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@on_case(role=ASSESSOR, step="save_marks")
def download(request, case):
    """The mark sheet as a workbook, with criteria and anchors in both languages and the marks so far."""
    sheet = sheet_of(case, request.user)
    if sheet is None:
        raise Http404
    response = HttpResponse(mark_template(sheet), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="marks-{case.reference}-{sheet.round}.xlsx"'
    response["Cache-Control"] = "private, no-store"
    return response


@on_case(role=ASSESSOR, step="save_marks")
def bring_in(request, case):
    """Choose a filled-in sheet, see what would change or which cells are wrong, and confirm."""
    sheet = sheet_of(case, request.user)
    if sheet is None:
        raise Http404
    if request.POST.get("do") == "confirm":
        return _take_in(request, case)
    form = MarkFileForm(request.POST or None, request.FILES or None)
    reading, content = None, b""
    if form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read()
        try:
            reading = read_marks(sheet, file.name, content)
        except NotRead as unread:
            form.add_error("file", f"{unread.why} {unread.remedy}")
    return page(
        request,
        case,
        "import_marks",
        form=form,
        sheet=sheet,
        reading=reading,
        content=base64.b64encode(content).decode() if reading and not reading.troubles else "",
    )


def _take_in(request, case):
    try:
        content = base64.b64decode(request.POST.get("content", ""), validate=True)
    except ValueError as error:
        raise BadRequest from error
    step = {"actor": request.user, "at": timezone.now(), "case": case}
    import_marks(**step, name="marks.xlsx", content=content, shown=request.POST.get("shown", ""))
    messages.success(request, _("The mark sheet was taken in. Look over your marks and hand them in."))
    return redirect("assessment:marking", case.reference)
