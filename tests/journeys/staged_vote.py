"""A vote of citizens that closed and that nobody counted yet, in the home that the environment names.

Run as a program beside a served demonstration, on the proposal whose vote its secretariat has yet to open.
"""

from datetime import timedelta
from types import SimpleNamespace

REFERENCE = "SCC-2026-0001"


def play() -> None:
    """Sixty codes, forty of them used, three weeks ago."""
    from django.db import transaction
    from django.utils import timezone

    from cityloop.assessment.models import Case
    from cityloop.demo.votes import hold_vote
    from cityloop.organisations.models import Person

    people = {key: Person.objects.get(email=f"{key}@demo.example") for key in ("challenge", "city-home")}
    case = Case.objects.get(reference=REFERENCE)
    cast = SimpleNamespace(at=timezone.now(), people=people | {f"city-{case.applicant.code}": people["city-home"]})
    with transaction.atomic():
        ballot = hold_vote(cast, case, begins=-21, issued=60, yes=28, no=12)
    assert ballot.closes_at < timezone.now() - timedelta(days=1)


if __name__ == "__main__":
    import django

    django.setup()
    play()
