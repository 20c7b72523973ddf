"""What the conditions of a call may ask about a proposal, gathered from what is recorded (names of rulebook NOTES)."""

from cityloop.assessment.answers import is_answered
from cityloop.assessment.models import Case
from cityloop.assessment.queries import compiled
from cityloop.calls.models import Award
from cityloop.engine.eligibility import Eligibility, eligibility
from cityloop.organisations.models import Organisation

HOME = "KR"
Kind = Organisation.Kind
APPLICANTS = {Kind.GOVERNMENT: "central_government"}
"""An applicant's kind in the words of the rules, where it is another than here."""
PARTNERS = {Kind.LOCAL_GOVERNMENT: "government"}
"""A partner's: central and local governments are one kind to the rules about consortia."""
AWARDED = {Award.State.COMPLETED: "closed"}
"""How an earlier award stands in the words of the rules, where it is another than here."""
YES, NO = "yes", "no"


def facts_of(case, answers: dict) -> dict:
    """Everything that is known about a proposal whose form is answered so; what nobody told is left out."""
    asked = questions_of(case)
    told = _told(asked, answers)
    request = told.pop("request", {})
    return {
        "applicant": _applicant(case),
        "consortium": [_lead(case.applicant), *(_member(row) for row in consortium(case, answers))],
        "answers": {key: value for key, value in answers.items() if is_answered(value)},
        "request": request,
        "project": _under("project", told),
        "proposal": _under("proposal", told),
        "earlier": _earlier(case),
    }


def verdict_of(case, answers: dict) -> Eligibility:
    """Every rule of the case's track, held against what is known."""
    return eligibility(compiled(case.edition), facts_of(case, answers), case.profile or None)


def questions_of(case) -> list:
    """The questions that the edition has for the track of the case, whatever their conditions say."""
    form = compiled(case.edition).form
    return [one for one in form if one.track in (None, case.profile)]


def partners_question(case):
    """The question of the form that the partners of the project answer, or None where the edition asks for none."""
    return next((one for one in questions_of(case) if one.type == "partners"), None)


def consortium(case, answers: dict) -> list[dict]:
    """The partners as the dossier has them."""
    question = partners_question(case)
    rows = answers.get(question.id) if question else None
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def requested(case, answers: dict) -> dict:
    """The grant asked for, `{amount, currency}`; empty where nobody told."""
    return _told(questions_of(case), answers).get("request", {})


def country_of(case, answers: dict) -> str:
    """Where the project is carried out: where the applicant or the first overseas partner, a public one first, is."""
    if case.applicant.country != HOME:
        return case.applicant.country
    abroad = [row for row in consortium(case, answers) if row.get("country") not in (HOME, "", None)]
    public = [row for row in abroad if row.get("kind") != Kind.COMPANY]
    return (public or abroad or [{"country": HOME}])[0]["country"]


def _applicant(case) -> dict:
    known = {
        "kind": APPLICANTS.get(case.applicant.kind, case.applicant.kind),
        "country": case.applicant.country,
        "overseas": case.applicant.country != HOME,
        "name": str(case.applicant),
    }
    # Advice on record proves it; that there is none here proves nothing, since it may have been given elsewhere.
    return known | ({"prior_consultation_done": True} if case.advice.exists() else {})


def _lead(organisation) -> dict:
    return {
        "name": str(organisation),
        "kind": PARTNERS.get(organisation.kind, organisation.kind),
        "country": organisation.country,
        "overseas": organisation.country != HOME,
        "lead": True,
    }


def _member(row) -> dict:
    return {
        "name": row.get("name", ""),
        "kind": PARTNERS.get(row.get("kind"), row.get("kind")),
        "country": row.get("country"),
        "overseas": row.get("country") != HOME,
        "grant": row.get("amount") or 0,
        "role": row.get("role", ""),
        "lead": False,
    }


def _told(questions, answers) -> dict:
    """The facts that answers tell, by name; a choice of yes and no is true or false."""
    told = {}
    for question in questions:
        value = answers.get(question.id)
        if question.tells and is_answered(value):
            told[question.tells] = {YES: True, NO: False}.get(value, value) if isinstance(value, str) else value
    return told


def _under(root: str, told: dict) -> dict:
    return {name.partition(".")[2]: value for name, value in told.items() if name.startswith(f"{root}.")}


def _earlier(case) -> list[dict]:
    """The applicant's earlier proposals in this programme; one that was awarded stands where its award stands."""
    rows = Case.objects.filter(applicant=case.applicant_id, edition__scheme=case.edition.scheme)
    rows = rows.filter(edition__kind=case.edition.kind).exclude(pk=case.pk)
    told = rows.order_by("opened_at", "pk").values_list(
        "reference", "profile", "state", "edition__edition", "award__state"
    )
    return [
        {"reference": reference, "track": track, "state": AWARDED.get(award, award) or state, "edition": edition}
        for reference, track, state, edition, award in told
    ]
