"""What waits for the owner of a scheme, and for its certifier, in the making of editions."""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from cityloop.assessment.models import ApprovalRequest, Edition, EditionApproval, EditionState
from cityloop.assessment.offices import OFFICES, among
from cityloop.assessment.queries import standings
from cityloop.consulting.queries.consultations import cities_of
from cityloop.feedback.models import Rating
from cityloop.feedback.queries.drafts import drafts_of, examination_due, with_standing
from cityloop.feedback.queries.ratings import services_to_rate
from cityloop.feedback.queries.revision import periods_unsettled, proposals_waiting
from cityloop.language import pick
from cityloop.organisations.models import Membership
from cityloop.organisations.queries import roles_in_schemes
from cityloop.organisations.waiting import Waiting

State, Verdict = EditionState.State, EditionApproval.Verdict
Role = Membership.Role
AHEAD = timedelta(days=180)
"""How long before it is due the examination of the rules stands in the inbox."""


def waiting_for(person, on) -> list[Waiting]:
    """Drafts and editions that wait for their owner, and texts that wait for the certifier."""
    held = roles_in_schemes(person, on)
    owned = {kind: _schemes(held, office.role, office.writes) for kind, office in OFFICES.items()}
    approved = {kind: _schemes(held, Role.OFFICER, office.approves) for kind, office in OFFICES.items()}
    return [*_of_owner(owned, on), *_of_approver(person, approved), *_of_city(person, on)]


def _schemes(held, role, duty) -> set[str]:
    return {scheme for one, other, scheme in held if (one, other) == (role, duty)}


def _of_owner(schemes, on):
    if not any(schemes.values()):
        return
    answers = _answers(schemes)
    published = {edition.digest: edition for edition in _published(schemes)}
    for draft in with_standing(drafts_of(schemes)):
        if draft.digest in published:
            continue
        title, hint = _step(draft, answers.get(draft.digest))
        if title:
            url = reverse("feedback:draft", args=[draft.pk])
            yield Waiting(title % {"title": draft.title}, hint, url, draft.changed_at, label=_("Draft"))
    for edition in published.values():
        if edition.used or edition.approval_id is None:
            continue
        trial = OFFICES[edition.kind].mock_first
        title = _("Try the edition “%(edition)s” in a mock round") if trial else _("Put “%(edition)s” in force")
        yield Waiting(
            title % {"edition": edition},
            _("It is published, and no field uses it yet."),
            reverse("feedback:states", args=[edition.scheme, edition.edition]),
            edition.published_at,
            label=edition.edition,
        )
    yield from _said(schemes)
    yield from _examinations(schemes[Edition.Kind.SCHEME], on)


def _said(schemes):
    """Proposals to be read or answered, and drafts with comments to be."""
    for row in proposals_waiting(schemes):
        yield Waiting(
            _("Read the proposal “%(title)s”") % {"title": row.title}
            if row.verdict is None
            else _("Answer the proposal “%(title)s”") % {"title": row.title},
            str(row.edition),
            reverse("feedback:proposal", args=[row.pk]),
            row.at,
            label=_("Proposal"),
        )
    for period in periods_unsettled(schemes):
        yield Waiting(
            _("Read and answer comments on “%(title)s”") % {"title": period.draft.title},
            _("They are open until %(day)s.") % {"day": period.ends_on},
            reverse("feedback:period", args=[period.pk]),
            period.opened_at,
            label=_("Comments"),
        )


def _step(draft, answer):
    """What a draft waits for: a trial, a correction, publication, or nothing."""
    if answer == Verdict.RETURNED:
        return _("“%(title)s” was returned"), _("Read the reason, change the text and ask again.")
    if answer == Verdict.APPROVED:
        return _("Publish “%(title)s”"), _("Exactly this text was approved.")
    on_record = draft.base is not None and draft.kind == Edition.Kind.SCHEME
    if answer is None and not draft.faults and draft.tried != draft.version and on_record:
        return _("Try the draft “%(title)s” against the record"), str(draft.base)
    return "", ""


def _answers(schemes) -> dict:
    """The verdict on every text put forward, by digest; `asked` while it waits. Of several the last."""
    asked = ApprovalRequest.objects.filter(among(schemes, "content__kind")).order_by("pk")
    return {digest: verdict or "asked" for digest, verdict in asked.values_list("digest", "answer__verdict")}


def _published(schemes):
    """Editions of some schemes; `used` tells whether a field uses one or is planned to."""
    states = EditionState.objects.exclude(state=State.DRAFT).filter(edition=OuterRef("pk"))
    return Edition.objects.filter(among(schemes)).defer("content").annotate(used=Exists(states))


def _examinations(schemes, on):
    in_force = {}
    for one in standings(on):
        if one.state == State.IN_FORCE and one.edition.scheme in schemes:
            in_force[one.edition.scheme] = one.edition
    for edition in in_force.values():
        due = examination_due(edition, on)
        if due and due - on <= AHEAD:
            yield Waiting(
                _("Examine whether the rules still fit: %(edition)s") % {"edition": edition.title},
                _("Every three years (Notice 2021-223 Art. 18); record what was found."),
                reverse("feedback:states", args=[edition.scheme, edition.edition]),
                edition.published_at,
                due=due,
                label=edition.edition,
            )


def _of_city(person, on):
    """Services that the person's city runs and has not rated this year."""
    services = services_to_rate(person, on)
    if not services:
        return
    mine = cities_of(person, on)
    rated = set(Rating.objects.filter(city__in=mine, period=str(on.year)).values_list("service_id", flat=True))
    for service in services:
        if service.pk not in rated:
            yield Waiting(
                _("Say how “%(service)s” does in your city") % {"service": service},
                _("Once a year; everybody reads it, and its provider may answer."),
                reverse("feedback:rate", args=[service.code]),
                service.listed_at,
                label=str(on.year),
                simulated=service.simulated,
            )


def _of_approver(person, schemes):
    if not any(schemes.values()):
        return
    asked = ApprovalRequest.objects.filter(among(schemes, "content__kind"), answer=None).exclude(authors__person=person)
    for request in asked.values("pk", "content__title", "content__edition", "asked_at"):
        yield Waiting(
            _("Approve or return the rules: %(title)s") % {"title": _titled(request)},
            _("They were put forward for approval; read exactly this text."),
            reverse("feedback:approval", args=[request["pk"]]),
            request["asked_at"],
            label=request["content__edition"],
        )


def _titled(request) -> str:
    return f"{pick(request['content__title'])} {request['content__edition']}"
