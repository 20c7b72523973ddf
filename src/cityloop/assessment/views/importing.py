"""Several applications at once, by a workbook: which sheet, what a filled-in one would do, and taking it in."""

import base64

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from cityloop.assessment.actions import import_applications, plan_applications
from cityloop.assessment.desk import desk_of
from cityloop.assessment.forms.importing import ApplicationsForm
from cityloop.assessment.imports import NotRead
from cityloop.assessment.imports.applications import MOST, application_template
from cityloop.assessment.intake import INTAKES, Bringing, intake_of
from cityloop.assessment.models import EditionState
from cityloop.assessment.queries import compiled, standings
from cityloop.assessment.queries.edition import round_or_404
from cityloop.assessment.views.offline import XLSX
from cityloop.language import pick
from cityloop.organisations.queries import Affiliations

OPEN = (EditionState.State.IN_FORCE, EditionState.State.MOCK)
RECEIVED = "received"


@login_required
def choose(request):
    """The sheets that the reader may fill in: for their own applications, and for what an officer enters."""
    at, known = timezone.now(), Affiliations(request.user, timezone.localdate())
    rows = [
        _sheet(request, at, known, one) for kind in INTAKES for one in standings(timezone.localdate(), kind=kind)
        if one.state in OPEN
    ]  # fmt: skip
    context = {"rows": [row for row in rows if row["own"] or row["received"]], "most": MOST}
    return render(request, "assessment/import_choose.html", context)


@login_required
def sheet(request, scheme, edition):
    """The workbook to fill in, with the drafts that are there."""
    bringing = _bringing(request, scheme, edition)
    drafts = [] if bringing.received else intake_of(bringing.edition).drafts(bringing)
    response = HttpResponse(application_template(bringing, drafts), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="applications-{scheme}-{edition}.xlsx"'
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
def bring_in(request, scheme, edition):
    """Choose a filled-in workbook, see row by row what it would do or which cells are wrong, and confirm."""
    bringing = _bringing(request, scheme, edition)
    if request.POST.get("do") == "confirm":
        return _take_in(request, bringing)
    form = ApplicationsForm(request.POST or None, request.FILES or None)
    plan, content = None, b""
    if form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read()
        try:
            plan = plan_applications(**_said(bringing), name=file.name, content=content)
        except NotRead as unread:
            form.add_error("file", f"{unread.why} {unread.remedy}")
    ready = plan and not plan.troubles and plan.does_something
    rules = compiled(bringing.edition)
    context = {
        "form": form,
        "plan": plan,
        "content": base64.b64encode(content).decode() if ready else "",
        "bringing": bringing,
        "rules": rules,
        "profile": rules.profile(bringing.profile),
        "desk": desk_of(bringing.edition),
        "query": request.GET.urlencode(),
    }
    return render(request, "assessment/import_applications.html", context, status=422 if form.errors else 200)


def _take_in(request, bringing):
    try:
        content = base64.b64decode(request.POST.get("content", ""), validate=True)
    except ValueError as error:
        raise BadRequest from error
    shown = request.POST.get("shown", "")
    import_applications(**_said(bringing), name="applications.xlsx", content=content, shown=shown)
    count = int(request.POST["rows"]) if request.POST.get("rows", "").isdecimal() else 1
    words = ngettext("%(n)s application was taken in as a draft.", "%(n)s applications were taken in as drafts.", count)
    messages.success(request, words % {"n": count})
    return redirect(desk_of(bringing.edition).listing)


def _said(bringing) -> dict:
    given = {"edition": bringing.edition, "profile": bringing.profile, "received": bringing.received}
    return {"actor": bringing.actor, "at": bringing.at, **given}


def _bringing(request, scheme, edition) -> Bringing:
    """Who brings which sheet; not found where there is none, or where it is not theirs to bring."""
    edition, profile = round_or_404(scheme, edition), request.GET.get("field", "")
    intake = intake_of(edition)
    received = request.GET.get("as") == RECEIVED
    bringing = Bringing(request.user, timezone.now(), edition, profile, received)
    stands = [one for one in standings(bringing.on, scheme, edition.kind) if one.edition == edition]
    known = any(one.profile == profile and one.state in OPEN for one in stands)
    if intake is None or not known or (received and not intake.may_receive(bringing)):
        raise Http404
    return bringing


def _sheet(request, at, known, standing) -> dict:
    """One line of the choice: the field of an edition, and the addresses that this reader has."""
    edition, rules = standing.edition, compiled(standing.edition)
    profile = rules.profile(standing.profile)
    address = reverse("assessment:import_applications", args=[edition.scheme, edition.edition])
    field = f"?field={standing.profile}"
    officer = Bringing(request.user, at, edition, standing.profile, received=True, known=known)
    return {
        "title": pick(rules.title),
        "edition": edition.edition,
        "field": pick(profile.title) if profile else "",
        "mock": standing.mock,
        "own": f"{address}{field}" if known.organisations else "",
        "received": f"{address}{field}&as={RECEIVED}" if intake_of(edition).may_receive(officer) else "",
    }
