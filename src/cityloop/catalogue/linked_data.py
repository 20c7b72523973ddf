"""A service in the words of schema.org, for other people's programs."""

from collections.abc import Callable, Sequence

from django.urls import reverse
from django.utils.translation import override

from cityloop.catalogue.models import Service, ServiceCity
from cityloop.catalogue.shown import Issued
from cityloop.catalogue.trials import Measured, Trial
from cityloop.catalogue.vocabulary import fields

CONTEXT = "https://schema.org"
LANGUAGES = ("ko", "en")
STATUS = {"valid": "CertificationActive", "suspended": "CertificationInactive", "withdrawn": "CertificationInactive"}


def described(
    service: Service,
    state: str,
    absolute: Callable[[str], str],
    issued: Issued | None = None,
    cities: Sequence[ServiceCity] = (),
    trials: Sequence[Trial] = (),
) -> dict:
    """The service as a schema.org `Service`; texts carry their language, what is not known is left out.

    `absolute` makes an address out of a path; `issued` says who certified it, `cities` where it runs, `trials` what
    was measured.
    """
    with override("en"):
        address = absolute(reverse("catalogue:service", args=[service.code]))
    titles = [fields()[row.field] for row in service.service_fields.all() if row.field in fields()]
    content = {
        "@context": CONTEXT,
        "@type": "Service",
        "@id": address,
        "url": address,
        "identifier": service.code,
        "name": _texts(service.name_ko, service.name_en),
        "description": _texts(service.summary_ko, service.summary_en),
        "category": [text for title in titles for text in _texts(title["ko"], title["en"])],
        "serviceType": service.type,
        "provider": _provider(service.provider),
        "areaServed": [
            *({"@type": "Country", "identifier": code} for code in service.country_codes),
            *map(_city, cities),
        ],
        "hasCertification": _certification(service, state, issued, absolute),
        "subjectOf": [_dataset(one, one.measured, absolute) for one in trials if one.measured],
        "isBasedOn": service.source,
        "disambiguatingDescription": "Simulated: made up for a demonstration." if service.simulated else "",
    }
    return {name: value for name, value in content.items() if value}


def _texts(ko: str, en: str) -> list[dict]:
    return [{"@value": text, "@language": language} for text, language in zip((ko, en), LANGUAGES, strict=True) if text]


def _provider(provider) -> dict | None:
    return provider and {"@type": "Organization", "name": _texts(provider.name_ko, provider.name_en)}


def _city(one: ServiceCity) -> dict:
    return {
        "@type": "City",
        "name": _texts(one.city_ko, one.city_en),
        "containedInPlace": {"@type": "Country", "identifier": one.country},
    }


def _dataset(trial: Trial, effect: Measured, absolute) -> dict:
    """What a test measured: the effect with the ends of its interval, and the calculation for downloading."""
    interval = {"minValue": effect.low, "maxValue": effect.high}
    return {
        "@type": "Dataset",
        "url": absolute(trial.address),
        "name": _texts(**trial.title),
        "description": _texts(**effect.sentence),
        "creativeWorkStatus": "Simulated" if trial.simulated else "Published",
        "variableMeasured": {
            "@type": "PropertyValue",
            "name": f"Effect on {effect.outcome}",
            "unitText": effect.unit,
            "value": effect.estimate,
            **{name: value for name, value in interval.items() if value is not None},
            "measurementTechnique": _texts(**effect.method),
        },
        "distribution": {
            "@type": "DataDownload",
            "contentUrl": absolute(effect.address),
            "encodingFormat": "application/json",
        },
    }


def _certification(service: Service, state: str, issued: Issued | None, absolute) -> dict | None:
    if not service.certificate_number:
        return None
    certification = {
        "@type": "Certification",
        "certificationIdentification": service.certificate_number,
        "certificationStatus": f"https://schema.org/{STATUS.get(state, 'CertificationInactive')}",
    }
    if service.certified_until:
        certification["expires"] = service.certified_until.isoformat()
    if issued:
        certification |= {"validFrom": issued.on.isoformat(), "url": absolute(issued.address)}
        if names := _texts(issued.issuer.get("ko", ""), issued.issuer.get("en", "")):
            certification["issuedBy"] = {"@type": "Organization", "name": names}
    return certification
