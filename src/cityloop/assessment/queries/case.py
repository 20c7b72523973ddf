"""Cases that somebody may see, and who works on them."""

from collections.abc import Callable

from django.db.models import Q
from django.shortcuts import get_object_or_404

from cityloop.assessment.models import Case, Declaration, Dossier, Duty, Party
from cityloop.assessment.offices import OFFICES
from cityloop.assessment.queries.barred import barred_from
from cityloop.assessment.queries.veil import veil_dossier
from cityloop.assessment.rules import APPLICANT, OPERATOR
from cityloop.organisations.queries import Affiliations

OPENED: list[Callable[[], Q]] = []
"""What rooms above add: the condition on cases whose draft those who apply have opened to whoever runs them."""


def open_drafts(condition: Callable[[], Q]) -> None:
    """Let whoever runs a case read its draft where this condition holds; once, by a room's start."""
    OPENED.append(condition)


def visible_to(user, on, known=None):
    """Cases that a person may see on a day; the one gate for pages, lists, counts, downloads and exports.

    The people of all who apply, or are asked to; officers of the bodies that run it and decide once the case has been
    handed in, or came on paper; of those that run it also while its draft was opened to them; whoever holds a duty on
    it that was not released. Where the kind of edition says so, nobody sees by an office or a duty what they conflict
    with. `known`: their `Affiliations`, if read.
    """
    if not getattr(user, "pk", None):
        return Case.objects.none()
    known = known or Affiliations(user, on)
    served = _of_offices(known.duties)
    opened = _of_offices(known.duties, deciding=False) & Q(*(one() for one in OPENED), _connector=Q.OR)
    opened = opened if OPENED else Q(pk__in=())
    mine = Duty.objects.filter(person=user, released_at=None).values("case_id")
    ours = known.organisations
    together = Party.objects.filter(organisation__in=ours, withdrawn_at=None).exclude(answer=Party.Answer.DECLINED)
    return Case.objects.filter(
        Q(applicant__in=ours)
        | Q(pk__in=together.values("case_id"))
        | (
            ((served & (Q(received_at__isnull=False) | Q(reception__isnull=False))) | Q(pk__in=mine) | opened)
            & ~kept_from(user, on)
        )
    )


def kept_from(user, on) -> Q:
    """Cases that somebody is kept from whatever their office: of the kinds that hide conflicts, those they have one in.

    The condition for everything that shows cases by another way than `visible_to`: letters, accounts, awards, rounds.
    """
    kinds = [kind for kind, office in OFFICES.items() if office.hides_conflicts]
    return Q(pk__in=Case.objects.filter(barred_from(user, on), edition__kind__in=kinds).values("pk"))


def _of_offices(duties, deciding=True) -> Q:
    """Cases of the schemes and programmes that somebody serves in an office of their procedure: runs, or decides."""
    found = Q(pk__in=())
    for kind, office in OFFICES.items():
        held = {
            (scheme, part)
            for duty, scheme, part in duties
            if duty in ((office.runs, office.decides) if deciding else (office.runs,))
        }
        found |= Q(edition__kind=kind, edition__scheme__in={scheme for scheme, part in held if not part})
        for scheme, part in sorted(one for one in held if one[1]):
            found |= Q(edition__kind=kind, edition__scheme=scheme, profile=part)
    return found


def case_or_404(user, on, reference: str, kind=None, known=None) -> Case:
    """One case, of a kind of edition where one is named, that the person may see; not theirs is not found."""
    found = visible_to(user, on, known)
    found = found.select_related("edition", "applicant", "service__provider", "notice", "reception")
    if kind is not None:
        found = found.filter(edition__kind=kind)
    return get_object_or_404(found.defer("edition__content"), reference=reference)


def dossier_of(case) -> Dossier:
    """The latest version of the dossier."""
    found = case.dossiers.order_by("-version").select_related("case__edition").defer("case__edition__content")
    return _as_read(case, found.first())


def dossier_for(case, roles) -> Dossier | None:
    """The version that somebody reads: the applicant the latest, everybody else the latest that was handed in.

    Whoever runs the case reads the latest too while its draft is open to them.
    """
    return dossier_of(case) if APPLICANT in roles or reads_draft(case, roles) else handed_in(case)


def reads_draft(case, roles) -> bool:
    """Does whoever runs the case read a draft that is not handed in, opened by those who apply?"""
    if OPERATOR not in roles or case.received_at is not None or not OPENED:
        return False
    return Case.objects.filter(Q(*(one() for one in OPENED), _connector=Q.OR), pk=case.pk).exists()


def handed_in(case) -> Dossier | None:
    """The latest version that was handed in."""
    return _as_read(case, case.dossiers.filter(frozen_at__isnull=False).order_by("-version").first())


def _as_read(case, dossier):
    """A reviewer who must not know who applies reads a veiled copy of the version, as of the case."""
    return veil_dossier(case, dossier) if case.veiled and dossier else dossier


def panel_of(case):
    """Duties of evaluation on a case, released ones included, in the order in which they were given."""
    found = case.duties.filter(duty=Duty.Kind.EVALUATE).select_related("person")
    return found.order_by("given_at", "pk")


def latest_declarations(case) -> dict[int, Declaration]:
    """What each person declared last on a case, by the person's id."""
    return {row.person_id: row for row in case.declarations.order_by("at", "pk")}
