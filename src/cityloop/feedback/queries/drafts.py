"""Find drafts of a scheme's next edition, their versions, and what they are compared with."""

from django.db.models import OuterRef, Subquery
from django.shortcuts import get_object_or_404

from cityloop.assessment.models import ApprovalRequest, Edition, EditionState
from cityloop.assessment.queries import compiled, published, standings
from cityloop.feedback.models import Draft, DraftVersion, Reexamination, Replay
from cityloop.organisations.models import Designation, Membership
from cityloop.organisations.queries import schemes_in_duty

State = EditionState.State


def schemes_owned(person, on) -> set[str]:
    """Ids of the schemes whose editions the person drafts."""
    return schemes_in_duty(person, Designation.Duty.OPERATING_BODY, on, roles=(Membership.Role.SCHEME_OWNER,))


def drafts_visible_to(person, on):
    """Drafts of the schemes that the person owns on that day; nobody else sees a draft before it is put forward."""
    return drafts_of(schemes_owned(person, on))


def drafts_of(schemes):
    """Drafts of some schemes."""
    return Draft.objects.filter(base__scheme__in=schemes).select_related("base", "owner").defer("base__content")


def with_standing(drafts):
    """Drafts with the digest and faults of their last version, and the version that was tried last."""
    last = DraftVersion.objects.filter(draft=OuterRef("pk")).order_by("-number")
    tried = Replay.objects.filter(draft=OuterRef("pk")).order_by("-version").values("version")[:1]
    return drafts.annotate(
        digest=Subquery(last.values("digest")[:1]),
        faults=Subquery(last.values("faults")[:1]),
        tried=Subquery(tried),
    )


def latest(draft: Draft) -> DraftVersion:
    """The last version of a draft, with its text."""
    return draft.versions.get(number=draft.version)


def latest_replay(draft: Draft) -> Replay | None:
    """The draft's last trial over the record."""
    return draft.replays.last()


def edition_before(draft: Draft, on) -> Edition:
    """What a draft would replace: the edition of its scheme in force on a day, else the one that it starts from."""
    found = [one for one in standings(on, draft.base.scheme) if one.state == State.IN_FORCE]
    if not found:
        return Edition.objects.get(pk=draft.base_id)
    newest = max(found, key=lambda one: (one.since, one.edition.edition))
    return Edition.objects.get(pk=newest.edition.pk)


def request_for(scheme: str, digest: str) -> ApprovalRequest | None:
    """The last time that exactly this text was put before the certifier."""
    asked = ApprovalRequest.objects.filter(scheme=scheme, digest=digest).defer("content")
    return asked.select_related("answer", "answer__decided_by", "asked_by").last()


def editions_of(schemes) -> list[Edition]:
    """The editions of some schemes, the newest first."""
    return list(published().filter(scheme__in=schemes).order_by("scheme", "-edition"))


def edition_or_404(scheme: str, edition: str) -> Edition:
    """A published edition of a scheme."""
    return get_object_or_404(Edition, kind=Edition.Kind.SCHEME, scheme=scheme, edition=edition)


def examination_due(edition: Edition, on):
    """The first day by which the rules must be examined and were not yet; None without such a rule."""
    rule = compiled(edition).reexamination
    if rule is None:
        return None
    done = set(Reexamination.objects.filter(scheme=edition.scheme).values_list("due", flat=True))
    due = rule.due_after(on)
    while due in done:
        due = rule.every.after(due)
    return due
