"""What waits for the people of a city."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cityloop.consulting.guide import guide
from cityloop.consulting.models import Consultation, Coverage, Need, Shortlist, ValuesDraft
from cityloop.consulting.queries.consultations import cities_of, counting
from cityloop.consulting.queries.dues import due_in
from cityloop.organisations.waiting import Waiting


def waiting_for(person, on) -> list[Waiting]:
    """The next step of each of the person's cities: a consultation to open, a need to state, a shortlist to make."""
    cities = list(cities_of(person, on))
    if not cities:
        return []
    open_ones = Consultation.objects.filter(city__in=cities, state=Consultation.State.OPEN)
    by_city = {consultation.city_id: consultation for consultation in open_ones}
    needs = list(Need.objects.filter(consultation__in=by_city.values()))
    answered = set(Shortlist.objects.filter(need__in=needs).values_list("need_id", flat=True))
    measured = dict(Coverage.objects.filter(city__in=cities, known__gt=0).values_list("city_id", "changed_at"))
    found = _files(person)
    for city in cities:
        if consultation := by_city.get(city.pk):
            own = counting(need for need in needs if need.consultation_id == consultation.pk)
            found += _steps(city, consultation, own, answered)
        elif city.pk in measured:
            found.append(_opening(city, measured[city.pk]))
    return found + due_in(list(by_city.values()), person, on)


def _files(person) -> list[Waiting]:
    """Files of values that the person handed in and has neither taken in nor dropped."""
    drafts = ValuesDraft.objects.filter(person=person, state=ValuesDraft.State.WAITING).select_related("city")
    return [
        Waiting(
            title=_("Look at the values handed in for %(city)s") % {"city": draft.city},
            hint=_("Nothing of the files is taken in before you say so."),
            url=reverse("consulting:values_draft", args=[draft.city.code, draft.pk]),
            since=draft.at,
            label=_("Values"),
            simulated=draft.city.simulated,
        )
        for draft in drafts
    ]


def _opening(city, since) -> Waiting:
    return Waiting(
        title=_("Open the consultation of %(city)s") % {"city": city},
        hint=_("The diagnosis is there: read it, then say what the city needs."),
        url=reverse("consulting:diagnosis", args=[city.code]),
        since=since,
        label=_("Consultation"),
        simulated=city.simulated,
    )


def _steps(city, consultation, needs, answered) -> list[Waiting]:
    if not needs:
        return [
            Waiting(
                title=_("State what %(city)s needs") % {"city": city},
                hint=_("Choose a problem; those that the diagnosis points to come first."),
                url=reverse("consulting:state_need", args=[city.code]),
                since=consultation.opened_at,
                label=_("Need"),
                simulated=consultation.simulated,
            )
        ]
    return [_shortlist(city, need, consultation.simulated) for need in needs if need.pk not in answered]


def _shortlist(city, need, simulated) -> Waiting:
    words = {"city": city, "problem": guide().problems[need.problem].title}
    return Waiting(
        title=_("Make a shortlist of services for %(city)s: %(problem)s") % words,
        hint=_("Say how much each criterion counts; services are ranked with reasons."),
        url=reverse("consulting:make_shortlist", args=[city.code, need.pk]),
        since=need.at,
        label=_("Shortlist"),
        simulated=simulated,
    )
