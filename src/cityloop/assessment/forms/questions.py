"""The form that an edition describes, question by question, as fields of a page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.answers import Wrong, cleaned, mark_of
from cityloop.assessment.asking import ROWS, columns_of, options_of
from cityloop.language import pick

SHORT = 300
SPARE_ROWS = 2
INPUTS = {"number": "decimal", "amount": "decimal", "year": "numeric"}
"""What a keyboard on a small screen shows for a kind of cell."""


class RowsWidget(forms.Widget):
    """Rows of cells, each as its column takes it, with two more than are filled."""

    use_fieldset = True
    template_name = "assessment/widgets/table.html"

    def __init__(self, columns, most, attrs=None):
        super().__init__(attrs)
        self.columns, self.most = columns, most

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        rows = list(value) if isinstance(value, list) else []
        rows += [{}] * max(min(SPARE_ROWS, self.most - len(rows)), 0)
        context["columns"] = [pick(column.title) for column in self.columns]
        context["rows"] = [[self._cell(name, y, column, row) for column in self.columns] for y, row in enumerate(rows)]
        return context

    def _cell(self, name, y, column, row) -> dict:
        value = row.get(column.id, "")
        choices = [(code, pick(title)) for code, title in column.options.items()]
        return {
            "name": f"{name}-{y}-{column.id}",
            "title": pick(column.title),
            "value": str(value),
            "choices": choices,
            "input": INPUTS.get(column.kind, ""),
        }

    def value_from_datadict(self, data, files, name):
        rows, y = [], 0
        ids = [column.id for column in self.columns]
        while any(f"{name}-{y}-{id}" in data for id in ids) and y <= self.most + SPARE_ROWS:
            rows.append({id: data.get(f"{name}-{y}-{id}", "") for id in ids})
            y += 1
        return rows

    def value_omitted_from_data(self, data, files, name):
        return not any(f"{name}-0-{column.id}" in data for column in self.columns)

    def id_for_label(self, id_):
        return ""


class QuestionsForm(forms.Form):
    """One field for each question that is asked; what was shown is marked, so that two windows tell each other."""

    mark_optional = False

    def __init__(self, *args, questions, answers, **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = {question.id: question for question in questions}
        for question in questions:
            value = answers.get(question.id, "")
            field = _field(question)
            field.initial = _shown(question, value)
            self.fields[question.id] = field
            self.fields[f"seen-{question.id}"] = forms.CharField(
                required=False, initial=mark_of(value), widget=forms.HiddenInput
            )

    def clean(self):
        given = super().clean()
        for id, question in self.questions.items():
            if id in given:
                try:
                    given[id] = cleaned(question, _whole(question, given[id]))
                except Wrong as wrong:
                    self.add_error(id, str(wrong))
        return given

    def lines(self):
        """Each question's field with the mark of what was shown."""
        return [(self[id], self[f"seen-{id}"]) for id in self.questions]

    def answers(self) -> dict:
        """What the action takes: the answers that were sent; what is not on the page stays as it is."""
        sent = (id for id in self.questions if id in self.cleaned_data)
        return {id: self.cleaned_data[id] for id in sent if not self._omitted(id)}

    def seen(self) -> dict:
        """The marks of what the page had shown."""
        marks = {id: self.cleaned_data.get(f"seen-{id}", "") for id in self.questions}
        return {id: mark for id, mark in marks.items() if mark}

    def _omitted(self, id) -> bool:
        return self.fields[id].widget.value_omitted_from_data(self.data, self.files, self.add_prefix(id))


def _field(question):
    label, limit = pick(question.asks), question.limit
    hint = "" if question.required else _("Not required.")
    if question.type == "choice":
        choices = [(id, pick(title)) for id, title in options_of(question).items()]
        if limit and (limit.choices or 1) > 1:
            widget = forms.CheckboxSelectMultiple
            return forms.MultipleChoiceField(
                label=label, help_text=hint, required=False, choices=choices, widget=widget
            )
        return forms.ChoiceField(label=label, help_text=hint, required=False, choices=choices, widget=forms.RadioSelect)
    if question.type in ROWS:
        widget = RowsWidget(columns_of(question), (limit.rows if limit else None) or 20)
        return forms.Field(label=label, help_text=hint, required=False, widget=widget)
    if question.type == "date":
        widget = forms.DateInput(attrs={"type": "date", "width": "m"})
        return forms.CharField(label=label, help_text=hint, required=False, max_length=20, widget=widget)
    if question.type in ("number", "money"):
        unit = (limit.currencies[0] if limit and limit.currencies else "KRW") if question.type == "money" else ""
        attrs = {"width": "m", "inputmode": "decimal"} | ({"unit": unit} if unit else {})
        return forms.CharField(
            label=label, help_text=hint, required=False, max_length=40, widget=forms.TextInput(attrs=attrs)
        )
    longest = (limit.characters if limit else None) or 4_000
    widget = forms.TextInput() if longest <= SHORT else forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, help_text=hint, required=False, widget=widget)


def _shown(question, value):
    return value.get("amount") if question.type == "money" and isinstance(value, dict) else value


def _whole(question, value):
    if question.type != "money" or value == "":
        return value
    currencies = question.limit.currencies if question.limit and question.limit.currencies else ("KRW",)
    return {"amount": value, "currency": currencies[0]}
