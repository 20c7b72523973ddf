"""What everybody reads: the schemes with every criterion, the certificates, and the check."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.models import Case
from cityloop.assessment.queries import compiled, notices, standings
from cityloop.assessment.queries.matrix import areas_of, matrix_of
from cityloop.certification import queries
from cityloop.certification.appealing import appealable
from cityloop.certification.models import Certificate
from cityloop.certification.papers import may_be_printed
from cityloop.certification.parties import roles_about
from cityloop.certification.piloting import pilot_address
from cityloop.certification.qr import qr
from cityloop.certification.standing import standing_of
from cityloop.certification.views.checking import check_page
from cityloop.certification.views.credential import taken_along
from cityloop.organisations.queries import organisations_of

PAGE = 25
ROUNDS = 3
LONGEST_QUESTION = 100
STATUSES = Certificate.Status
ABOUT = (Case.About.SERVICE, Case.About.ORGANISATION)


def home(request):
    """Schemes and where they stand, how a certification goes, and what became of the cases so far."""
    on = timezone.localdate()
    at = timezone.now()
    context = {
        "schemes": queries.schemes(on),
        "rounds": [(one, one.standing(at), one.days_left(at)) for one in notices().filter(open_until__gt=at)],
        "latest": list(queries.certificates()[:5]),
        "applies": organisations_of(request.user, on).exists(),
    }
    return render(request, "certification/home.html", context)


def scheme(request, scheme, edition):
    """One edition in full: every criterion by area with its question, reason, anchors, weight, evidence and sources."""
    found = queries.edition_or_404(scheme, edition)
    on = timezone.localdate()
    rules = compiled(found)
    at = timezone.now()
    profile = request.GET.get("field", "")
    if profile and rules.profile(profile) is None:
        raise Http404
    context = {
        "edition": found,
        "rules": rules,
        "profile": profile,
        "areas": [(area, rules.criteria_of(profile=profile or None, area=area.id)) for area in rules.areas],
        "count": len(rules.criteria_of(profile=profile or None)),
        "standings": [one for one in standings(on, scheme) if one.edition == found],
        "states": queries.stages_of(found, rules, on),
        "by_field": queries.by_field(scheme, rules, on),
        "scheme_id": scheme,
        "examined_by": rules.reexamination and rules.reexamination.due_after(on),
        "rounds": [(one, one.standing(at), one.days_left(at)) for one in notices(scheme)[:ROUNDS]],
    }
    return render(request, "certification/scheme.html", context)


def certificates(request):
    """Every certificate, by status and words."""
    on = timezone.localdate()
    status, text = request.GET.get("status", ""), _words(request)
    status = status if status in STATUSES.values else ""
    about = request.GET.get("about", "")
    about = about if about in ABOUT else ""
    found = queries.certificates(status, on, text=text, about=about)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    kinds = (("", _("Services and cities")), ("service", _("Services")), ("organisation", _("Cities")))
    rows = [(certificate, STATUSES(queries.status_on(certificate, on))) for certificate in page]
    context = {
        "page_obj": page,
        "rows": rows,
        "status": status,
        "text": text,
        "statuses": STATUSES,
        "about": about,
        "kinds": kinds,
    }
    return render(request, "certification/certificates.html", context)


def certificate(request, number):
    """What is certified, whether it holds today, and the way from there down to the marks."""
    on = timezone.localdate()
    found = queries.certificates().filter(number=number).first()
    if found is None:
        raise Http404
    case = found.case
    outcome = case.outcomes.last()
    events = list(found.events.select_related("suspension"))
    standing = standing_of(found, events, on)
    cause = events[standing.by] if standing.by is not None else None
    address = request.build_absolute_uri(reverse("certification:certificate", args=[number]))
    context = {
        "certificate": found,
        "case": case,
        "rules": compiled(case.edition),
        "profile": compiled(case.edition).profile(case.profile),
        "ranked": next((one for one in compiled(case.edition).classes if one.id == found.content.get("class")), None),
        "status": STATUSES(standing.status),
        "areas": areas_of(case, outcome),
        "matrix": matrix_of(case, outcome, named=False),
        "outcome": outcome,
        "committee": queries.committee(found),
        "events": events,
        "reissues": list(found.reissues.all()),
        "standing": standing,
        "cause": cause,
        "appeal_against": appealable(certificate=found) if request.user.is_authenticated else None,
        "roles": roles_about(found, request.user, on),
        "open_withdrawal": found.proceedings.filter(kind="withdrawal", closed_at=None).first(),
        "qr": qr(address, _("QR code of this page")),
        "printed": may_be_printed(found),
        "pilot_address": pilot_address(found, request.user, on),
        **taken_along(request, found, address),
    }
    return render(request, "certification/certificate.html", context)


def withdrawn(request):
    """Certificates that were withdrawn, the latest first, each with its reason: published as Art. 17(3) asks."""
    page = Paginator(queries.withdrawn(), PAGE).get_page(request.GET.get("page"))
    return render(request, "certification/withdrawn.html", {"page_obj": page})


def check(request):
    """Is this number or this sha256 a certificate of ours, and does it hold today?"""
    text = _words(request)
    finding = queries.check(text, timezone.localdate()) if text else None
    return check_page(request, text=text, finding=finding)


def _words(request) -> str:
    """What was asked: no longer than a number or a digest, and without NUL, which no database takes."""
    return request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_QUESTION]
