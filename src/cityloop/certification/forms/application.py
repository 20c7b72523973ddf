"""What an applicant fills in."""

from django import forms
from django.utils.translation import gettext_lazy as _


class StartForm(forms.Form):
    """What applies, a service or an organisation for itself, and under which scheme and field.

    `subjects` and `standings` are `(about, key, label)`: only what is about the same thing goes together.
    """

    subject = forms.ChoiceField(label=_("What the application is for"))
    scheme = forms.ChoiceField(
        label=_("Scheme and field"),
        help_text=_("Mock certification tries an edition out; it gives no certificate."),
        widget=forms.RadioSelect(attrs={"boxed": True}),
    )

    def __init__(self, *args, subjects, standings, **kwargs):
        super().__init__(*args, **kwargs)
        self.about = {key: about for about, key, _label in (*subjects, *standings)}
        self.fields["subject"].choices = _grouped(subjects)
        self.fields["scheme"].choices = [(key, label) for _about, key, label in standings]

    def clean(self):
        given = super().clean()
        subject, scheme = given.get("subject"), given.get("scheme")
        if subject and scheme and self.about[subject] != self.about[scheme]:
            self.add_error("scheme", MISMATCH[self.about[scheme]])
        return given


MISMATCH = {
    "service": _("This scheme certifies services. Choose one of your services, or another scheme."),
    "organisation": _("This scheme is about the organisation itself. Choose your organisation, or another scheme."),
}
GROUPS = (("service", _("Service")), ("organisation", _("The organisation itself")))


def _grouped(subjects):
    """Choices in groups: services, then organisations; an empty group is left out."""
    groups = [(title, [(key, label) for kind, key, label in subjects if kind == about]) for about, title in GROUPS]
    return [group for group in groups if group[1]]
