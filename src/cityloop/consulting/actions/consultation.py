"""A city is advised: a consultation is opened, needs are stated, services are ranked for them."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.consulting.guide import guide
from cityloop.consulting.models import City, Consultation, Need, Shortlist
from cityloop.consulting.queries.candidates import candidates
from cityloop.consulting.queries.consultations import counting
from cityloop.consulting.queries.weighings import latest_answers
from cityloop.consulting.ranking import rank
from cityloop.consulting.rules import acts_for_city
from cityloop.engine.edition import digest

IMPORTANCE = range(1, 6)
PRIORITY = range(1, 6)


@action("consulting.open_consultation")
def open_consultation(*, actor, at, city, simulated=False, language="", follows=""):
    """Open the consultation of a city; its own people may, one at a time.

    `actor=None` is an award of a call, which is named in `follows`; `language` is the one the city is written to in.
    """
    if actor is None:
        require(bool(follows), _("No consultation was opened."), _("Nobody asked for it."), _("Open it as the city."))
    else:
        _require_own(actor, city, at)
    City.objects.select_for_update().get(pk=city.pk)
    require(
        not city.consultations.filter(state=Consultation.State.OPEN).exists(),
        _("No consultation was opened."),
        _("One is under way for this city."),
        _("Go on with it, or close it first."),
    )
    consultation = Consultation.objects.create(
        city=city,
        opened_by=actor,
        opened_at=at,
        changed_at=at,
        simulated=simulated or city.simulated,
        language=language,
        follows=follows,
    )
    return done(consultation, city=city.code, **({"follows": follows} if follows else {}))


@action("consulting.close_consultation")
def close_consultation(*, actor, at, consultation):
    """Close a consultation; what was stated and ranked in it stays readable to the city's people."""
    consultation = locked_under_way(actor, consultation, at)
    consultation.state, consultation.changed_at = Consultation.State.CLOSED, at
    consultation.save(update_fields=["state", "changed_at"])
    return done(consultation, city=consultation.city.code)


@action("consulting.state_need")
def state_need(*, actor, at, consultation, problem, priority, statement_ko="", statement_en=""):
    """State a problem (an id of fields.yaml) that the city wants solved; stating it again replaces what was said."""
    consultation = locked_under_way(actor, consultation, at)
    what = _("The need was not recorded.")
    require(problem in guide().problems, what, _("There is no such problem."), _("Choose one of the list."))
    said = {"statement_ko": statement_ko.strip(), "statement_en": statement_en.strip()}
    require(any(said.values()), what, _("Nothing was said."), _("Say in a sentence or two what is wrong."))
    require(priority in PRIORITY, what, _("A need comes first to fifth."), _("Give a number from 1 to 5."))
    before = next((need for need in counting(consultation.needs.all()) if need.problem == problem), None)
    require(
        before is None or any(getattr(before, name) != value for name, value in {**said, "priority": priority}.items()),
        what,
        _("The same need is recorded already."),
        _("Go on to its shortlist, or change the words or the priority."),
    )
    need = Need.objects.create(
        consultation=consultation,
        problem=problem,
        priority=priority,
        person=actor,
        at=at,
        **said,
    )
    return done(need, city=consultation.city.code, problem=problem, priority=priority)


@action("consulting.make_shortlist")
def make_shortlist(*, actor, at, need, importance=None, filters=(), agreed=None, progress=None):
    """Rank the directory's services for a need.

    `importance`: 1 to 5 for every criterion of the guide, unless several people `agreed` on points. `filters`: ids of
    the guide's conditions that the city chose. What went in and what came out is stored with one digest; the same
    shortlist twice is refused. `progress` is told how many draws are done.
    """
    locked_under_way(actor, need.consultation, at)
    what = _("No shortlist was made.")
    _require_filters(what, filters)
    if agreed is None:
        _require_importance(what, importance)
    else:
        _require_agreed(what, agreed, need)
        importance = agreed.points
    problem = guide().problems[need.problem]
    people = latest_answers(agreed.weighing) if agreed else []
    services = candidates(problem, timezone.localdate(at))
    result = rank(problem, importance, filters, services, [(row.pk, row.weights) for row in people], progress)
    require(
        bool(result["ranked"]),
        what,
        _("No service of the directory meets every condition."),
        _("Take a condition away, or state the need as another problem."),
    )
    sealed = digest({"need": need.pk, "importance": dict(importance), "filters": sorted(filters), "result": result})
    latest = need.shortlists.first()
    require(
        latest is None or latest.digest != sealed,
        what,
        _("The last shortlist of this need is exactly this one."),
        _("Open it, or change how much the criteria count."),
    )
    first = result["ranked"][0]
    shortlist = Shortlist.objects.create(
        need=need,
        importance=dict(importance),
        agreed=agreed,
        filters=sorted(filters),
        result=result,
        digest=sealed,
        ranked=len(result["ranked"]),
        refused=result["considered"] - len(result["ranked"]),
        first=first["id"],
        first_share=first["first"],
        person=actor,
        at=at,
    )
    return done(shortlist, need=need.pk, digest=sealed, ranked=shortlist.ranked, first=shortlist.first)


def _require_importance(what, importance) -> None:
    asked = {criterion.id for criterion in guide().criteria}
    require(
        importance is not None and set(importance) == asked and all(one in IMPORTANCE for one in importance.values()),
        what,
        _("Every criterion needs an importance from 1 to 5."),
        _("Go through the form again and choose one for each."),
    )


def _require_agreed(what, agreed, need) -> None:
    require(
        agreed.weighing.need_id == need.pk and agreed == agreed.weighing.agreements.last(),
        what,
        _("These weights were agreed on for another need, or are no longer the last ones."),
        _("Open the weighing of this need and take what was agreed on last."),
    )


def _require_filters(what, filters) -> None:
    offered = {condition.id for condition in guide().conditions if not condition.always}
    require(set(filters) <= offered, what, _("There is no such condition."), _("Choose from those of the form."))


def _require_own(actor, city, at) -> None:
    if not acts_for_city(actor, city, timezone.localdate(at)):
        raise not_yours()


def locked_under_way(actor, consultation, at) -> Consultation:
    """The consultation, locked; refused where it is not the actor's city's, or closed."""
    _require_own(actor, consultation.city, at)
    locked = (
        Consultation.objects.select_for_update(of=("self",))
        .select_related("city__organisation")
        .get(pk=consultation.pk)
    )
    require(
        locked.state == Consultation.State.OPEN,
        _("Nothing was changed."),
        _("The consultation is closed."),
        _("Open a new one for this city."),
    )
    return locked
