"""It is said in which city a service runs."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.catalogue.codes import code_of_city
from cityloop.catalogue.models import ServiceCity
from cityloop.catalogue.rules import may_change
from cityloop.catalogue.search import index


@action("catalogue.record_city")
def record_city(
    *, actor, at, service, city_en, country, operation, city_ko="", since_year=None, source="", simulated=False
):
    """Say how a service stands in a city. Its provider's people may; `actor=None` reads it from a public `source`.

    What was said of the same city before stays on record; the last word counts.
    """
    if actor and not may_change(actor, service, timezone.localdate(at)):
        raise not_yours()
    what = _("The city was not entered.")
    code = code_of_city(city_en)
    require(bool(code), what, _("Its English name has no Latin letter."), _("Write the English name, such as Busan."))
    now = timezone.localdate(at).year
    require(
        since_year is None or since_year <= now,
        what,
        _("%(year)s lies in the future.") % {"year": since_year},
        _("Enter the year in which it began, or leave it empty."),
    )
    said = {"city_en": city_en.strip(), "city_ko": city_ko.strip(), "country": country, "operation": operation}
    said |= {"since_year": since_year, "source": source, "simulated": simulated}
    last = service.cities.filter(country=country, code=code).order_by("at", "pk").last()
    require(
        last is None or any(getattr(last, name) != value for name, value in said.items()),
        what,
        _("Just this is said of %(city)s already.") % {"city": last.city if last else ""},
        _("Change what has changed, or look at the page of the service."),
    )
    ServiceCity.objects.create(service=service, code=code, person=actor, at=at, **said)
    if service.listed_at:
        index.changed(service)
    return done(service, code=service.code, city=code, country=country, operation=operation)
