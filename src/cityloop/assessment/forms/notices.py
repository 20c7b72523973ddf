"""What an officer fills in for the notice of a round."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import Edition, Notice
from cityloop.assessment.notices import branches
from cityloop.assessment.queries import compiled
from cityloop.language import pick

LONG = {"rows": 4}
MOMENT = {"type": "datetime-local", "width": "m"}
FORMATS = ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S")
PAIRS = {
    Edition.Kind.SCHEME: (
        ("method", _("Method of evaluation")),
        ("documents", _("Documents to hand in")),
        ("forms", _("Forms")),
        ("contact", _("Where to ask")),
    ),
    Edition.Kind.CALL: (
        ("method", _("Eligibility and how to apply")),
        ("documents", _("Procedure and criteria")),
        ("forms", _("How to write the proposal")),
        ("contact", _("Other matters")),
    ),
}
"""What the words of a notice are about, for each kind of edition."""


def _moment(label, hint=""):
    widget = forms.DateTimeInput(attrs=MOMENT, format=FORMATS[0])
    return forms.DateTimeField(label=label, help_text=hint, required=False, widget=widget, input_formats=FORMATS)


class NoticeForm(forms.Form):
    """Title, fields, dates, and the words that the edition does not have, in both languages."""

    mark_optional = False
    title_ko = forms.CharField(label=_("Title in Korean"), max_length=300)
    title_en = forms.CharField(label=_("Title in English"), max_length=300)
    profiles = forms.MultipleChoiceField(
        label=_("Fields of services"), required=False, widget=forms.CheckboxSelectMultiple, choices=()
    )
    opens_at = _moment(_("Applications from"))
    closes_at = _moment(_("Applications until"), _("The first moment that is too late, in the time zone below."))
    late = forms.ChoiceField(label=_("What comes after that moment"), choices=Notice.Late.choices, required=False)
    zone = forms.CharField(
        label=_("Time zone"), max_length=60, initial="Asia/Seoul", widget=forms.TextInput(attrs={"width": "m"})
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, edition, **kwargs):
        super().__init__(*args, **kwargs)
        rules = compiled(edition)
        self.fields["profiles"].choices = [(one.id, pick(one.title)) for one in branches(rules)]
        if rules.tracks:
            self.fields["profiles"].label = _("Track")
        if not branches(rules):
            del self.fields["profiles"]
        if not rules.tracks:
            del self.fields["late"]
        for stem, label in PAIRS[edition.kind]:
            for code, language in (("ko", _("in Korean")), ("en", _("in English"))):
                field = forms.CharField(
                    label=_("%(what)s, %(language)s") % {"what": label, "language": language},
                    required=False,
                    max_length=8_000,
                    widget=forms.Textarea(attrs=LONG),
                )
                self.fields[f"{stem}_{code}"] = field

    def clean_zone(self):
        """A zone that the calendar knows."""
        try:
            ZoneInfo(self.cleaned_data["zone"])
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise forms.ValidationError(_("There is no such time zone. Write one such as Asia/Seoul.")) from error
        return self.cleaned_data["zone"]

    def clean(self):
        """The two moments are those of the clock in the notice's own zone."""
        given = super().clean()
        if given.get("zone"):
            for name in ("opens_at", "closes_at"):
                given[name] = in_zone(given.get(name), given["zone"])
        return given

    def said(self) -> dict:
        """What the action takes."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        return said | ({"late": said["late"] or Notice.Late.REFUSED} if "late" in said else {})


class ExtendForm(forms.Form):
    """A later closing moment, and the reason for the public."""

    closes_at = forms.DateTimeField(
        label=_("New closing moment"),
        widget=forms.DateTimeInput(attrs=MOMENT, format=FORMATS[0]),
        input_formats=FORMATS,
        help_text=_("The first moment that is too late, in the time zone of the notice."),
    )
    reason_ko = forms.CharField(label=_("Reason in Korean"), max_length=2_000, widget=forms.Textarea(attrs=LONG))
    reason_en = forms.CharField(label=_("Reason in English"), max_length=2_000, widget=forms.Textarea(attrs=LONG))

    def __init__(self, *args, zone, **kwargs):
        super().__init__(*args, **kwargs)
        self.zone = zone

    def clean_closes_at(self):
        """As the clock of the notice's zone shows it."""
        return in_zone(self.cleaned_data["closes_at"], self.zone)


def in_zone(moment, zone: str):
    """What was typed, read on the clock of a zone instead of the reader's."""
    return timezone.make_naive(moment).replace(tzinfo=ZoneInfo(zone)) if moment else None


def on_its_clock(moment, zone: str):
    """A moment as the clock of a zone shows it, for a form: without a zone of its own."""
    return timezone.localtime(moment, ZoneInfo(zone)).replace(tzinfo=None) if moment else None
