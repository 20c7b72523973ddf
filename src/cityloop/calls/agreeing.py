"""What an agreement says, from the rules of the call: milestones on days, instalments that add up, who may be paid."""

from datetime import date

from cityloop.assessment.models import Party
from cityloop.assessment.queries import compiled
from cityloop.assessment.rules import joint
from cityloop.engine.edition import digest
from cityloop.engine.instalments import instalments
from cityloop.language import LANGUAGES

LONGEST_TITLE = 300


def track_of(award):
    """The track of the edition under which it was awarded."""
    return compiled(award.case.edition).track(award.case.profile or None)


def milestones_of(award):
    """The milestones that the edition sets for the track."""
    return [one for one in compiled(award.case.edition).milestones if one.track in (None, award.case.profile or None)]


def drafted(award, *, payee, chosen_by, starts_on, ends_on, terms) -> dict:
    """The content of an agreement: everything that the sides sign, as plain values."""
    planned = milestones_of(award)
    parts = instalments(award.amount, [one.instalment for one in planned])
    sides = [award.body, award.case.applicant, *([payee] if payee != award.case.applicant else [])]
    return {
        "case": award.case.reference,
        "edition": award.case.edition.digest,
        "title": named(award.case, "title"),
        "amount": str(award.amount),
        "currency": award.currency,
        "sides": [{"code": one.code, **named(one, "name")} for one in sides],
        "payee": {"code": payee.code, **named(payee, "name")},
        "chosen_by": chosen_by,
        "starts_on": starts_on.isoformat(),
        "ends_on": ends_on.isoformat(),
        "terms": terms,
        "milestones": [
            {
                "code": one.id,
                "title": title_of(one),
                "asks": [{"id": asked.id, "ko": asked.what.ko, "en": asked.what.en} for asked in one.asks],
                "due_on": due_on(one, starts_on, ends_on).isoformat(),
                "amount": str(part),
            }
            for one, part in zip(planned, parts, strict=True)
        ],
    }


def amended(content: dict, *, ends_on: date | None = None, due: dict[str, date] | None = None, award=None) -> dict:
    """The content with another end, or other days for some milestones; what follows the end moves with it."""
    changed = {**content}
    if ends_on:
        changed["ends_on"] = ends_on.isoformat()
    after_end = {one.id: one for one in milestones_of(award) if one.after == "end"}
    days = {code: day.isoformat() for code, day in (due or {}).items()}
    if ends_on:
        starts = date.fromisoformat(content["starts_on"])
        days |= {code: due_on(one, starts, ends_on).isoformat() for code, one in after_end.items()}
    changed["milestones"] = [{**one, "due_on": days.get(one["code"], one["due_on"])} for one in content["milestones"]]
    return changed


def due_on(milestone, starts_on: date, ends_on: date) -> date:
    """The day on which a milestone of the edition is due."""
    return milestone.due.after(ends_on if milestone.after == "end" else starts_on)


def digest_of(content: dict) -> str:
    """The digest of what is signed."""
    return digest(content)


def may_be_paid(award, organisation) -> str | None:
    """Why the grant may not go to an organisation, as the name of the rule it breaks; None where it may."""
    grant = track_of(award).grant
    wanted = grant.payee if grant else "lead"
    lead = award.case.applicant
    members = {lead.pk, *_consortium(award.case)}
    fits = {
        "lead": organisation.pk == lead.pk,
        "consortium": organisation.pk in members,
        "contractor": organisation.pk not in members,
    }
    if not fits[wanted]:
        return wanted
    if grant and grant.countries and organisation.country not in grant.countries:
        return "countries"
    if grant and grant.kinds and organisation.kind not in grant.kinds:
        return "kinds"
    return None


def is_member(case, organisation) -> bool:
    """Does the organisation lead the proposal or take part in it?"""
    return organisation.pk == case.applicant_id or organisation.pk in _consortium(case)


def named(thing, stem: str) -> dict[str, str]:
    """Both sides of a bilingual column."""
    return {language: getattr(thing, f"{stem}_{language}") for language in LANGUAGES}


def title_of(milestone) -> dict[str, str]:
    """What a milestone is called; where the edition does not say, what is asked for first."""
    first = milestone.title or (milestone.asks[0].what if milestone.asks else None)
    if first is None:
        return dict.fromkeys(LANGUAGES, milestone.id)
    return {language: first.pick(language)[:LONGEST_TITLE] for language in LANGUAGES}


def _consortium(case) -> set[int]:
    """Organisations that take part in the proposal besides the lead."""
    agreed = joint(case).filter(answer=Party.Answer.AGREED).values_list("organisation_id", flat=True)
    partners = case.partners.filter(removed_at=None, organisation__isnull=False)
    return {*agreed, *partners.values_list("organisation_id", flat=True)}
