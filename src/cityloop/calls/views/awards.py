"""Awards and what follows: the list, the page of each, and its steps."""

from dataclasses import dataclass
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.queries import compiled
from cityloop.audit.refusal import Refused
from cityloop.calls import awarding_steps
from cityloop.calls.advising import advised_by
from cityloop.calls.models import Award
from cityloop.calls.piloting import pilot_address
from cityloop.calls.queries import awards as queries
from cityloop.ledger import queries as ledger

PAGE = 25
TONES = {"offered": "info", "agreed": "ours", "completed": "good", "terminated": "bad", "declined": ""}


@dataclass(frozen=True)
class Row:
    """A line of the list of awards."""

    award: Award
    tone: str
    accepted: int
    every: int
    due: object
    late: bool


def on_award(view):
    """Make a view of one award: found among those the person may see, else 404."""

    @login_required
    @wraps(view)
    def run(request, reference, **values):
        on = timezone.localdate()
        award = queries.award_or_404(request.user, on, reference)
        request.part = queries.part_of(request.user, award, on)
        return view(request, award, **values)

    return run


@login_required
def awards(request):
    """The awards that the reader may see, the newest first."""
    on = timezone.localdate()
    page_obj = Paginator(queries.visible_to(request.user, on), PAGE).get_page(request.GET.get("page"))
    found = list(page_obj)
    done, due = queries.progress(found), queries.next_due(found)
    rows = [_row(one, done.get(one.pk, (0, 0)), due.get(one.pk), on) for one in found]
    return render(request, "calls/awards.html", {"page_obj": page_obj, "rows": rows})


@on_award
def award(request, award):
    """Where an award stands: what the reader may do now, its time line, milestones, notes and money."""
    agreement = getattr(award, "agreement", None)
    on = timezone.localdate()
    return page(
        request,
        award,
        "award",
        steps=awarding_steps.open_steps(award, request.part, on),
        agreement=agreement,
        payee=queries.other_payee(award),
        texts=queries.texts_of(award),
        milestones=list(agreement.milestones.all()) if agreement and agreement.in_force_at else [],
        events=award.events.select_related("person"),
        notes=award.notes.select_related("person"),
        lessons=award.lessons.all(),
        closing_due=queries.closing_due(award),
        closing=queries.reports_of(award).first(),
        accounts=ledger.about(f"calls.award:{award.case.reference}") if award.account_id else [],
        on=on,
        call_events=compiled(award.case.edition).events,
        pilot_address=pilot_address(award, request.user, on),
        consulting=advised_by(award, request.user, on),
    )


@on_award
def step(request, award, step):
    """One step: what follows from it, what it asks, and then it is done."""
    given = awarding_steps.STEPS.get(step)
    if given is None or not awarding_steps.is_theirs(given, request.part):
        raise Http404
    open_now = given in awarding_steps.open_steps(award, request.part, timezone.localdate())
    if not open_now and request.method == "GET":
        messages.info(request, _("This step is over, or not open yet. Here is where the award stands."))
        return redirect("calls:award", award.case.reference)
    if not open_now and not hasattr(award, "agreement") and given.needs_agreement:
        raise Http404
    form = given.form(request.POST or None, award=award)
    call = {"actor": request.user, "at": timezone.now(), "award": award}
    if form.is_valid() and attempted(form, lambda: given.act(**call, **form.values())):
        messages.success(request, _("Done: %(step)s.") % {"step": given.label})
        return redirect("calls:award", award.case.reference)
    return page(request, award, "award_step", form=form, step=given)


def attempted(form, act) -> bool:
    """Run an action for a form; a refusal becomes the form's error, so that nothing typed is lost."""
    try:
        act()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def page(request, award, template, **more):
    """Render a page of an award; a form that was refused answers with 422."""
    form = more.get("form")
    context = {
        "award": award,
        "case": award.case,
        "part": request.part,
        "tone": TONES.get(award.state, ""),
        "groups": [{"title": award.case.reference, "links": _side(award)}],
        **more,
    }
    status = 422 if form is not None and form.is_bound and form.errors else 200
    return render(request, f"calls/{template}.html", context, status=status)


def _side(award):
    reference = award.case.reference
    pages = [(_("Overview"), reverse("calls:award", args=[reference]))]
    if award.account_id:
        pages.append((_("Account"), reverse("ledger:account", args=[award.account.number])))
    if award.announced_at and award.state != Award.State.DECLINED:
        pages.append((_("Public page"), reverse("calls:project", args=[reference])))
    pages.append((_("All awards"), reverse("calls:awards")))
    return [{"label": label, "href": href} for label, href in pages]


def _row(award, progress, due, on) -> Row:
    return Row(award, TONES.get(award.state, ""), *progress, due, bool(due and due.due_on < on))
