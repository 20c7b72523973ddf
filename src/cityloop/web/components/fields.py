"""Forms: what the field templates ask, and the error summary for pages that lay out their fields by hand."""

from django import template

register = template.Library()

# what only our own templates read; a placeholder is never shown, examples belong in the hint
OURS = frozenset({"class", "unit", "width", "boxed", "hints", "scale", "placeholder", "rows", "cols"})


@register.inclusion_tag("components/errors.html")
def error_summary(*forms, focus=True):
    """`{% error_summary form %}`: everything to put right, on top, each linked to its field.

    `{{ form }}` has it already; a page that lays out fields by hand puts it first. Takes several forms.
    """
    found = [problem for form in forms for problem in _problems(form)]
    return {"problems": found, "focus": focus}


def _problems(form):
    if not form.is_bound:
        return
    yield from ({"words": words, "target": ""} for words in form.non_field_errors())
    for field in form:
        for words in field.errors:
            yield {"words": words, "label": field.label, "target": target(field)}


@register.filter
def target(field):
    """The id of the first control of a bound field, to which an error links."""
    return f"{field.auto_id}_0" if field.use_fieldset and field.auto_id else field.id_for_label


@register.filter
def choice_hint(widget, value):
    """The hint of one choice: `attrs={"hints": {value: words}}` of a radio or checkbox group."""
    hints = widget["attrs"].get("hints") or {}
    return hints.get(str(value), hints.get(value, ""))


@register.filter
def written_attributes(widget):
    """The attributes of a widget that belong into the page: all but what only our own templates read."""
    return [(name, value) for name, value in widget["attrs"].items() if value is not False and name not in OURS]
