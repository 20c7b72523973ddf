"""Site visits of a case, with their records and findings."""

from cityloop.certification.models import Finding


def visits_of(case):
    """The visits of a case, each with its record and findings, the latest plan first."""
    found = case.visits.select_related("record", "person").order_by("-at", "-pk")
    return found.prefetch_related("findings__answer", "findings__ruling", "findings__evidence")


def open_findings(case):
    """Findings on a case that are neither confirmed nor dropped."""
    return Finding.objects.filter(visit__case=case, ruling=None).select_related("evidence", "visit")
