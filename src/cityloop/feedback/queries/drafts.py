"""Find drafts of a scheme's next edition, their versions, and what they are compared with."""

from django.db.models import OuterRef, Subquery
from django.http import Http404

from cityloop.assessment.models import ApprovalRequest, Edition, EditionState
from cityloop.assessment.offices import OFFICES, among, written_by
from cityloop.assessment.queries import compiled, standings
from cityloop.feedback.models import Draft, DraftVersion, Reexamination, Replay

State = EditionState.State


def schemes_owned(person, on) -> dict[str, set[str]]:
    """Ids of the schemes and programmes whose editions the person drafts, by kind; empty where there is none."""
    return {kind: schemes for kind, schemes in written_by(person, on).items() if schemes}


def drafts_visible_to(person, on):
    """Drafts of what the person writes the rules of on that day; nobody else sees a draft before it is put forward."""
    return drafts_of(schemes_owned(person, on))


def drafts_of(schemes):
    """Drafts of some schemes and programmes, given by kind."""
    return Draft.objects.filter(among(schemes)).select_related("base", "owner").defer("base__content")


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


def edition_before(draft: Draft, on) -> Edition | None:
    """What a draft would replace: the edition of its scheme in force on a day, else the one that it starts from."""
    found = [one for one in standings(on, draft.scheme, draft.kind) if one.state == State.IN_FORCE]
    if not found:
        return Edition.objects.filter(pk=draft.base_id).first()
    newest = max(found, key=lambda one: (one.since, one.edition.edition))
    return Edition.objects.get(pk=newest.edition.pk)


def request_for(scheme: str, digest: str) -> ApprovalRequest | None:
    """The last time that exactly this text was put before the certifier."""
    asked = ApprovalRequest.objects.filter(scheme=scheme, digest=digest).defer("content")
    return asked.select_related("answer", "answer__decided_by", "asked_by").last()


def schemes_without_edition(schemes) -> list[str]:
    """Ids of schemes, of those given by kind, of which no edition is published yet."""
    known = Edition.objects.filter(kind=Edition.Kind.SCHEME).values_list("scheme", flat=True)
    return sorted(schemes.get(Edition.Kind.SCHEME, set()) - set(known))


def editions_of(schemes) -> list[Edition]:
    """The editions of some schemes and programmes, given by kind, the newest first."""
    return list(Edition.objects.filter(among(schemes)).defer("content").order_by("scheme", "-edition"))


def edition_or_404(scheme: str, edition: str) -> Edition:
    """A published edition of a scheme, or of a programme where no scheme is called so."""
    found = Edition.objects.filter(kind__in=OFFICES, scheme=scheme, edition=edition).order_by("-kind").first()
    if found is None:
        raise Http404
    return found


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
