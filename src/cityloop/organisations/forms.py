"""What people say about the organisation that they act for, and officers about others."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cityloop.language import countries
from cityloop.organisations.models import Engagement, Organisation, OrganisationName, Person
from cityloop.organisations.naming import fold
from cityloop.organisations.queries import find_organisations


class OrganisationForm(forms.Form):
    """A new organisation, with its name in both languages."""

    name_ko = forms.CharField(label=_("Name in Korean"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200)
    code = forms.SlugField(
        label=_("Short name for addresses"),
        max_length=50,
        help_text=_("Small letters, digits and hyphens, e.g. daon-systems. It cannot be changed later."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Organisation.Kind.choices, widget=forms.RadioSelect)
    tier = forms.ChoiceField(
        label=_("Kind of local government"),
        required=False,
        choices=[("", _("It is no local government")), *Organisation.Tier.choices],
        help_text=_("It decides whether the city itself can be certified."),
    )
    country = forms.ChoiceField(label=_("Country"), choices=countries)

    def clean(self):
        given = super().clean()
        local = given.get("kind") == Organisation.Kind.LOCAL_GOVERNMENT
        if local and given.get("country") == "KR" and not given.get("tier"):
            self.add_error("tier", _("Choose which kind of local government it is."))
        return given

    def clean_code(self):
        return self.cleaned_data["code"].lower()


class TierForm(forms.Form):
    """Which kind of local government an organisation is."""

    tier = forms.ChoiceField(label=_("Kind of local government"), choices=Organisation.Tier.choices)


def one_organisation(text: str):
    """The one organisation that goes by a name or code; a sentence for the form where there is none, or several."""
    found = list(find_organisations(text)[:30])
    exact = [one for one in found if text.strip().casefold() == one.code or fold(text) in (one.key_ko, one.key_en)]
    chosen = exact if len(exact) == 1 else found
    if not chosen:
        raise forms.ValidationError(_("No organisation here has or had this name. Enter it first."))
    if len(chosen) > 1:
        codes = ", ".join(one.code for one in chosen[:5])
        raise forms.ValidationError(
            _("More than one organisation goes by this name: use the code of one of %(codes)s."),
            params={"codes": codes},
        )
    return chosen[0]


class OrganisationField(forms.CharField):
    """An organisation, typed by any name that it has or had, or by its code."""

    def clean(self, value):
        text = super().clean(value)
        return one_organisation(text) if text else None


class RecordForm(forms.Form):
    """From when until when something was so, and where it is known from."""

    since = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date", "width": "m"})
    )
    until = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date", "width": "m"})
    )
    source = forms.CharField(
        label=_("Known from"), max_length=200, help_text=_("A register, a publication, or what the person told.")
    )


class NameForm(RecordForm):
    """A further name of an organisation."""

    kind = forms.ChoiceField(label=_("Kind"), choices=OrganisationName.Kind.choices)
    name = forms.CharField(label=_("Name"), max_length=200, help_text=_("As it is printed, in its own script."))
    field_order = ("kind", "name", "since", "until", "source")


class TieForm(RecordForm):
    """Another organisation that it belongs to, that belongs to it, or that is the same."""

    RELATIONS = (
        ("parent", _("is its parent")),
        ("child", _("is its subsidiary")),
        ("same", _("is the same organisation, entered twice")),
    )
    other = OrganisationField(label=_("Other organisation"), max_length=200, help_text=_("Any name, or its code."))
    relation = forms.ChoiceField(label=_("The other one"), choices=RELATIONS)
    field_order = ("other", "relation", "since", "until", "source")


class EmploymentForm(RecordForm):
    """A person who works or worked there."""

    person = forms.EmailField(label=_("Mail address of the person"))
    field_order = ("person", "since", "until", "source")

    def clean_person(self):
        found = Person.objects.filter(email__iexact=self.cleaned_data["person"]).first()
        if found is None:
            raise forms.ValidationError(_("Nobody has an account with this address."))
        return found


class EngagementForm(RecordForm):
    """For whom somebody worked, or on which service."""

    kind = forms.ChoiceField(label=_("Kind of work"), choices=Engagement.Kind.choices)
    client = OrganisationField(
        label=_("For which organisation"), required=False, max_length=200, help_text=_("Any name, or its code.")
    )
    service = forms.CharField(
        label=_("On which service"),
        required=False,
        max_length=80,
        help_text=_("Its code in the directory; empty where it is not known, which then counts for every matter."),
    )
    field_order = ("kind", "client", "service", "since", "until", "source")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["since"].required = True


class CorrectionForm(EngagementForm):
    """What it really was, and why the record was wrong."""

    reason = forms.CharField(label=_("Why the record was wrong"), max_length=500)
    field_order = (*EngagementForm.field_order, "reason")


class EndForm(forms.Form):
    """Until when something lasted."""

    until = forms.DateField(label=_("Until"), widget=forms.DateInput(attrs={"type": "date", "width": "m"}))
    source = forms.CharField(label=_("Known from"), max_length=200)


class SettleForm(forms.Form):
    """Which record of the page is meant."""

    what = forms.ChoiceField(choices=[(one, one) for one in ("name", "tie", "employment")], widget=forms.HiddenInput)
    record = forms.IntegerField(min_value=1, max_value=2**31, widget=forms.HiddenInput)


class RetractForm(forms.Form):
    """Why a record counts no more."""

    reason = forms.CharField(label=_("Why it is wrong"), max_length=500)
