"""A provider enters a service and keeps what is said about it right."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, not_yours, refused_if_taken, require
from cityloop.catalogue.models import Service, ServiceField
from cityloop.catalogue.rules import may_change
from cityloop.catalogue.search import index
from cityloop.catalogue.versions import content_of, ended
from cityloop.organisations.queries import acts_for

DESCRIBED = (
    *("name_ko", "name_en", "summary_ko", "summary_en", "type", "operation", "countries", "start_year", "facts"),
    "source",
)


@action("catalogue.register_service")
def register_service(*, actor, at, code, provider, fields, simulated=False, **described):
    """Enter a service of `provider`; `described` are columns of `Service`, `fields` ids of fields.yaml.

    Its own people may; `actor=None` is an import of a public source, which is then named in `source`.
    """
    if actor and not (provider and acts_for(actor, provider, timezone.localdate(at))):
        raise not_yours()
    taken = Refused(
        _("The service was not registered."),
        _("There is a service with the code “%(code)s”.") % {"code": code},
        _("Open the existing service, or give this one another code."),
    )
    if Service.objects.filter(code=code).exists():
        raise taken
    with refused_if_taken(taken):
        service = Service.objects.create(
            code=code, provider=provider, simulated=simulated, registered_by=actor, registered_at=at, **described
        )
    ServiceField.objects.bulk_create(ServiceField(service=service, field=field) for field in dict.fromkeys(fields))
    return done(service, code=code, provider=provider.code if provider else "", fields=list(fields))


@action("catalogue.update_service")
def update_service(*, actor, at, service, revision, fields, **described):
    """Change what is said about a service, as its provider's people may. `revision` is the one the person has read.

    `described` are any of `DESCRIBED`; what was said before is kept as a version. What is certified stays certified:
    the certificate names what was assessed.
    """
    if not may_change(actor, service, timezone.localdate(at)):
        raise not_yours()
    service = Service.objects.select_for_update().get(pk=service.pk)
    require(
        service.revision == revision,
        _("Your changes were not saved."),
        _("Somebody has changed this service since you opened the form."),
        _("Open the form again, look at what is new, and enter your changes there."),
    )
    before = content_of(service, service.service_fields.values_list("field", flat=True))
    version = ended(service, before, actor, at)
    changed = sorted(name for name in DESCRIBED if name in described and getattr(service, name) != described[name])
    for name in changed:
        setattr(service, name, described[name])
    service.revision += 1
    service.save(update_fields=[*changed, "revision"])
    if _set_fields(service, list(dict.fromkeys(fields))):
        changed.append("fields")
    if changed:
        version.save()
    if service.listed_at:
        index.changed(service)
    return done(service, code=service.code, changed=changed)


def _set_fields(service: Service, fields: list[str]) -> bool:
    before = list(service.service_fields.values_list("field", flat=True))
    if before == fields:
        return False
    service.service_fields.all().delete()
    ServiceField.objects.bulk_create(ServiceField(service=service, field=field) for field in fields)
    return True
