"""A call whose reviewers agree on one mark, brought to its consensus in the home that the environment names.

Run as a program beside a served demonstration; the people of the stage sign in with the demonstration's password.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import django

django.setup()

from allauth.account.models import EmailAddress  # noqa: E402 - Django first
from calls.test_consensus import Call  # noqa: E402
from django.db import transaction  # noqa: E402

from cityloop.demo.cast import PASSWORD  # noqa: E402

with transaction.atomic():
    call = Call()
    case = call.marked("Heat from the harbour")
    for person in (call.officer, *call.reviewers):
        person.set_password(PASSWORD)
        person.save()
        EmailAddress.objects.filter(user=person).update(verified=True)
print(case.reference)
