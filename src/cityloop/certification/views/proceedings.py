"""Proceedings after the decision: the list, the page of each, and its steps."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from cityloop.assessment.files import Damaged, read
from cityloop.certification.models import FiledPaper, Proceeding
from cityloop.certification.parties import roles_in
from cityloop.certification.queries import proceedings as queries
from cityloop.certification.views.frame import attempted
from cityloop.certification.views.proceeding_steps import OF_ANY_KIND, STEPS
from cityloop.certification.workflow import PROCEEDINGS

PAGE = 25
TONES = {
    "withdrawn": "bad",
    "suspended": "warn",
    "correcting": "warn",
    "upheld": "good",
    "conforming": "good",
    "settled": "good",
    "no_effect": "good",
    "reissued": "good",
    **dict.fromkeys(("closed", "dismissed", "taken_back", "cancelled", "planned", "answered"), ""),
}


def on_proceeding(view):
    """Make a view of one proceeding: found among those the person may see, else 404."""

    @login_required
    @wraps(view)
    def run(request, reference, **values):
        on = timezone.localdate()
        found = queries.proceeding_or_404(request.user, on, reference)
        request.roles = roles_in(found, request.user, on)
        return view(request, found, **values)

    return run


@login_required
def proceedings(request):
    """The proceedings that the reader may see, those under way first chosen."""
    kind = request.GET.get("kind", "")
    kind = kind if kind in Proceeding.Kind.values else ""
    everything = request.GET.get("all") == "1"
    found = queries.proceedings(request.user, timezone.localdate(), kind, open_only=not everything)
    page_obj = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = [(row, queries.subject_of(row), *_state(row)) for row in page_obj]
    context = {"page_obj": page_obj, "rows": rows, "kind": kind, "kinds": Proceeding.Kind, "everything": everything}
    return render(request, "certification/proceedings.html", context)


@on_proceeding
def proceeding(request, found):
    """Where it stands, what the reader may do now, and every step so far with its papers."""
    events = list(found.events.select_related("person").prefetch_related("papers"))
    return page(
        request,
        found,
        "proceeding",
        steps=[(row, STEPS[found.kind, row.action]) for row in queries.possible(found, request.roles)],
        events=[(event, queries.label_of(found, event.action)) for event in events],
        turn=queries.turn_of(found, timezone.localdate()),
    )


@on_proceeding
def step(request, found, action):
    """One step: what follows from it, what it asks, and then it is done. Where it is over, back to the proceeding."""
    row = next((one for one in queries.possible(found, request.roles) if one.action == action), None)
    given = STEPS.get((found.kind, action))
    if given is None:
        raise Http404
    if row is None and request.method == "GET":
        messages.info(request, _("This step is over, or not open yet. Here is where it stands."))
        return redirect("certification:proceeding", found.reference)
    label = queries.label_of(found, action)
    form = given.form(request.POST or None, request.FILES or None, label=given.label, proceeding=found)
    if form.is_valid():
        keyword = "proceeding" if action in OF_ANY_KIND else found.kind
        call = {"actor": request.user, "at": timezone.now(), keyword: found, **given.fixed}
        if attempted(form, lambda: given.act(**call, **form.values())):
            messages.success(request, _("Done: %(step)s.") % {"step": label})
            return redirect("certification:proceeding", found.reference)
    return page(request, found, "proceeding_step", form=form, label=label, given=given)


@on_proceeding
def paper(request, found, pk):
    """A paper as it was handed in; one whose stored file no longer has its hash is not handed out."""
    row = FiledPaper.objects.filter(pk=pk, event__proceeding=found.pk).first()
    if row is None:
        raise Http404
    try:
        content = read(row.sha256)
    except Damaged as damaged:
        raise Http404 from damaged
    response = HttpResponse(content, content_type=row.media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=row.name)
    response["Cache-Control"] = "private, no-store"
    return response


def page(request, found, template, **more):
    """Render a page of a proceeding; a form that was refused answers with 422."""
    form = more.get("form")
    label, tone = _state(found)
    context = {
        "proceeding": found,
        "subject": queries.subject_of(found),
        "state": label,
        "tone": tone,
        "groups": [{"title": found.reference, "links": _side(found)}],
        **more,
    }
    status = 422 if form is not None and form.is_bound and form.errors else 200
    return render(request, f"certification/{template}.html", context, status=status)


def _state(found) -> tuple[str, str]:
    return PROCEEDINGS[found.kind].label(found.state), TONES.get(found.state, "ours")


def _side(found):
    links = [(_("Overview"), reverse("certification:proceeding", args=[found.reference]))]
    if found.certificate:
        links.append((_("Certificate"), reverse("certification:certificate", args=[found.certificate.number])))
    links.append((_("All proceedings"), reverse("certification:proceedings")))
    return [{"label": label, "href": href} for label, href in links]
