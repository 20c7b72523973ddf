"""Before a case is there: what may apply, what it would have to bring, and the draft that opens."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.models import Case, EditionState
from cityloop.assessment.queries import compiled, notices, standings
from cityloop.catalogue.models import Service
from cityloop.certification.actions import open_case
from cityloop.certification.forms import StartForm
from cityloop.certification.queries.self_check import self_checks
from cityloop.certification.views.frame import attempted
from cityloop.language import pick
from cityloop.organisations.queries import organisations_of

OPEN = (EditionState.State.IN_FORCE, EditionState.State.MOCK)
SERVICE, ORGANISATION = Case.About.SERVICE, Case.About.ORGANISATION


@login_required
def start(request):
    """Choose a service, or one's organisation itself, and what it applies for."""
    on = timezone.localdate()
    subjects = _subjects(request.user, on)
    kinds = {about for about, _key in subjects}
    standing = [one for one in _standings(timezone.now(), on) if one[0] in kinds]
    choices = [(about, f"{about}-{key}", str(one)) for (about, key), one in subjects.items()]
    form = StartForm(request.POST or None, subjects=choices, standings=standing)
    opened = []
    if form.is_valid() and attempted(form, lambda: opened.append(_open(request, subjects, form.cleaned_data))):
        return redirect("assessment:dossier", opened[0].reference)
    context = {"form": form, "subjects": subjects}
    return render(request, "certification/start.html", context, status=422 if form.errors else 200)


@login_required
def self_check(request):
    """May my service, or my organisation itself, apply, and what would it bring? Nothing is opened by asking."""
    on = timezone.localdate()
    subjects = _subjects(request.user, on)
    chosen = request.GET.get("subject", "")
    about, _dash, key = chosen.partition("-")
    subject = subjects.get((about, key))
    if chosen and subject is None:
        raise Http404
    checks = []
    if subject:
        applicant, service = _parties(about, subject)
        checks = self_checks(applicant, service, timezone.now(), on)
    options = [(f"{about}-{key}", one) for (about, key), one in subjects.items()]
    context = {"subjects": options, "chosen": chosen, "checks": checks}
    return render(request, "certification/self_check.html", context)


def _subjects(user, on) -> dict:
    """What somebody may apply for, by what it is and its code: their services, then their organisations."""
    ours = organisations_of(user, on)
    services = Service.objects.filter(provider__in=ours).select_related("provider").prefetch_related("service_fields")
    found = {(SERVICE.value, one.code): one for one in services}
    return found | {(ORGANISATION.value, one.code): one for one in ours}


def _parties(about, subject):
    """The organisation that applies, and the service where it is about one."""
    return (subject.provider, subject) if about == SERVICE else (subject, None)


def _open(request, subjects, given):
    about, _dash, key = given["subject"].partition("-")
    scheme, _slash, profile = given["scheme"].partition("/")
    subject = subjects[about, key]
    step = {"actor": request.user, "at": timezone.now(), "scheme": scheme, "profile": profile}
    return open_case(**step, **{about: subject}, simulated=subject.simulated)


def _standings(at, on):
    """What an application can be opened for now, as what it is about, key and label."""
    rounds = list(notices().filter(opens_at__lte=at, open_until__gt=at))
    for one in standings(on):
        rules = compiled(one.edition)
        notice = next((n for n in rounds if n.edition_id == one.edition.pk and n.covers(one.profile)), None)
        if one.state not in OPEN or (rules.by_notice and notice is None):
            continue
        profile = rules.profile(one.profile)
        name = f"{one.edition.title} {one.edition.edition}" + (f" · {pick(profile.title)}" if profile else "")
        mock = " · " + _("mock certification") if one.mock else ""
        round_ = f" · {notice.number}" if notice else ""
        yield rules.about, f"{one.edition.scheme}/{one.profile}", name + mock + round_
