"""A room above tells this one that a city was awarded a plan: its consultation opens."""

from babel.languages import get_official_languages
from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import require
from cityloop.consulting.actions.cities import register_city
from cityloop.consulting.actions.consultation import open_consultation
from cityloop.consulting.models import City
from cityloop.consulting.queries.consultations import city_of, under_way


@action("consulting.open_for_award")
def open_for_award(*, actor, at, organisation, languages, follows, simulated=False):
    """Open the consultation of the city that an organisation acts for, which is entered where it is not known yet.

    `languages` are those that the call can be held in: the city's own is taken where it is among them, else the
    first. A consultation that is under way goes on, and nothing is opened beside it.
    """
    require(bool(languages), _("No consultation was opened."), _("The call names no language."), _("Mend its file."))
    city = city_of(organisation) or _entered(organisation, at, follows, simulated)
    found = under_way(city)
    if found is None:
        values = {"language": language_for(city.country, languages), "follows": follows, "simulated": simulated}
        found = open_consultation(actor=None, at=at, city=city, **values)
    return done(found, city=city.code, follows=follows, language=found.language)


def language_for(country: str, languages) -> str:
    """The first official language of a country that is among those offered, else the first offered.

    >>> language_for("KR", ("en", "ko")), language_for("KE", ("ko", "en")), language_for("VN", ("en", "ko"))
    ('ko', 'en', 'en')
    """
    own = get_official_languages(country, de_facto=True)
    return next((one for one in own if one in languages), languages[0])


def _entered(organisation, at, follows, simulated) -> City:
    taken = City.objects.filter(code=organisation.code).exists()
    return register_city(
        actor=None,
        at=at,
        code=f"{organisation.code}-{organisation.pk}" if taken else organisation.code,
        organisation=organisation,
        name_ko=organisation.name_ko,
        name_en=organisation.name_en,
        country=organisation.country,
        region=City.Region.ELSEWHERE,
        source=follows,
        simulated=simulated,
    )
