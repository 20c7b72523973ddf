"""How `{{ form }}` looks: label, hint, error, control, in that order, with the error summary on top.

A form says the little that Django cannot know through `attrs` of its widgets (they are not written into the page):
`unit` (words after the control: `NumberInput(attrs={"unit": _("KRW million")})`), `width` (`s` or `m`), and for radio
and checkbox groups `boxed` (a box for each choice), `hints` (`{value: words}`) and `scale` (the value stands in front,
as when marking). `mark_optional = False` on a form leaves out "(optional)", as in a filter.
"""

from django.forms.renderers import TemplatesSetting


class FieldRenderer(TemplatesSetting):
    form_template_name = "fields/form.html"
    formset_template_name = "fields/formset.html"
    field_template_name = "fields/field.html"
