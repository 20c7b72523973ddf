"""Trying a step in somebody's name and taking it back; shared by the walks over every step."""

from django.db import transaction

from cityloop.audit.models import Entry
from cityloop.audit.refusal import Refused


def happens(function, step, given) -> bool:
    """Try a step and take it back; a refusal has three sentences and leaves no entry in the record."""
    before = Entry.objects.count()
    with transaction.atomic():
        try:
            function(**step, **given)
        except Refused as refusal:
            assert all(str(part).strip() for part in (refusal.what, refusal.why, refusal.remedy))
            assert Entry.objects.count() == before
            return False
        assert Entry.objects.count() > before
        transaction.set_rollback(True)
    return True
