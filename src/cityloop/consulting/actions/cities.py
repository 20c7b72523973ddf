"""Cities are entered, with what the public record says of them."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.consulting.models import City, CityRecord
from cityloop.consulting.rules import acts_for_city
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


@action("consulting.describe_city")
def describe_city(*, actor, at, city, **described):
    """Say what a city is like: population and its year, class, place, source. Its own people may.

    What was said before stays in the record of who did what.
    """
    if not acts_for_city(actor, city, timezone.localdate(at)):
        raise not_yours()
    city = City.objects.select_for_update().get(pk=city.pk)
    before = {name: getattr(city, name) for name in described if getattr(city, name) != described[name]}
    require(
        bool(before),
        _("Nothing was changed."),
        _("The profile says this already."),
        _("Change a figure, or go back."),
    )
    for name, value in described.items():
        setattr(city, name, value)
    city.save(update_fields=list(described))
    return done(city, code=city.code, before=before, now={name: described[name] for name in before})


@action("consulting.record_certification")
def record_certification(*, actor, at, city, year, event, source):
    """Record what the press reported about a city's certification; only an import of a public source does."""
    if actor:
        raise not_yours()
    record = CityRecord.objects.create(city=city, year=year, event=event, source=source, at=at)
    return done(record, city=city.code, year=year, event=event, source=source)
