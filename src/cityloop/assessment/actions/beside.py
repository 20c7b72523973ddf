"""Two people write the same answer at once: both texts are kept, shown beside each other, and settled by one."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.actions.dossier import require_own_parts
from cityloop.assessment.actions.steps import draft_of, locked, permit
from cityloop.assessment.answers import Wrong, cleaned
from cityloop.assessment.models import TextBeside
from cityloop.assessment.queries import compiled
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, require

NOT_KEPT = _("Your text was not kept.")
MOST_BESIDE = 20
LONGEST = 4_000


@action("assessment.keep_beside")
def keep_beside(*, actor, at, case, key, value):
    """Keep a text that came second to the same question; the one that was saved first stays the answer."""
    case = locked(case)
    permit(case, "save_answers", actor, at)
    require_own_parts(case, actor, [key], timezone.localdate(at))
    dossier = draft_of(case)
    question = next((one for one in compiled(case.edition).form_for(case.profile) if one.id == key), None)
    try:
        kept = cleaned(question, value) if question else str(value).strip()[:LONGEST]
    except Wrong as wrong:
        raise Refused(NOT_KEPT, str(wrong), _("Correct it and save again.")) from wrong
    open_ones = dossier.texts_beside.filter(settled_at=None)
    require(
        open_ones.count() < MOST_BESIDE,
        NOT_KEPT,
        _("There are many texts beside the answers already."),
        _("Settle some of them first: take one, or leave it."),
    )
    if not open_ones.filter(key=key, value=kept).exists():
        TextBeside.objects.create(dossier=dossier, key=key, value=kept, person=actor, at=at)
    return done(case, key=key)


@action("assessment.settle_beside")
def settle_beside(*, actor, at, case, beside, take):
    """Take a text beside the answer as the answer, or leave it; both stay on record."""
    case = locked(case)
    permit(case, "save_answers", actor, at)
    dossier = draft_of(case)
    found = dossier.texts_beside.select_for_update(of=("self",)).filter(pk=beside.pk, settled_at=None).first()
    require(
        found is not None,
        _("Nothing was changed."),
        _("Somebody has settled it already."),
        _("Look at the answer as it stands now."),
    )
    require_own_parts(case, actor, [found.key], timezone.localdate(at))
    found.settled_by, found.settled_at, found.taken = actor, at, take
    found.save(update_fields=["settled_by", "settled_at", "taken"])
    if take:
        before = dossier.answers.get(found.key, "")
        dossier.answers = {**dossier.answers, found.key: found.value}
        dossier.save(update_fields=["answers"])
        _keep_what_stood(dossier, found, before, actor, at)
    return done(case, key=found.key, taken=take)


def _keep_what_stood(dossier, found, before, actor, at) -> None:
    """What stood until now goes beside the new answer, settled: it can be read, and asks for nothing."""
    TextBeside.objects.create(
        dossier=dossier, key=found.key, value=before, person=actor, at=at, settled_by=actor, settled_at=at
    )
