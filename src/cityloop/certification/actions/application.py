"""From the first draft to the accepted dossier: Guideline 2021-223 Art. 13."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.actions.steps import begin_case
from cityloop.assessment.models import Case
from cityloop.assessment.queries import admission, compiled
from cityloop.assessment.queries.checklist import facts_of
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, not_yours, require
from cityloop.catalogue.models import Service
from cityloop.certification import workflow
from cityloop.certification.numbers import prefix_of
from cityloop.engine.eligibility import eligibility
from cityloop.language import pick
from cityloop.organisations.queries import acts_for

NOT_OPENED = _("The application was not opened.")
NOT_SENT = _("The dossier was not handed in.")


@action("certification.open_case")
def open_case(*, actor, at, service, scheme, profile="", record="", simulated=False):
    """Begin an application for a service of the actor's organisation.

    The edition is the one in force for the field profile on that day, else the one in mock use; it stays with the
    case. `record` names the open record that is replayed, where one is.
    """
    on = timezone.localdate(at)
    if service.provider is None or not acts_for(actor, service.provider, on):
        raise not_yours()
    standing, notice = admission(scheme, profile, at, on)
    require(
        standing is not None,
        NOT_OPENED,
        _("No edition of the scheme is in force or in mock use for this field today."),
        _("Choose another field, or come back when the operating body has given notice."),
    )
    _require_notice(standing.edition, notice)
    require_no_other(service, scheme)
    case = begin_case(
        actor=actor,
        at=at,
        edition=standing.edition,
        profile=profile,
        mock=standing.mock,
        notice=notice,
        service=service,
        applicant=service.provider,
        title_ko=service.name_ko,
        title_en=service.name_en,
        state=workflow.DRAFT,
        prefix=prefix_of(scheme),
        record=record,
        simulated=simulated,
    )
    require_eligible(case)
    return done(case, reference=case.reference, edition=standing.edition.digest, mock=case.mock)


def _require_notice(edition, notice) -> None:
    require(
        notice is not None or not compiled(edition).by_notice,
        NOT_OPENED,
        _("This scheme takes applications in rounds, and no notice for this field is open now."),
        _("Look at the notices: they say when the next round opens."),
    )


def require_no_other(service, scheme) -> None:
    """Refuse a second application for a service under a scheme while one is under way."""
    Service.objects.select_for_update().get(pk=service.pk)  # two at once wait for each other
    other = Case.objects.filter(service=service, edition__scheme=scheme, closed_at=None).first()
    require(
        other is None,
        NOT_OPENED,
        _("There is an application for this service under way: %(reference)s.")
        % {"reference": other.reference if other else ""},
        _("Go on with that one, or withdraw it first."),
    )


def require_eligible(case) -> None:
    """Refuse a case that the conditions of its edition exclude."""
    found = eligibility(compiled(case.edition), facts_of(case))
    unmet = [rule for rule in found.rules if rule.met is False]
    if unmet:
        raise Refused(
            NOT_OPENED,
            " ".join(pick(rule.says) for rule in unmet),
            _("Check the type and the fields of the service, and whether your organisation provides it."),
        )
