"""A short page of questions made from what the rules of eligibility look at. Nothing of it is stored."""

import re
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from cityloop.calls.queries.may_apply import HOME, Wanted
from cityloop.language import countries, pick
from cityloop.organisations.models import Organisation

ROWS = 3
GRANT = "grant"
NOT_SAID = [("", _("not said"))]
YES_NO = [*NOT_SAID, ("yes", _("yes")), ("no", _("no"))]


class MayApplyForm(forms.Form):
    """Who applies, with whom, and each further fact that a rule of the track looks at."""

    mark_optional = False
    kind = forms.ChoiceField(label=_("Who applies"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)

    def __init__(self, *args, wanted: list[Wanted], **kwargs):
        super().__init__(*args, **kwargs)
        self.wanted = wanted
        self.fields["kind"].choices = [*NOT_SAID, *Organisation.Kind.choices]
        self.fields["country"].choices = [*NOT_SAID, *countries()]
        for one in wanted:
            if one.type == "consortium":
                self._add_partners(one)
            else:
                self.fields[one.name] = _field(one)

    def _add_partners(self, wanted):
        for row in range(1, ROWS + 1):
            of = {"row": row}
            self.fields[f"partner_kind_{row}"] = forms.ChoiceField(
                label=_("Partner %(row)s") % of, required=False, choices=[*NOT_SAID, *Organisation.Kind.choices]
            )
            self.fields[f"partner_country_{row}"] = forms.ChoiceField(
                label=_("Country of partner %(row)s") % of, required=False, choices=[*NOT_SAID, *countries()]
            )
            for key, says in wanted.of_each:
                name = f"partner_{key}_{row}"
                self.fields[name] = _number(_("Grant for partner %(row)s") % of) if key == GRANT else _told(says)

    def lines(self):
        """The fields as they stand beside each other: who and where, each partner on a line of its own."""
        partners = [self[name] for name in self.fields if name.startswith("partner_")]
        width = len(partners) // ROWS if partners else 0
        rest = [self[one.name] for one in self.wanted if one.type != "consortium"]
        lines = [[self["kind"], self["country"]]]
        lines += [partners[n : n + width] for n in range(0, len(partners), width or 1)]
        return lines + [[field] for field in rest]

    def facts(self) -> dict:
        """What was answered, by the names that conditions use; what nobody said is left out."""
        given = self.cleaned_data
        found: dict = {"applicant": _who(given.get("kind"), given.get("country"))}
        for one in self.wanted:
            if one.type == "consortium":
                found["consortium"] = [self._lead(), *self._partners()]
            elif given.get(one.name) not in (None, "", []):
                _put(found, one, given[one.name])
        return found

    def _lead(self):
        return _partner(self.cleaned_data.get("kind"), self.cleaned_data.get("country")) | {"lead": True}

    def _partners(self):
        keys = [key for one in self.wanted for key, _says in one.of_each]
        for row in range(1, ROWS + 1):
            kind, country = (self.cleaned_data.get(f"partner_{what}_{row}") for what in ("kind", "country"))
            if kind or country:
                more = {key: self.cleaned_data.get(f"partner_{key}_{row}") for key in keys}
                said = {key: _said(value) for key, value in more.items() if value not in (None, "")}
                yield _partner(kind, country) | {"lead": False} | said


def _said(value):
    return int(value) if isinstance(value, Decimal) else value == "yes"


def _told(says):
    return forms.ChoiceField(label=pick(says), required=False, choices=YES_NO)


def _who(kind, country) -> dict:
    known = {"kind": "central_government" if kind == Organisation.Kind.GOVERNMENT else kind} if kind else {}
    return known | ({"country": country, "overseas": country != HOME} if country else {})


def _partner(kind, country) -> dict:
    public = kind in (Organisation.Kind.GOVERNMENT, Organisation.Kind.LOCAL_GOVERNMENT)
    return _who(None, country) | ({"kind": "government" if public else kind} if kind else {})


def _put(found, wanted, value) -> None:
    root, *way = wanted.path.split(".")
    place = found.setdefault(root, {})
    for step in way[:-1]:
        place = place.setdefault(step, {})
    if wanted.type == "money":
        money = {"amount": int(value), "currency": wanted.currency}
        found[root] = {**place, **money} if not way else place
        if way:
            place[way[-1]] = money
        return
    place[way[-1]] = _plain(wanted, value)


def _plain(wanted, value):
    if wanted.type == "boolean":
        return value == "yes"
    if wanted.tells and value in ("yes", "no"):
        return value == "yes"
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _field(wanted):
    said = {"label": pick(wanted.asks), "required": False}
    if wanted.type == "choice":
        choices = [(option.id, pick(option.title)) for option in wanted.options]
        if wanted.several:
            return forms.MultipleChoiceField(**said, choices=choices, widget=forms.CheckboxSelectMultiple)
        return forms.ChoiceField(**said, choices=[*NOT_SAID, *choices])
    if wanted.type == "boolean":
        return forms.ChoiceField(**said, choices=YES_NO)
    if wanted.type == "date":
        return forms.DateField(**said, widget=forms.DateInput(attrs={"type": "date", "width": "m"}))
    if wanted.type in ("money", "number"):
        return _number(said["label"], wanted.currency)
    return forms.CharField(**said, max_length=300)


def _number(label, unit=""):
    attrs = {"width": "m", "inputmode": "decimal"} | ({"unit": unit} if unit else {})
    return Number(label=label, required=False, widget=forms.TextInput(attrs=attrs))


class Number(forms.DecimalField):
    """An amount as people type it, with commas."""

    def __init__(self, **kwargs):
        super().__init__(min_value=0, max_digits=18, **kwargs)

    def to_python(self, value):
        """Without the commas."""
        return super().to_python(re.sub(r"[,\s]", "", value) if isinstance(value, str) else value)
