"""Cases of certification as a list shows them, and what one has beside its dossier and marks."""

from django.db.models import Exists, OuterRef

from cityloop.assessment.models import Case, Edition
from cityloop.assessment.queries import visible_to
from cityloop.certification.models import DocumentRequest, Report, TechnicalReview, Visit

BESIDE = {
    "visits": Visit,
    "document_requests": DocumentRequest,
    "technical_reviews": TechnicalReview,
    "reports": Report,
}


def cases(user, on, state: str = "", scheme: str = ""):
    """Cases of certification that a person may see, newest first, ready to be listed without more queries."""
    found = visible_to(user, on).filter(edition__kind=Edition.Kind.SCHEME)
    found = found.select_related("edition", "applicant").defer("edition__content")
    if state:
        found = found.filter(state=state)
    return found.filter(edition__scheme=scheme) if scheme else found


def beside(case) -> frozenset[str]:
    """What a case has beside its dossier and marks, by the names of `BESIDE`; one query."""
    asked = {name: Exists(model.objects.filter(case=OuterRef("pk"))) for name, model in BESIDE.items()}
    row = Case.objects.filter(pk=case.pk).order_by().annotate(**{f"has_{name}": one for name, one in asked.items()})
    found = row.values(*(f"has_{name}" for name in BESIDE)).get()
    return frozenset(name for name in BESIDE if found[f"has_{name}"])
