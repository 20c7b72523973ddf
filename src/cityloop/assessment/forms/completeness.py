"""What an officer fills in for completeness, and an applicant in answer."""

from dataclasses import dataclass, replace

from django import forms
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import ItemCheck, Party

DAY = {"type": "date", "width": "m"}
SEPARATOR = "|"


@dataclass(frozen=True)
class Line:
    """A thing asked for with its two bound fields; `left` says that it was not checked yet."""

    one: object
    finding: forms.BoundField
    note: forms.BoundField
    left: bool


@dataclass(frozen=True)
class Part:
    """The things under one heading, what is missing first, then what was not checked yet."""

    title: str
    lines: list[Line]
    rest: forms.BoundField
    unfolded: bool = False

    @property
    def missing(self) -> int:
        """How many things that are required are not there."""
        return sum(line.one.missing for line in self.lines)

    @property
    def checked(self) -> int:
        """How many were checked."""
        return sum(not line.left for line in self.lines)


class ChecksForm(forms.Form):
    """A finding and a note for each thing that the edition asks for, on the dossier that was shown.

    `part` says under which heading, by key and title, a thing stands; with `rest` ticked, whatever is there in a part
    and was given no finding is in order.
    """

    mark_optional = False
    digest = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, asked, latest, part, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows, self.titles = [], {}
        choices = [("", _("Not checked yet")), *ItemCheck.Finding.choices]
        for n, one in enumerate(asked):
            check, (key, title) = latest.get((one.criterion, one.item)), part(one)
            finding = forms.ChoiceField(label=_("Finding"), choices=choices, required=False)
            note = forms.CharField(label=_("Note"), required=False, max_length=2_000)
            finding.initial, note.initial = (check.finding, check.note) if check else ("", "")
            for field in (finding, note):
                field.widget.attrs["aria-label"] = f"{field.label}: {one.label}"
            self.fields[f"finding-{n}"], self.fields[f"note-{n}"] = finding, note
            self.rows.append((one, key, f"finding-{n}", f"note-{n}"))
            self.titles[key] = title
        for key in self.titles:
            rest = _("Everything else in this part that is there is in order")
            self.fields[f"rest-{key}"] = forms.BooleanField(label=rest, required=False)

    def parts(self) -> list[Part]:
        """The things by heading; unfolded is the first part where something is missing, else the first not done."""
        found = [Part(title, self._lines(key), self[f"rest-{key}"]) for key, title in self.titles.items()]
        lacking = [part for part in found if part.missing and part.checked < len(part.lines)]
        unfinished = [part for part in found if part.checked < len(part.lines)]
        first = next(iter(lacking or unfinished), None)
        return [replace(part, unfolded=self.is_bound or part is first) for part in found]

    def _lines(self, key) -> list[Line]:
        rows = ((one, finding, note) for one, of, finding, note in self.rows if of == key)
        lines = [Line(one, self[finding], self[note], not self.fields[finding].initial) for one, finding, note in rows]
        return sorted(lines, key=lambda line: (not line.one.missing, not line.left))

    def values(self) -> dict:
        """What the action takes: only what was checked."""
        given, checks = self.cleaned_data, {}
        for one, key, finding, note in self.rows:
            rest = given[f"rest-{key}"] and bool(one.have)
            found = given[finding] or (ItemCheck.Finding.FITS if rest else "")
            if found:
                checks[one.criterion, one.item] = (found, given[note])
        return {"digest": given["digest"], "checks": checks}


class SupplementForm(forms.Form):
    """What is to be supplemented, item by item, and until when."""

    reason = forms.CharField(
        label=_("What is to be supplemented"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    items = forms.MultipleChoiceField(
        label=_("Answered item by item"), required=False, widget=forms.CheckboxSelectMultiple, choices=()
    )
    due_on = forms.DateField(
        label=_("Deadline"),
        required=False,
        widget=forms.DateInput(attrs=DAY),
        help_text=_("Leave it empty for the edition's own."),
    )
    due_reason = forms.CharField(
        label=_("Reason for another deadline"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, wanted, **kwargs):
        super().__init__(*args, **kwargs)
        self.wanted = {SEPARATOR.join((one.criterion, one.item)): (one, note) for one, note in wanted}
        self.fields["items"].choices = [(key, one.label) for key, (one, _note) in self.wanted.items()]
        if not self.wanted:
            del self.fields["items"]

    def values(self) -> dict:
        """What the action takes."""
        given = self.cleaned_data
        chosen = [self.wanted[key] for key in given.get("items", ())]
        items = [(one.criterion, one.item, note) for one, note in chosen]
        return {name: given[name] for name in ("reason", "due_on", "due_reason")} | {"items": items}


class MoreTimeForm(forms.Form):
    """A later day, and why."""

    due_on = forms.DateField(label=_("New deadline"), widget=forms.DateInput(attrs=DAY))
    reason = forms.CharField(label=_("Reason"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 2}))


class InviteForm(forms.Form):
    """Who is asked to apply together, as what."""

    organisation = forms.CharField(
        label=_("Organisation"), max_length=200, help_text=_("Its code here, or its exact name in either language.")
    )
    role = forms.ChoiceField(label=_("Applies as"), widget=forms.RadioSelect)

    def __init__(self, *args, roles, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(code, label) for code, label in Party.Role.choices if code in roles]


class AnswerForm(forms.Form):
    """Whether one's organisation applies together."""

    agree = forms.ChoiceField(
        label=_("Does your organisation apply together?"),
        choices=(("yes", _("Yes, we apply together")), ("no", _("No, we decline"))),
        widget=forms.RadioSelect(attrs={"boxed": True}),
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2}))
