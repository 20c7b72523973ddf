"""The living style guide: every component with its states, in the reader's language."""

from django.shortcuts import render

from cityloop.web.icons import SHAPES
from cityloop.web.samples.form import filled_form, wrong_form
from cityloop.web.samples.values import values
from cityloop.web.samples.words import WORDS


def components(request):
    """Draw every component from sample values; a bound form shows how errors look."""
    context = {**values(), "w": WORDS, "icons": list(SHAPES), "filled": filled_form(), "wrong": wrong_form()}
    return render(request, "web/components.html", context)
