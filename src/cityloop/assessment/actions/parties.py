"""Several providers and a local government apply together (Art. 13(2)): asked, agreed, or let go again."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment import letters
from cityloop.assessment.actions.steps import locked, permit
from cityloop.assessment.models import Party
from cityloop.assessment.queries import compiled
from cityloop.assessment.rules import invited, joint, parties
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.organisations.models import Organisation

NOT_ASKED = _("Nobody was asked to apply together.")
LOCAL = Party.Role.LOCAL_GOVERNMENT


@action("assessment.invite_party")
def invite_party(*, actor, at, case, organisation, role):
    """The lead asks an organisation to apply together, in a role that the edition allows."""
    case = locked(case)
    permit(case, "invite_party", actor, at)
    require(
        role in compiled(case.edition).joint,
        NOT_ASKED,
        _("This edition does not take joint applications in that role."),
        _("Apply alone, or choose a role that the edition names."),
    )
    fits = (organisation.kind == Organisation.Kind.LOCAL_GOVERNMENT) == (role == LOCAL)
    require(
        fits,
        NOT_ASKED,
        _("%(organisation)s is registered as: %(kind)s.")
        % {"organisation": organisation, "kind": organisation.get_kind_display()},
        _("Choose the role that fits: a local government applies as one, anybody else as a provider."),
    )
    require(
        organisation.pk not in parties(case) and not joint(case).filter(organisation=organisation).exists(),
        NOT_ASKED,
        _("%(organisation)s is part of this application already, or was asked before.")
        % {"organisation": organisation},
        _("Look at who applies; take an invitation back before you ask anew."),
    )
    party = Party.objects.create(case=case, organisation=organisation, role=role, invited_by=actor, invited_at=at)
    asked = letters.officers_of(organisation, timezone.localdate(at))
    said = {"lead": letters.names(case.applicant), "organisation": letters.names(organisation)}
    letters.write_about(case, "party_invited", asked, at, key=str(party.pk), **said)
    return done(case, organisation=organisation.code, role=role)


@action("assessment.answer_invitation")
def answer_invitation(*, actor, at, case, agree, note=""):
    """A person of an organisation that was asked agrees to apply together, or declines."""
    case = locked(case)
    party = invited(case, actor, timezone.localdate(at))
    if party is None:
        raise not_yours()
    permit(case, "answer_invitation", actor, at)
    party = Party.objects.select_for_update().get(pk=party.pk)
    party.answer = Party.Answer.AGREED if agree else Party.Answer.DECLINED
    party.answered_by, party.answered_at, party.note = actor, at, note.strip()
    party.save(update_fields=["answer", "answered_by", "answered_at", "note"])
    return done(case, organisation=party.organisation.code, answer=party.answer)


@action("assessment.let_party_go")
def let_party_go(*, actor, at, case, party):
    """The lead takes an invitation back, or goes on without a party; that it was asked stays on record."""
    case = locked(case)
    permit(case, "let_party_go", actor, at)
    found = joint(case).select_for_update().filter(pk=party.pk).first()
    require(
        found is not None,
        _("Nothing was changed."),
        _("The organisation is no part of this application any more."),
        _("Look at who applies now."),
    )
    found.withdrawn_at = at
    found.save(update_fields=["withdrawn_at"])
    return done(case, organisation=found.organisation.code)


def require_agreed(case, what) -> None:
    """Every party that was asked has agreed; else the dossier cannot be handed in."""
    open_ones = joint(case).exclude(answer=Party.Answer.AGREED).select_related("organisation")
    names = ", ".join(f"{one.organisation} ({one.get_answer_display()})" for one in open_ones)
    require(
        not names,
        what,
        _("Not everybody who was asked to apply together has agreed: %(names)s.") % {"names": names},
        _("Wait for the answer, or go on without them on the page of the joint application."),
    )
