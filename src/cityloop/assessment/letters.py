"""Letters about a case or a notice: to whom each goes, what it may say, and whether an officer reads it first.

The texts stand in `letters/` of the room that runs the case, in its own words. A case that replays a public record
writes to nobody.
"""

from django.urls import reverse_lazy
from django.utils import timezone

from cityloop.assessment.desk import desk_of
from cityloop.assessment.models import Case, Notice, Reception
from cityloop.assessment.offices import OFFICES
from cityloop.assessment.procedure import PROCEDURES, procedure_of
from cityloop.assessment.queries import compiled
from cityloop.assessment.queries.veil import APPLICANTS, blackened, hides, names_of, reviewers_of, veil
from cityloop.engine.text import Text
from cityloop.organisations.models import Membership, Person
from cityloop.organisations.queries import acts_for, in_force, officers
from cityloop.outbox.writing import write

NO_DAY = Text("정해진 기한 없음", "no day is set")
LATE = ("supplement_overdue", "marks_overdue", "marking_reminder")
HELD = frozenset(("refused", "excluded", "selected", "reserve", "not_selected", *LATE))
"""Kinds that an officer reads before they go; the others say what has happened already, and go at once."""


def write_about(about, kind: str, to, at, *, key="", **facts) -> list:
    """Write a letter of the room that runs a case or a notice; part of an action.

    To those who review a case without knowing who applies it says a number in place of the title, and no name.
    """
    blind = reviewers_of(about) if isinstance(about, Case) and hides(about, APPLICANTS) else set()
    told = [one for one in to if getattr(one, "pk", None) not in blind]
    given = {"kind": kind, "at": at, "key": key}
    written = _written(about, told, facts, **given) if told or not blind else []
    if len(told) < len(to):
        names, copy = names_of(about), veil(Case.objects.select_related("edition", "applicant").get(pk=about.pk))
        facts = {name: blackened(value, names) for name, value in facts.items()}
        written += _written(copy, [one for one in to if one not in told], facts, **given)
    return written


def _written(about, to, facts, *, kind, at, key) -> list:
    room, known = FACTS[type(about)](about)
    if known.pop("record"):
        return []
    return write(at=at, kind=f"{room}.{kind}", to=to, about=about, key=key, held=kind in HELD, **{**known, **facts})


def to_applicant(case, kind: str, at, *, key="", **facts) -> list:
    """Write to whoever opened the case and to the applicant's officers; of what came on paper to its address, too."""
    addresses = Reception.objects.filter(case=case).exclude(address="").values_list("address", flat=True)
    return write_about(case, kind, [*applicants(case, at), *addresses], at, key=key, **facts)


def to_operator(case, kind: str, at, *, key="", **facts) -> list:
    """Write to the officers of the body that runs the case."""
    runs = OFFICES[case.edition.kind].runs
    body = officers(runs, case.edition.scheme, timezone.localdate(at), part=case.profile)
    return write_about(case, kind, body, at, key=key, **facts)


def officers_of(organisation, on) -> list[Person]:
    """The officers of an organisation on a day; all its people where it has none."""
    held = Membership.objects.filter(in_force(on), organisation=organisation)
    officers_only = held.filter(role=Membership.Role.OFFICER)
    people = (officers_only if officers_only.exists() else held).values("person_id")
    return list(Person.objects.filter(pk__in=people).order_by("pk"))


def names(thing) -> dict:
    """A name in both languages, as a letter takes it."""
    return {"ko": thing.name_ko or thing.name_en, "en": thing.name_en or thing.name_ko}


def applicants(case, at) -> list[Person]:
    """Who is written to for the applicant: whoever opened the case, as long as they act for it, and its officers."""
    on = timezone.localdate(at)
    held = Membership.objects.filter(in_force(on), organisation=case.applicant, role=Membership.Role.OFFICER)
    people = list(Person.objects.filter(pk__in=held.values("person_id")).order_by("pk"))
    opener = [case.opened_by] if acts_for(case.opened_by, case.applicant, on) else []
    return list(dict.fromkeys([*opener, *people]))


def facts_of_case(case) -> dict:
    """What a letter may say of a case."""
    closes = {"closes": case.notice.open_until, "notice": titles(case.notice)} if case.notice else {}
    return {
        "record": case.record,
        "case": titles(case),
        "reference": case.reference,
        "scheme_title": compiled(case.edition).title,
        "state": procedure_of(case).name_of(case),
        "due": case.due_on or NO_DAY,
        "link": reverse_lazy(desk_of(case.edition).home, args=[case.reference]),
        **closes,
    }


def titles(thing) -> dict:
    """A title in both languages, as a letter takes it."""
    return {"ko": thing.title_ko, "en": thing.title_en}


def _of_case(case):
    return procedure_of(case).room, facts_of_case(case)


def _of_notice(notice):
    return PROCEDURES[notice.edition.kind].room, {
        "record": "",
        "notice": titles(notice),
        "closes": notice.open_until,
        "received": str(notice.cases.filter(received_at__isnull=False).count()),
        "link": reverse_lazy(desk_of(notice.edition).listing),
    }


FACTS = {Case: _of_case, Notice: _of_notice}
"""The room that has the texts, and what a letter may say of the thing that it is about."""
