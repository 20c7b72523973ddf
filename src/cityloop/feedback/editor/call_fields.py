"""Fields as only a call has them: moments, conditions over facts, and the names of facts."""

import re
from datetime import date, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cityloop.engine import expressions
from cityloop.engine.edition.checks.calls import FACTS
from cityloop.feedback.editor.fields import said_with

_TOLD = re.compile(r"request|(project|proposal)\.[a-z][a-z_]*")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")


class MomentField(forms.CharField):
    """A day, or a day and an hour, as a file has it."""

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", _("2026-03-01, or with the hour 2026-03-01T18:00"))
        super().__init__(max_length=16, widget=forms.TextInput(attrs={"width": "m"}), **kwargs)

    def clean(self, value):
        """As it was written, where the calendar has it."""
        text = super().clean(value)
        try:
            if text:
                datetime.fromisoformat(text) if _MOMENT.fullmatch(text) else date.fromisoformat(text)
        except ValueError:
            raise ValidationError(_("Write a day such as 2026-03-01, or 2026-03-01T18:00.")) from None
        return text


class CelField(forms.CharField):
    """A condition in CEL over known facts."""

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", said_with(_("CEL over %(facts)s"), facts=", ".join(FACTS)))
        super().__init__(max_length=1_000, widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"}), **kwargs)

    def clean(self, value):
        """An expression that can be read; which facts there are is the linter's business."""
        text = super().clean(value)
        try:
            expressions.program(text) if text else None
        except ValueError:
            raise ValidationError(_("It is no CEL expression.")) from None
        return text


class ToldField(forms.CharField):
    """A fact that an answer tells, by its name."""

    def __init__(self, **kwargs):
        super().__init__(max_length=80, widget=forms.TextInput(attrs={"width": "m"}), **kwargs)

    def clean(self, value):
        """A name that conditions know."""
        text = super().clean(value)
        if text and not _TOLD.fullmatch(text):
            raise ValidationError(_("Write request, or a fact such as project.ends or proposal.pages."))
        return text
