"""What everybody may see: projects that were chosen, what came of each, and the lessons drawn."""

from django.core.paginator import Paginator
from django.shortcuts import render

from cityloop.calls.queries import awards as queries
from cityloop.calls.views.awards import TONES

PAGE = 25
LONGEST_QUESTION = 200


def projects(request):
    """Projects that were chosen and announced, the newest first."""
    page_obj = Paginator(queries.announced(), PAGE).get_page(request.GET.get("page"))
    rows = [(one, TONES.get(one.state, "")) for one in page_obj]
    return render(request, "calls/projects.html", {"page_obj": page_obj, "rows": rows})


def project(request, reference):
    """One project: who carries it out, what was awarded, where it stands, and what came of it."""
    award = queries.project_or_404(reference)
    agreement = getattr(award, "agreement", None)
    in_force = agreement is not None and agreement.in_force_at is not None
    context = {
        "award": award,
        "case": award.case,
        "tone": TONES.get(award.state, ""),
        "payee": queries.other_payee(award),
        "agreement": agreement if in_force else None,
        "milestones": list(agreement.milestones.all()) if in_force else [],
        "events": award.events.exclude(kind="begun"),
        "lessons": award.lessons.all(),
    }
    return render(request, "calls/project.html", context)


def lessons(request):
    """What was learned from projects, to be searched."""
    question = request.GET.get("q", "").strip()[:LONGEST_QUESTION]
    page_obj = Paginator(queries.lessons(question), PAGE).get_page(request.GET.get("page"))
    return render(request, "calls/lessons.html", {"page_obj": page_obj, "question": question})
