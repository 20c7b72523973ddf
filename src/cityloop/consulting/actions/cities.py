"""Cities are entered, with what the public record says of them."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.consulting.models import City, CityRecord
from cityloop.organisations.queries import acts_for


@action("consulting.register_city")
def register_city(*, actor, at, code, organisation=None, **described):
    """Enter a city; `described` are columns of `City`, `organisation` is who acts for it.

    That organisation's own people may; `actor=None` is an import of a public source, which is named in `source`.
    """
    if actor and not (organisation and acts_for(actor, organisation, timezone.localdate(at))):
        raise not_yours()
    require(
        not City.objects.filter(code=code).exists(),
        _("The city was not registered."),
        _("There is a city with the code “%(code)s”.") % {"code": code},
        _("Open the existing city, or choose another code."),
    )
    city = City.objects.create(code=code, organisation=organisation, registered_at=at, **described)
    return done(city, code=code, organisation=organisation.code if organisation else "")


@action("consulting.record_certification")
def record_certification(*, actor, at, city, year, event, source):
    """Record what the press reported about a city's certification; only an import of a public source does."""
    if actor:
        raise not_yours()
    record = CityRecord.objects.create(city=city, year=year, event=event, source=source, at=at)
    return done(record, city=city.code, year=year, event=event, source=source)
