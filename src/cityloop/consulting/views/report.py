"""The plan report: made from a roadmap, and taken away as PDF, Hangul or Word file in either language."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from cityloop.assessment.views.printing import PRINTED, printed
from cityloop.consulting.actions import make_report
from cityloop.consulting.queries.reports import reports_visible_to
from cityloop.consulting.report import thawed
from cityloop.consulting.views.consultation import own_city
from cityloop.consulting.views.roadmap import roadmap_or_404


@login_required
@require_POST
def make(request, code, version):
    """Write the report from this roadmap."""
    roadmap, _context = roadmap_or_404(request, code, version)
    base = request.build_absolute_uri("/").rstrip("/")
    make_report(actor=request.user, at=timezone.now(), roadmap=roadmap, base=base)
    return redirect("consulting:roadmap", code, version)


@login_required
def download(request, code, number, language, kind):
    """The report in one language as one kind of file; always the same bytes."""
    city, _context = own_city(request, code)
    if kind not in PRINTED or language not in dict(settings.LANGUAGES):
        raise Http404
    visible = reports_visible_to(request.user, timezone.localdate()).filter(consultation__city=city)
    found = get_object_or_404(visible, pk=number)
    paper = thawed(found.papers[language], foot=f"sha256 {found.digest}")
    return printed(paper, kind, f"{paper.number}.{language}")
