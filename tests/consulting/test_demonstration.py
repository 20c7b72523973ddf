from cast import AT
from consulting.conftest import cost, service
from django.utils import timezone

from cityloop.assessment.actions import publish_edition
from cityloop.catalogue.actions import import_services
from cityloop.consulting.models import City, Coverage, Roadmap, Shortlist
from cityloop.consulting.queries import waiting_for
from cityloop.demo import cities
from cityloop.demo.cast import gather
from cityloop.engine.frozen import thaw
from cityloop.rulebook import load

FURTHER = [
    service("mesh", facts={"problems": ["air-pollution"], "cost": cost(2_000, 100)}),
    service("crossing", facts={"problems": ["pedestrian-safety"], "cost": cost(500, 100)}),
]


def test_seventy_cities_enter_with_what_is_known_of_them_and_one_is_advised(directory):
    publish_edition(actor=None, at=AT, content=thaw(load("sdg-cities").content))
    import_services(actor=None, at=AT, source="A test", file="further", sha256="1" * 64, records=FURTHER)
    cast = gather(AT)
    cities.play(cast)
    seoul = City.objects.get(code="seoul")
    told = {(record.year, record.event) for record in seoul.records.all()}
    assert City.objects.count() == 70
    assert sum(row.known for row in Coverage.objects.all()) == 2_277
    assert told == {(2021, "certified"), (2023, "renewed"), (2025, "renewed")}
    assert not City.objects.get(code="daegu").records.filter(year=2025, event="renewed").exists()
    assert Shortlist.objects.count() == 3 and all(one.need.consultation.simulated for one in Shortlist.objects.all())
    assert [roadmap.version for roadmap in Roadmap.objects.all()][-1] == 1
    assert len(waiting_for(cast.people["city"], timezone.localdate(AT))) == 1
    assert cast.people["city"].persona == "city"
