"""What was found of each item, and the supplement that is open."""

from cityloop.assessment.models import ItemCheck, Supplement


def latest_checks(dossier) -> dict[tuple[str, str], ItemCheck]:
    """The check that counts of each item of a version, by criterion and item."""
    return {(one.criterion, one.item): one for one in dossier.checks.order_by("at", "pk")}


def open_supplement(case) -> Supplement | None:
    """The supplement whose version is still being filled, or None."""
    return case.supplements.filter(dossier__frozen_at=None).order_by("-at", "-pk").first()
