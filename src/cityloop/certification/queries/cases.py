"""Cases of certification as a list shows them."""

from cityloop.assessment.models import Edition
from cityloop.assessment.queries import visible_to


def cases(user, on, state: str = "", scheme: str = ""):
    """Cases of certification that a person may see, newest first, ready to be listed without more queries."""
    found = visible_to(user, on).filter(edition__kind=Edition.Kind.SCHEME)
    found = found.select_related("edition", "applicant").defer("edition__content")
    if state:
        found = found.filter(state=state)
    return found.filter(edition__scheme=scheme) if scheme else found
