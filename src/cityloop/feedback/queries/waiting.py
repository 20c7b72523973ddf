"""What waits for the owner of a scheme, and for its certifier, in the making of editions."""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from cityloop.assessment.models import ApprovalRequest, Edition, EditionApproval, EditionState
from cityloop.assessment.queries import standings
from cityloop.feedback.queries.drafts import drafts_of, examination_due, with_standing
from cityloop.language import pick
from cityloop.organisations.models import Designation, Membership
from cityloop.organisations.queries import roles_in_schemes
from cityloop.organisations.waiting import Waiting

State, Verdict = EditionState.State, EditionApproval.Verdict
Duty, Role = Designation.Duty, Membership.Role
AHEAD = timedelta(days=180)
"""How long before it is due the examination of the rules stands in the inbox."""


def waiting_for(person, on) -> list[Waiting]:
    """Drafts and editions that wait for their owner, and texts that wait for the certifier."""
    duties = roles_in_schemes(person, on)
    owned = {scheme for role, duty, scheme in duties if (role, duty) == (Role.SCHEME_OWNER, Duty.OPERATING_BODY)}
    certified = {scheme for role, duty, scheme in duties if (role, duty) == (Role.OFFICER, Duty.CERTIFIER)}
    return [*_of_owner(owned, on), *_of_certifier(person, certified)]


def _of_owner(schemes, on):
    if not schemes:
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
        yield Waiting(
            _("Try the edition “%(edition)s” in a mock round") % {"edition": edition},
            _("It is published, and no field uses it yet."),
            reverse("feedback:states", args=[edition.scheme, edition.edition]),
            edition.published_at,
            label=edition.edition,
        )
    yield from _examinations(schemes, on)


def _step(draft, answer):
    """What a draft waits for: a trial, a correction, publication, or nothing."""
    if answer == Verdict.RETURNED:
        return _("The certifier returned “%(title)s”"), _("Read the reason, change the text and ask again.")
    if answer == Verdict.APPROVED:
        return _("Publish “%(title)s”"), _("The certifier approved exactly this text.")
    if answer is None and not draft.faults and draft.tried != draft.version:
        return _("Try the draft “%(title)s” against the record"), str(draft.base)
    return "", ""


def _answers(schemes) -> dict:
    """The verdict on every text put forward, by digest; `asked` while it waits. Of several the last."""
    asked = ApprovalRequest.objects.filter(scheme__in=schemes).order_by("pk")
    return {digest: verdict or "asked" for digest, verdict in asked.values_list("digest", "answer__verdict")}


def _published(schemes):
    """Editions of some schemes; `used` tells whether a field uses one or is planned to."""
    states = EditionState.objects.exclude(state=State.DRAFT).filter(edition=OuterRef("pk"))
    return Edition.objects.filter(scheme__in=schemes).defer("content").annotate(used=Exists(states))


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


def _of_certifier(person, schemes):
    asked = ApprovalRequest.objects.filter(scheme__in=schemes, answer=None).exclude(authors__person=person)
    for request in asked.values("pk", "content__title", "content__edition", "asked_at") if schemes else ():
        yield Waiting(
            _("Approve or return the rules: %(title)s") % {"title": _titled(request)},
            _("The scheme’s owner put them forward (Notice 2021-223 Art. 3(3))."),
            reverse("feedback:approval", args=[request["pk"]]),
            request["asked_at"],
            label=request["content__edition"],
        )


def _titled(request) -> str:
    return f"{pick(request['content__title'])} {request['content__edition']}"
