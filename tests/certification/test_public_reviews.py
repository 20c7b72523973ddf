"""The 33 products of the public record, judged again here in a few lines, without the engine."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest
from cast import AT

from cityloop.assessment.actions import publish_edition
from cityloop.assessment.models import Mark
from cityloop.audit.queries import verify
from cityloop.catalogue.models import Service
from cityloop.certification.models import Certificate
from cityloop.demo import public_reviews
from cityloop.demo.cast import gather
from cityloop.engine.frozen import thaw
from cityloop.rulebook import load

FILE = Path(public_reviews.__file__).parent / "data" / "dpg_reviews.csv"


@pytest.fixture
def played(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    publish_edition(actor=None, at=AT, content=thaw(load("digital-public-goods/2021-reviews").content))
    public_reviews.play(gather(AT))


def judged_again():
    """A criterion is met by strictly more than half; two assessors are needed; what nobody marked does not apply."""
    marks, assessors = defaultdict(lambda: defaultdict(list)), defaultdict(set)
    with FILE.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            marks[row["case"]][row["criterion"]].append(int(row["mark"]))
            assessors[row["case"]].add(row["assessor"])
    for case, criteria in marks.items():
        failed = {criterion for criterion, given in criteria.items() if 2 * sum(given) <= len(given)}
        status = "incomplete" if len(assessors[case]) < 2 else "not_certified" if failed else "certified"
        yield case, status, failed


def test_every_product_ends_as_the_record_says(played):
    shown = {row["case"]: (row["status"], set(row["failed"])) for row in public_reviews.summary()}
    assert shown == {case: (status, failed) for case, status, failed in judged_again()}
    assert len(shown) == 33
    assert Mark.objects.count() == 919
    assert Mark.objects.values("sheet__person").distinct().count() == 109
    assert verify() is None


def test_only_what_was_certified_is_listed_and_every_product_names_its_source(played):
    certified = {case for case, status, _ in judged_again() if status == "certified"}
    assert set(Service.objects.filter(listed_at__isnull=False).values_list("name_en", flat=True)) == certified
    assert set(Certificate.objects.values_list("service__name_en", flat=True)) == certified
    assert set(Service.objects.values_list("source", flat=True)) == {public_reviews.SOURCE}
    assert all("no statement of any body" in service.summary_en for service in Service.objects.all())
