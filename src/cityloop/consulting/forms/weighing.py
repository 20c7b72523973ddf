"""How much each criterion counts, asked by three methods; each asks for as little as it needs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cityloop.consulting.guide import guide
from cityloop.consulting.models import Weighing
from cityloop.consulting.weights import AHP, BEST_WORST, HUNDRED, MOST, SWING, criteria, pairs

SHORT = {"width": "s"}
TIMES = {
    1: _("alike"),
    2: _("between alike and a little more"),
    3: _("a little more"),
    4: _("between a little more and more"),
    5: _("more"),
    6: _("between more and much more"),
    7: _("much more"),
    8: _("between much more and by far more"),
    9: _("by far more"),
}


class MethodForm(forms.Form):
    """By which method people are asked."""

    method = forms.ChoiceField(
        label=_("How are people asked?"),
        choices=Weighing.Method.choices,
        initial=SWING,
        widget=forms.RadioSelect(
            attrs={
                "boxed": True,
                "hints": {
                    SWING: _("Eight numbers. The quickest; answers cannot contradict each other."),
                    BEST_WORST: _("Fifteen answers. Some contradictions are found and named."),
                    AHP: _("Twenty-eight comparisons. Every contradiction is found and named."),
                },
            }
        ),
    )


class AnswersForm(forms.Form):
    """What one person answers; `answers` is what the engine takes."""

    despite = forms.BooleanField(label=_("I keep these answers although some contradict each other"), required=False)

    def __init__(self, *args, advisers=(), last=None, **kwargs):
        """`advisers`: those for whom answers can be typed in. `last`: the answers that were given before."""
        super().__init__(*args, **kwargs)
        self.titles = {one.id: one.title for one in guide().criteria}
        if advisers:
            self.fields["said_by"] = forms.ChoiceField(
                label=_("Whose answers are these?"),
                required=False,
                choices=[("", _("My own")), *((str(one.pk), f"{one.name} ({one.expertise})") for one in advisers)],
            )
        self.ask(last or {})

    def ask(self, last):
        """Add the questions of the method."""

    @property
    def questions(self) -> list:
        """The fields of the method, to be laid out by hand."""
        return [field for field in self if field.name not in ("despite", "said_by")]


class SwingForm(AnswersForm):
    """Points for the step of each criterion from the worst service of the directory to the best."""

    def ask(self, last):
        points = last.get("points", {})
        for one in guide().criteria:
            self.fields[one.id] = forms.IntegerField(
                label=one.title,
                help_text=one.why,
                min_value=0,
                max_value=HUNDRED,
                initial=points.get(one.id),
                widget=forms.NumberInput(attrs={**SHORT, "unit": _("points")}),
            )

    def clean(self):
        points = [self.cleaned_data.get(one) for one in criteria()]
        if None not in points and max(points) != HUNDRED:
            self.add_error(None, _("The step that you want most has 100 points; the others are measured by it."))
        return self.cleaned_data

    @property
    def answers(self) -> dict:
        return {"points": {one: self.cleaned_data[one] for one in criteria()}}


class BestWorstForm(AnswersForm):
    """The most and the least important criterion, and all others beside these two."""

    def ask(self, last):
        choices = [("", _("Choose one")), *self.titles.items()]
        for name, words in (("best", _("Which counts most?")), ("worst", _("Which counts least?"))):
            self.fields[name] = forms.ChoiceField(label=words, choices=choices, initial=last.get(name))
        for name, words in (
            ("best_to", _("How much more does the most important one count than: %(name)s")),
            ("to_worst", _("How much more than the least important one counts: %(name)s")),
        ):
            given = last.get(name, {})
            for one, title in self.titles.items():
                self.fields[f"{name}-{one}"] = forms.TypedChoiceField(
                    label=words % {"name": title},
                    coerce=int,
                    choices=[(n, f"{n} · {said}") for n, said in TIMES.items()],
                    initial=given.get(one, 1),
                )

    def clean(self):
        if self.cleaned_data.get("best") and self.cleaned_data.get("best") == self.cleaned_data.get("worst"):
            self.add_error("worst", _("The most and the least important are two different ones."))
        return self.cleaned_data

    @property
    def answers(self) -> dict:
        told, (best, worst) = self.cleaned_data, (self.cleaned_data["best"], self.cleaned_data["worst"])
        return {
            "best": best,
            "worst": worst,
            "best_to": {one: told[f"best_to-{one}"] for one in criteria() if one != best},
            "to_worst": {one: told[f"to_worst-{one}"] for one in criteria() if one not in (best, worst)},
        }


class AhpForm(AnswersForm):
    """Every two criteria beside each other."""

    def ask(self, last):
        given = last.get("pairs", {})
        for first, second in pairs():
            left, right = self.titles[first], self.titles[second]
            choices = [(n - 1, f"{left}: {TIMES[n]} ({n})") for n in range(MOST, 1, -1)]
            choices += [(0, TIMES[1])]
            choices += [(1 - n, f"{right}: {TIMES[n]} ({n})") for n in range(2, MOST + 1)]
            self.fields[f"{first}/{second}"] = forms.TypedChoiceField(
                label=_("%(first)s or %(second)s?") % {"first": left, "second": right},
                coerce=int,
                choices=choices,
                initial=given.get(f"{first}/{second}", 0),
            )

    @property
    def answers(self) -> dict:
        return {"pairs": {f"{a}/{b}": self.cleaned_data[f"{a}/{b}"] for a, b in pairs()}}


ASKED = {SWING: SwingForm, BEST_WORST: BestWorstForm, AHP: AhpForm}


class AgreeForm(forms.Form):
    """Points out of a hundred that all can live with."""

    def __init__(self, *args, points, **kwargs):
        """`points`: what is proposed first, the middle of what people gave."""
        super().__init__(*args, **kwargs)
        for one in guide().criteria:
            self.fields[one.id] = forms.IntegerField(
                label=one.title,
                min_value=0,
                max_value=HUNDRED,
                initial=points[one.id],
                widget=forms.NumberInput(attrs={**SHORT, "unit": _("points")}),
            )
        self.fields["reason"] = forms.CharField(
            label=_("How was it agreed?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
        )

    def clean(self):
        points = [self.cleaned_data.get(one) for one in criteria()]
        if None not in points and sum(points) != HUNDRED:
            words = _("Together these are %(sum)s points, not a hundred.") % {"sum": sum(points)}
            self.add_error(None, words)
        return self.cleaned_data

    @property
    def weights(self) -> list:
        return [self[one] for one in criteria()]

    @property
    def points(self) -> dict[str, int]:
        return {one: self.cleaned_data[one] for one in criteria()}
