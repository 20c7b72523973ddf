"""What is filled in around a draft: its name, its weights, its YAML, requests and answers, states of an edition."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import EditionApproval, EditionState
from cityloop.feedback.drafting import METHODS, Value, values
from cityloop.language import pick

State = EditionState.State
MOST_YAML = 300_000
METHOD_NAMES = {
    "mean": _("Mean"),
    "median": _("Median"),
    "trimmed_mean": _("Mean without the highest and lowest"),
    "majority": _("Majority"),
    "unanimous": _("Unanimous"),
}


class OpenDraftForm(forms.Form):
    """The name of a new draft."""

    title = forms.CharField(label=_("Name of the draft"), max_length=200, help_text=_("e.g. Stricter pass mark"))


class FirstDraftForm(OpenDraftForm):
    """The scheme whose first edition is drafted, and what it is called."""

    scheme = forms.ChoiceField(label=_("Scheme"))
    title_ko = forms.CharField(label=_("Name of the scheme in Korean"), max_length=200)
    title_en = forms.CharField(label=_("Name of the scheme in English"), max_length=200)
    field_order = ("scheme", "title_ko", "title_en", "title")

    def __init__(self, schemes, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["scheme"].choices = [(one, one) for one in schemes]


class AskForm(forms.Form):
    """What the certifier is told with a text that is put forward."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    note = forms.CharField(label=_("What changes, and why"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 5}))
    without_comments = forms.BooleanField(
        label=_("It is put forward without comments"), required=False, help_text=_("Say above why they are left out.")
    )

    def __init__(self, *args, lacking=None, **kwargs):
        super().__init__(*args, **kwargs)
        if not lacking:
            del self.fields["without_comments"]


class AnswerForm(forms.Form):
    """The certifier’s answer to the text that is shown."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    verdict = forms.ChoiceField(
        label=_("Your answer"),
        choices=EditionApproval.Verdict.choices,
        widget=forms.RadioSelect(attrs={"boxed": True}),
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=4_000,
        help_text=_("Needed where the text is returned: what must change."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class StateForm(forms.Form):
    """A field of an edition goes to its next state from a day on."""

    mark_optional = False

    profile = forms.ChoiceField(label=_("Field"), required=False)
    state = forms.ChoiceField(
        label=_("State"), choices=[choice for choice in State.choices if choice[0] != State.DRAFT]
    )
    since = forms.DateField(
        label=_("From"), widget=forms.DateInput(attrs={"type": "date", "width": "m"}), help_text=_("Today or later")
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2_000,
        help_text=_("Everybody can read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    without_mock = forms.BooleanField(
        label=_("It goes in force without a mock round"), required=False, help_text=_("Say in the reason why.")
    )

    def __init__(self, rules, data=None):
        super().__init__(data)
        self.fields["profile"].choices = [(one.id, pick(one.title)) for one in rules.profiles] or [("", _("All"))]


class CallOffForm(forms.Form):
    """A change that is planned does not happen."""

    profile = forms.CharField(max_length=100, required=False, widget=forms.HiddenInput)
    since = forms.DateField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Why it is called off"), max_length=2_000)


class ExaminationForm(forms.Form):
    """What the examination of the rules found."""

    due = forms.DateField(widget=forms.HiddenInput)
    finding = forms.CharField(
        label=_("What was found, and what follows"), max_length=8_000, widget=forms.Textarea(attrs={"rows": 4})
    )


class YamlForm(forms.Form):
    """The whole text of a draft as YAML: written in the page, or as a file."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)
    file = forms.FileField(label=_("YAML file"), required=False, help_text=_("It goes before what stands below."))
    text = forms.CharField(
        label=_("Text"), required=False, strip=False, max_length=MOST_YAML, widget=forms.Textarea(attrs={"rows": 30})
    )

    def clean_file(self):
        """The file as text."""
        file = self.cleaned_data["file"]
        if not file:
            return ""
        if file.size > MOST_YAML * 3:
            raise forms.ValidationError(_("The file is too large."))
        try:
            return file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise forms.ValidationError(_("The file is not UTF-8 text.")) from None

    def clean(self):
        given = super().clean()
        source = given.get("file") or given.get("text") or ""
        if not self.errors and not source.strip():
            raise forms.ValidationError(_("Choose a file, or write the text."))
        if len(source) > MOST_YAML:
            raise forms.ValidationError(_("The text is longer than %(most)s characters.") % {"most": f"{MOST_YAML:,}"})
        given["source"] = source.replace("\r\n", "\n")
        return given


class DraftForm(forms.Form):
    """Weights, gates and the cut of a draft on one page."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, edition, version, data=None):
        super().__init__(data, initial={"version": version})
        self.values = values(edition)
        for value in self.values:
            self.fields[value.path] = _field(value, value.now)

    def changes(self) -> dict:
        """Path and value of everything in the form, in the units of the file."""
        return {value.path: _whole(self.cleaned_data[value.path]) for value in self.values}

    def groups(self) -> dict[str, list]:
        """The fields by group: `whole`, `areas`, and one group for each area's criteria."""
        grouped: dict[str, list] = {}
        for value in self.values:
            grouped.setdefault(value.group, []).append((value, self[value.path]))
        return grouped


def _field(value: Value, now):
    title = pick(value.title)
    if value.kind == "method":
        return forms.ChoiceField(label=title, choices=[(name, METHOD_NAMES[name]) for name in METHODS], initial=now)
    if value.kind == "gate":
        return forms.BooleanField(label=_("Gate: %(title)s") % {"title": title}, initial=now, required=False)
    if value.kind == "count":
        return forms.IntegerField(label=title, min_value=1, max_value=99, initial=now, widget=_short())
    if value.kind == "share":
        return forms.FloatField(
            label=_("Least share of %(title)s") % {"title": title},
            help_text=_("Between 0 and 1; empty for none"),
            min_value=0,
            max_value=1,
            initial=now,
            required=False,
            widget=_short(),
        )
    return forms.FloatField(label=title, min_value=0, max_value=100_000, initial=now, widget=_short())


def _short():
    return forms.NumberInput(attrs={"width": "s", "step": "any"})


def _whole(value):
    """A number without a fraction is an integer in a rulebook file."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
