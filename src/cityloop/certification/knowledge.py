"""What certification knows about services, told to the directory: marks by area, and what became of certificates."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cityloop.assessment.models import Outcome
from cityloop.assessment.queries import compiled
from cityloop.catalogue.models import Service
from cityloop.catalogue.shown import Fact, Issued, register_issuer, register_knowledge
from cityloop.certification.models import Certificate, CertificateEvent
from cityloop.language import pick


def register() -> None:
    """Tell the directory how to ask."""
    register_knowledge("judged", gettext_lazy("How it was judged"), judged)
    register_knowledge("certificates", gettext_lazy("What became of its certificates"), histories)
    register_issuer(issued)


def issued(services: Sequence[Service]) -> dict[int, Issued]:
    """Who certified each service that has a certificate, from when, and where it is read."""
    numbers = [service.certificate_number for service in services if service.certificate_number]
    found = Certificate.objects.filter(number__in=numbers) if numbers else ()
    return {one.service_id: Issued(one.issued_on, one.content.get("certifier") or {}, _page(one)) for one in found}


def judged(services: Sequence[Service], on: date) -> dict[int, list[Fact]]:
    """Points and marks by area of the newest certificate of each service, from the outcome that was decided on."""
    newest: dict[int, Certificate] = {}
    for one in _certificates(services).order_by("issued_on", "pk"):
        newest[one.service_id] = one
    digests = [one.content["outcome_sha256"] for one in newest.values()]
    outcomes = {
        row.case_id: row
        for row in Outcome.objects.filter(case__in=[one.case_id for one in newest.values()], digest__in=digests)
    }
    return {
        service: [_points(one), *_areas(one, outcomes[one.case_id])]
        for service, one in newest.items()
        if one.case_id in outcomes
    }


def histories(services: Sequence[Service], on: date) -> dict[int, list[Fact]]:
    """Every event of every certificate of each service, the newest first."""
    events = CertificateEvent.objects.filter(certificate__in=_certificates(services)).select_related("certificate")
    found: dict[int, list[Fact]] = {}
    for event in events.order_by("-at", "-pk"):
        certificate = event.certificate
        found.setdefault(certificate.service_id, []).append(
            Fact(event.get_kind_display(), certificate.number, date_format(event.at), href=_page(certificate))
        )
    return found


def _certificates(services: Sequence[Service]):
    found = Certificate.objects.filter(service__in=[service.pk for service in services])
    return found.select_related("case__edition")


def _points(certificate: Certificate) -> Fact:
    points = number_format(certificate.content["points"], 1)
    grade = _("grade %(grade)s") % {"grade": certificate.grade} if certificate.grade else ""
    simulated = bool(certificate.content.get("simulated"))
    return Fact(_("Points"), points, grade, href=_page(certificate), simulated=simulated)


def _areas(certificate: Certificate, outcome: Outcome) -> list[Fact]:
    titles = {area.id: pick(area.title) for area in compiled(certificate.case.edition).areas}
    shares = {id: area["share"] for id, area in (outcome.nodes.get("areas") or {}).items()}
    return [
        Fact(titles.get(id, id), _("%(share)s%% of its points") % {"share": round(share * 100)}, share=share)
        for id, share in shares.items()
        if share is not None
    ]


def _page(certificate: Certificate) -> str:
    return reverse("certification:certificate", args=[certificate.number])
