"""What the operating body records about people of the pool."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import Case
from cityloop.catalogue.models import Service
from cityloop.organisations.models import Engagement, Organisation


class EngagementForm(forms.Form):
    """For whom somebody worked, or on which service."""

    kind = forms.ChoiceField(label=_("Kind of work"), choices=Engagement.Kind.choices)
    client = forms.ModelChoiceField(
        label=_("For which organisation"), queryset=Organisation.objects.none(), required=False, empty_label="–"
    )
    service = forms.CharField(
        label=_("On which service"),
        required=False,
        max_length=80,
        help_text=_("Its code in the directory; empty where it is not known, which then counts for every matter."),
    )
    since = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date", "width": "m"}))
    until = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date", "width": "m"})
    )
    source = forms.CharField(
        label=_("Known from"), max_length=200, help_text=_("A contract, a publication, or what the person told.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        concerned = Q(pk__in=Case.objects.values("applicant_id")) | Q(pk__in=Service.objects.values("provider_id"))
        self.fields["client"].queryset = Organisation.objects.filter(concerned).order_by("code")
