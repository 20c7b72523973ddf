"""What is filled in about a pilot: its opening, places, partners, conditions, steps and closing report."""

import csv
import io
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cityloop.livinglabs.asked import pilot_rules
from cityloop.livinglabs.models import Partner, Site
from cityloop.organisations.queries import find_organisations

DAY = {"type": "date", "width": "m"}
LONG = {"rows": 4}
MOST_SITES = 500


def _day(label, required=True, hint=""):
    return forms.DateField(label=label, required=required, help_text=hint, widget=forms.DateInput(attrs=DAY))


def _words(label, hint="", required=True, most=4000):
    widget = forms.Textarea(attrs=LONG)
    return forms.CharField(label=label, help_text=hint, required=required, max_length=most, widget=widget)


class OpenPilotForm(forms.Form):
    """A pilot, as it is opened."""

    code = forms.SlugField(
        label=_("Code"), max_length=50, help_text=_("For its address: small letters, digits and hyphens.")
    )
    title_ko = forms.CharField(label=_("Title in Korean"), max_length=200)
    title_en = forms.CharField(label=_("Title in English"), max_length=200)
    question_ko = _words(_("Question in Korean"), _("What is to be known afterwards, as one question."))
    question_en = _words(_("Question in English"))
    city_ko = forms.CharField(label=_("City in Korean"), max_length=100)
    city_en = forms.CharField(label=_("City in English"), max_length=100)
    country = forms.RegexField(
        r"^[A-Z]{2}$", label=_("Country"), help_text=_("Two letters, e.g. KR"), widget=forms.TextInput({"width": "s"})
    )
    zone = forms.CharField(
        label=_("Time zone"), max_length=40, initial="Asia/Seoul", help_text=_("e.g. Asia/Seoul, Europe/Madrid")
    )
    service_version = forms.CharField(label=_("Version of the service"), max_length=60, required=False)
    began_on = _day(_("Begins"))
    ends_on = _day(_("Ends"), required=False)

    def clean_zone(self):
        zone = self.cleaned_data["zone"]
        if zone not in available_timezones():
            raise forms.ValidationError(_("There is no such time zone."))
        return zone


class SitesForm(forms.Form):
    """Places, one a line."""

    sites = forms.CharField(
        label=_("Places, one a line"),
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "Name in the measurements, name in Korean, name in English, treated or comparison, latitude, longitude:"
            " e.g. 35, 카르멘 광장, Plaza del Carmen, treated, 40.4192, -3.7032"
        ),
    )

    def clean_sites(self):
        """Rows as columns of `Site`."""
        lines = csv.reader(io.StringIO(self.cleaned_data["sites"]), skipinitialspace=True)
        rows = [(number, [cell.strip() for cell in row]) for number, row in enumerate(lines, 1) if any(row)]
        if len(rows) > MOST_SITES:
            raise forms.ValidationError(_("At most %(n)s places at a time."), params={"n": MOST_SITES})
        found = [_site(number, row) for number, row in rows]
        if len({one["code"] for one in found}) < len(found):
            raise forms.ValidationError(_("One name in the measurements comes twice."))
        return found


def _site(number: int, row: list[str]) -> dict:
    if len(row) not in (4, 6) or not row[0] or row[3] not in Site.Role.values:
        raise forms.ValidationError(
            _("Line %(line)s: name, name in Korean, name in English, then treated, comparison or left_out."),
            params={"line": number},
        )
    try:
        place = [float(one) for one in row[4:]] or [None, None]
    except ValueError as error:
        raise forms.ValidationError(
            _("Line %(line)s: latitude and longitude are numbers."), params={"line": number}
        ) from error
    if place[0] is not None and not (-90 <= place[0] <= 90 and -180 <= place[1] <= 180):
        raise forms.ValidationError(_("Line %(line)s: there is no such place."), params={"line": number})
    names = {"code": row[0][:80], "name_ko": row[1][:120], "name_en": row[2][:120], "role": row[3]}
    return {**names, "latitude": place[0], "longitude": place[1]}


class PartnerForm(forms.Form):
    """An organisation by its name or code, and as what it takes part."""

    organisation = forms.CharField(label=_("Organisation"), max_length=200, help_text=_("Its name or its code."))
    part = forms.ChoiceField(label=_("Takes part as"), choices=Partner.Part.choices)

    def clean_organisation(self):
        text = self.cleaned_data["organisation"].strip()
        found = list(find_organisations(text)[:20])
        exact = [one for one in found if text in (one.code, one.name_ko, one.name_en)]
        found = exact or found
        if len(found) != 1:
            names = ", ".join(f"{one} ({one.code})" for one in found[:5]) or _now("none")
            raise forms.ValidationError(_("Found: %(names)s. Give one name or code."), params={"names": names})
        return found[0]


class ConditionForm(forms.Form):
    """How a condition is met."""

    asked = forms.ChoiceField(label=_("Condition"))
    statement = _words(_("How it is met"))
    since = _day(_("Holds from"))
    until = _day(_("Holds until"), required=False, hint=_("Needed for insurance."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["asked"].choices = [(one.id, one.title) for one in pilot_rules().conditions.values()]


class MoveForm(forms.Form):
    """A step of a pilot, and the day it was taken."""

    on = _day(_("Day"))
    reason = _words(_("Reason"), _("Needed for a halt."), required=False)


class ClosingForm(forms.Form):
    """An answer to each question of the law."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for one in pilot_rules().closing.values():
            self.fields[one.id] = _words(f"{one.title}: {one.asks}")
