"""Fields as a rulebook file has them: codes, spans of the calendar, shares, texts in two languages."""

import re
from fractions import Fraction

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from cityloop.engine.edition import Duration

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]{0,99}")
SHORT, LONG = 300, 4_000
LARGEST = 1_000_000_000
LANGUAGES = (("ko", _("Korean")), ("en", _("English")))


class CodeField(forms.CharField):
    """An id: ASCII letters, digits, dots, dashes."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"width": "m"}))
        super().__init__(max_length=100, **kwargs)

    def validate(self, value):
        """Nothing else than an id."""
        super().validate(value)
        if value and not CODE.fullmatch(value):
            raise ValidationError(_("Write Latin letters, digits, dots and dashes, beginning with a letter or digit."))


class CodesField(CodeField):
    """Several ids, with commas between."""

    def to_python(self, value):
        """A list of ids."""
        return [code for code in re.split(r"[,\s]+", super().to_python(value) or "") if code]

    def prepare_value(self, value):
        """A list is shown with commas."""
        return ", ".join(map(str, value)) if isinstance(value, list | tuple) else value

    def validate(self, value):
        """Each is an id."""
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")
        for code in value:
            super().validate(code)

    def has_changed(self, initial, data):
        """An empty box and no list at all are the same."""
        return self.to_python(data) != list(initial or [])

    def run_validators(self, value):
        """The limits of one text do not apply to a list."""


class SpanField(forms.CharField):
    """A span such as P14D, P3M, P2Y."""

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", _("P14D is 14 days, P3M 3 months, P2Y 2 years."))
        super().__init__(max_length=20, widget=forms.TextInput(attrs={"width": "s"}), **kwargs)

    def clean(self, value):
        """Upper case, and a span."""
        text = super().clean(value).upper()
        try:
            Duration.parse(text) if text else None
        except ValueError:
            raise ValidationError(_("Write a span such as P14D, P3M or P2Y.")) from None
        return text


class ShareField(forms.CharField):
    """A share such as 2/3 or 0.5."""

    def __init__(self, **kwargs):
        super().__init__(max_length=12, widget=forms.TextInput(attrs={"width": "s"}), **kwargs)

    def clean(self, value):
        """A fraction between 0 and 1, as it was written."""
        text = super().clean(value)
        try:
            if text and not 0 < Fraction(text) <= 1:
                raise ValueError
        except (ValueError, ZeroDivisionError):
            raise ValidationError(_("Write a share between 0 and 1, such as 2/3.")) from None
        return text


def number(label, *, least=0, most=LARGEST, **kwargs):
    """A number, whole or not."""
    widget = forms.NumberInput(attrs={"width": "s", "step": "any"})
    return forms.FloatField(label=label, min_value=least, max_value=most, widget=widget, **kwargs)


def count(label, *, least=0, most=99, **kwargs):
    """A whole number."""
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, widget=forms.NumberInput(attrs={"width": "s"}), **kwargs
    )


def _filled_in(words, values) -> str:
    return str(words) % values


_lazily = lazy(_filled_in, str)


def said_with(words, **values):
    """A lazy text with values in it, in the language of whoever reads; `%` alone would keep that of the first."""
    return _lazily(words, values)


def wording(label, language, *, long=False, **kwargs):
    """One language of a text; the page says which is missing, so neither is required by itself."""
    widget = forms.Textarea(attrs={"rows": 3, "lang": language}) if long else forms.TextInput(attrs={"lang": language})
    said = dict(LANGUAGES)[language]
    return forms.CharField(
        label=said_with(_("%(label)s (%(language)s)"), label=label, language=said),
        max_length=LONG if long else SHORT,
        required=False,
        widget=widget,
        **kwargs,
    )


def identifying():
    """Does what is asked say who applies?"""
    return forms.BooleanField(
        label=_("Says who applies"),
        required=False,
        help_text=_("Kept from reviewers of a call that hides its applicants from them"),
    )


def day(label, **kwargs):
    """A date."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date", "width": "m"}), **kwargs)
