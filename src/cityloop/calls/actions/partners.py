"""The lead brings partners into a proposal and asks them to fill their parts."""

from decimal import Decimal, InvalidOperation

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment import letters
from cityloop.assessment.actions.steps import draft_of, locked, permit
from cityloop.assessment.models import Party
from cityloop.assessment.queries import compiled
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, require
from cityloop.calls.models import Partner
from cityloop.calls.queries.facts import partners_question, questions_of
from cityloop.language import countries
from cityloop.organisations.models import Organisation

NOT_ADDED = _("The partner was not added.")
NOT_CHANGED = _("The partner was not changed.")
MOST = 50
LONGEST_ROLE = 300
LARGEST = Decimal(10) ** 15


@action("calls.add_partner")
def add_partner(
    *, actor, at, case, role, organisation=None, name_ko="", name_en="", kind="", country="", grant=0, parts=None
):
    """Bring in an organisation that is known here, or a name in both scripts with its kind and country.

    `parts` (ids of questions, documents and criteria) asks an organisation that is known here to fill them.
    """
    case = locked(case)
    permit(case, "add_partner", actor, at)
    _require_room(case)
    described = _described(case, organisation, name_ko, name_en, kind, country)
    partner = Partner(
        case=case,
        role=_role(role, NOT_ADDED),
        grant=_amount(grant, NOT_ADDED),
        added_by=actor,
        added_at=at,
        **described,
    )
    if parts:
        partner.party = _invited(case, organisation, parts, actor, at)
    partner.save()
    _fold(case)
    return done(case, partner=str(partner), asked=bool(parts))


@action("calls.change_partner")
def change_partner(*, actor, at, case, partner, role, grant, parts=None):
    """Change what a partner does, its share of the grant, and (where it was asked) which parts are its to fill."""
    case = locked(case)
    permit(case, "change_partner", actor, at)
    found = _present(case, partner, NOT_CHANGED)
    found.role, found.grant = _role(role, NOT_CHANGED), _amount(grant, NOT_CHANGED)
    if parts and found.party is None:
        found.party = _invited(case, found.organisation, parts, actor, at)
    elif found.party is not None:
        found.party.parts = _known(case, parts or ())
        found.party.save(update_fields=["parts"])
    found.save(update_fields=["role", "grant", "party"])
    _fold(case)
    return done(case, partner=str(found), role=found.role, grant=str(found.grant))


@action("calls.remove_partner")
def remove_partner(*, actor, at, case, partner):
    """Go on without a partner; that it was there, and what it wrote, stays on record."""
    case = locked(case)
    permit(case, "remove_partner", actor, at)
    found = _present(case, partner, _("The partner was not removed."))
    found.removed_at = at
    found.save(update_fields=["removed_at"])
    if found.party is not None and found.party.withdrawn_at is None:
        found.party.withdrawn_at = at
        found.party.save(update_fields=["withdrawn_at"])
    _fold(case)
    return done(case, partner=str(found))


def _require_room(case) -> None:
    question = partners_question(case)
    require(
        question is not None,
        NOT_ADDED,
        _("The form of this track asks for no partners."),
        _("Name them in the text of the proposal where it matters."),
    )
    most = min((question.limit.rows if question.limit else None) or MOST, MOST)
    require(
        case.partners.filter(removed_at=None).count() < most,
        NOT_ADDED,
        _("The form takes at most %(n)s partners.") % {"n": most},
        _("Remove one, or bring several together under one of them."),
    )


