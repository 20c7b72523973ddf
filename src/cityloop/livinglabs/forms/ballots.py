"""What is filled in about votes of citizens."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cityloop.language import pick
from cityloop.livinglabs.actions.ballot import LONGEST, MOST_AT_ONCE

MOMENT = {"type": "datetime-local", "width": "m"}
FORMATS = ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S")
LONGEST_CODE = 60


def _words(label, hint=""):
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, help_text=hint, max_length=LONGEST, widget=widget)


def _moment(label, hint=""):
    widget = forms.DateTimeInput(attrs=MOMENT, format=FORMATS[0])
    return forms.DateTimeField(label=label, help_text=hint, widget=widget, input_formats=FORMATS)


class OpenForm(forms.Form):
    """What the edition does not say of a vote: who may vote here, how they are checked, and when."""

    voters_ko = _words(_("Who may vote, in Korean"), _("The area and the age; everybody reads it."))
    voters_en = _words(_("Who may vote, in English"))
    checks_ko = _words(_("How voters are checked, in Korean"), _("Who hands out the codes, where, and to whom."))
    checks_en = _words(_("How voters are checked, in English"))
    opens_at = _moment(_("Opens"))
    closes_at = _moment(_("Closes"), _("The first moment that is too late."))
    population = forms.IntegerField(
        label=_("How many people live there"),
        required=False,
        min_value=1,
        max_value=2**31 - 1,
        help_text=_("Only where codes go to a sample of them: the result then says how sure it is."),
    )


class CodesForm(forms.Form):
    """How many codes, and where they are handed out."""

    number = forms.IntegerField(label=_("How many codes"), min_value=1, max_value=MOST_AT_ONCE)
    label = forms.CharField(
        label=_("Handed out where"), max_length=120, help_text=_("e.g. the counter of the Jungang-dong office")
    )


class CallOffForm(forms.Form):
    """Why a vote is called off."""

    reason_ko = _words(_("Reason in Korean"))
    reason_en = _words(_("Reason in English"), _("Everybody reads it."))


class CodeForm(forms.Form):
    """A code, as it is typed."""

    code = forms.CharField(
        label=_("Your code"),
        max_length=LONGEST_CODE,
        help_text=_("Twelve letters and digits from the card you were given. Hyphens and spaces do not matter."),
        widget=forms.TextInput(
            attrs={"width": "m", "autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class VoteForm(CodeForm):
    """An answer, or several, and the code that gives it weight."""

    field_order = ("choices", "code")

    def __init__(self, *args, ballot, **kwargs):
        super().__init__(*args, **kwargs)
        options = [(one["id"], pick(one)) for one in ballot.options]
        one = ballot.at_most == 1
        field, widget = (
            (forms.ChoiceField, forms.RadioSelect) if one else (forms.MultipleChoiceField, forms.CheckboxSelectMultiple)
        )
        self.fields["choices"] = field(
            label=pgettext_lazy("ballot", "Your answer") if one else _("Your answers"),
            choices=options,
            widget=widget,
            help_text="" if one else _("At most %(n)s") % {"n": ballot.at_most},
        )
        self.order_fields(self.field_order)

    @property
    def chosen(self) -> list[str]:
        """The ids of what was chosen."""
        given = self.cleaned_data["choices"]
        return [given] if isinstance(given, str) else given
