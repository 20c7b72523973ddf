"""A call whose reviewers agree on one mark, brought to its consensus in the home that the environment names.

Run as a program beside a served demonstration; the people of the stage sign in with the demonstration's password.
"""

import sys
from pathlib import Path


def play() -> str:
    """The reference of a proposal that three reviewers have marked."""
    from allauth.account.models import EmailAddress
    from calls.test_consensus import FILE, Call
    from django.db import transaction

    from cityloop.assessment.models import Edition
    from cityloop.demo.cast import PASSWORD

    scheme, _, edition = FILE.partition("/")
    with transaction.atomic():
        call = Call(Edition.objects.get(kind=Edition.Kind.CALL, scheme=scheme, edition=edition))
        case = call.marked("Heat from the harbour")
        for person in (call.officer, *call.reviewers):
            person.set_password(PASSWORD)
            person.save()
            EmailAddress.objects.filter(user=person).update(verified=True)
    return case.reference


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    import django

    django.setup()
    print(play())