def _described(case, organisation, name_ko, name_en, kind, country) -> dict:
    if organisation is not None:
        taken = case.partners.filter(organisation=organisation, removed_at=None).exists()
        require(
            organisation.pk != case.applicant_id and not taken,
            NOT_ADDED,
            _("%(organisation)s is part of this proposal already.") % {"organisation": organisation},
            _("Change its role or its share where it stands in the list."),
        )
        return {"organisation": organisation, "kind": organisation.kind, "country": organisation.country}
    name_ko, name_en = name_ko.strip()[:200], name_en.strip()[:200]
    require(
        bool(name_ko or name_en),
        NOT_ADDED,
        _("The partner has no name."),
        _("Write its name in Korean, in English, or as it writes itself."),
    )
    require(
        kind in Organisation.Kind.values and country in dict(countries()),
        NOT_ADDED,
        _("Its kind or its country is missing or unknown; the rules of the call ask for both."),
        _("Choose both from the lists."),
    )
    return {"name_ko": name_ko, "name_en": name_en, "kind": kind, "country": country}


def _invited(case, organisation, parts, actor, at) -> Party:
    require(
        organisation is not None,
        NOT_ADDED,
        _("Only an organisation that is registered here can be asked to fill its parts."),
        _("Choose the organisation by its name here, or fill its parts yourself."),
    )
    party = Party.objects.create(
        case=case,
        organisation=organisation,
        role=Party.Role.PARTNER,
        parts=_known(case, parts),
        invited_by=actor,
        invited_at=at,
    )
    asked = letters.officers_of(organisation, timezone.localdate(at))
    said = {"lead": letters.names(case.applicant), "organisation": letters.names(organisation)}
    letters.write_about(case, "party_invited", asked, at, key=str(party.pk), **said)
    return party


def _known(case, parts) -> list[str]:
    """The parts that the edition really has for this case, in its order."""
    rules = compiled(case.edition)
    known = [question.id for question in questions_of(case) if question.type != "partners"]
    known += [document.id for document in rules.documents if document.track in (None, case.profile)]
    known += [criterion.id for criterion in rules.criteria_of(track=case.profile or None)]
    unknown = sorted(set(parts) - set(known))
    require(
        not unknown,
        NOT_CHANGED,
        _("This edition does not ask “%(id)s” of this case.") % {"id": ", ".join(unknown[:3])},
        _("Open the page again and choose among what it shows."),
    )
    return [id for id in known if id in set(parts)]


def _present(case, partner, what) -> Partner:
    rows = Partner.objects.select_for_update(of=("self",)).select_related("party", "organisation")
    found = rows.filter(case=case, pk=partner.pk, removed_at=None).first()
    if found is None:
        raise Refused(
            what, _("It is no partner in this proposal any more."), _("Look at the list of partners as it is now.")
        )
    return found


def _role(role: str, what) -> str:
    plain = " ".join(role.split())
    require(
        0 < len(plain) <= LONGEST_ROLE,
        what,
        _("What the partner does is missing, or longer than %(n)s characters.") % {"n": LONGEST_ROLE},
        _("Write in a few words what it does in the project."),
    )
    return plain


def _amount(grant, what) -> Decimal:
    try:
        amount = Decimal(str(grant or 0).replace(",", "")).quantize(Decimal("0.01"))
    except InvalidOperation:
        amount = Decimal("NaN")
    require(
        amount.is_finite() and 0 <= amount < LARGEST,
        what,
        _("The share of the grant is no amount."),
        _("Write it in digits, such as 120000000; 0 where the partner receives none."),
    )
    return amount


def _fold(case) -> None:
    """Write the partners into the open version, so that its digest covers them."""
    draft, question = draft_of(case), partners_question(case)
    rows = case.partners.filter(removed_at=None).select_related("organisation")
    draft.answers = {**draft.answers, question.id: [_row(one) for one in rows]}
    draft.save(update_fields=["answers"])


def _row(partner) -> dict:
    named = partner.organisation or partner
    share = partner.grant
    return {
        "organisation": partner.organisation.code if partner.organisation else "",
        "name": named.name_en or named.name_ko,
        "name_ko": named.name_ko or named.name_en,
        "country": partner.country,
        "kind": partner.kind,
        "role": partner.role,
        "amount": int(share) if share == int(share) else float(share),
    }
