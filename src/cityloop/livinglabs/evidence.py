"""What pilots measured of services, told to the directory: the effect, how sure it is, and where to check it."""

from collections.abc import Sequence
from datetime import date
from math import ceil, floor

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from cityloop.catalogue.models import Service
from cityloop.catalogue.shown import Fact, register_knowledge
from cityloop.catalogue.trials import Measured, Trial, register_trials
from cityloop.engine.effects import number
from cityloop.language import pick
from cityloop.livinglabs.models import Effect, Pilot
from cityloop.livinglabs.protocols import METHOD_WORDS
from cityloop.livinglabs.queries.pilots import latest_of_services


def register() -> None:
    """Tell the directory how to ask."""
    register_knowledge("effects", gettext_lazy("What pilots measured"), told)
    register_trials(trials)


def told(services: Sequence[Service], on: date) -> dict[int, list[Fact]]:
    """The effect of each pilot of each service, and plainly that nothing was measured where nothing was."""
    tried = trials(services)
    return {one.pk: [_fact(trial) for trial in tried.get(one.pk, ())] or [_never()] for one in services}


def trials(services: Sequence[Service]) -> dict[int, list[Trial]]:
    """Every pilot of each service with its latest effect, the newest first. Two queries at most."""
    found: dict[int, list[Trial]] = {}
    for pilot, effect in latest_of_services(services):
        found.setdefault(pilot.service_id, []).append(_trial(pilot, effect))
    return found


def _never() -> Fact:
    return Fact(_("Effect in a pilot"), _("not measured"), _("No pilot of this service is on record here."))


def _fact(trial: Trial) -> Fact:
    effect, where = trial.measured, f"{pick(trial.title)}, {trial.place}"
    given = {"href": trial.address, "simulated": trial.simulated}
    if effect is None:
        return Fact(_("Effect in a pilot"), _("not measured"), f"{where} ({trial.standing}).", **given)
    outcome = _("Outcome: %(outcome)s (%(unit)s)") % {"outcome": effect.outcome, "unit": effect.unit}
    doubts = "".join(f" {_('What speaks against it')}: {pick(one)}." for one in effect.doubts)
    said = f"{pick(trial.question)} {pick(effect.sentence)}.{doubts} {outcome}. {pick(effect.method)}."
    return Fact(_("Effect in a pilot"), _value(effect), f"{where}. {said}", **given)


def _value(effect: Measured) -> str:
    """A number never stands without its interval, rounded outwards; where there is none, the verdict stands alone."""
    if effect.low is None or effect.high is None:
        return str(Effect.Verdict(effect.verdict).label)
    return _("%(effect)s %(unit)s (%(level)s interval %(span)s)") % {
        "effect": ("+" if effect.estimate > 0 else "") + number(effect.estimate),
        "unit": effect.unit,
        "level": f"{effect.level:.0%}",
        "span": f"{number(effect.low, floor)} ~ {number(effect.high, ceil)}",
    }


def _trial(pilot: Pilot, effect: dict | None) -> Trial:
    return Trial(
        code=pilot.code,
        title={"ko": pilot.title_ko, "en": pilot.title_en},
        question={"ko": pilot.question_ko, "en": pilot.question_en},
        city={"ko": pilot.city_ko, "en": pilot.city_en},
        country=pilot.country,
        state=pilot.state,
        standing=_("pilot: %(state)s") % {"state": pilot.get_state_display()},
        begun=pilot.state != Pilot.State.PLANNED,
        since=pilot.began_on,
        source=pilot.source,
        simulated=pilot.simulated,
        address=reverse("livinglabs:pilot", args=[pilot.code]),
        measured=effect and _measured(pilot, effect),
    )


def _measured(pilot: Pilot, effect: dict) -> Measured:
    return Measured(
        **{name: effect[name] for name in ("outcome", "unit", "estimate", "low", "high", "level", "verdict", "doubts")},
        method=_both(METHOD_WORDS[effect["method"]]),
        sentence=effect["sentence"],
        on=timezone.localdate(effect["computed_at"]),
        address=reverse("livinglabs:effect_json", args=[pilot.code]),
    )


def _both(words) -> dict[str, str]:
    said = {}
    for language in ("ko", "en"):
        with override(language):
            said[language] = words()
    return said
