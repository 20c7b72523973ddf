from cast import AT
from django.utils import timezone

from cityloop.assessment.actions import publish_edition
from cityloop.consulting.models import City, Coverage, Shortlist
from cityloop.consulting.queries import waiting_for
from cityloop.demo import cities
from cityloop.demo.cast import gather
from cityloop.engine.frozen import thaw
from cityloop.rulebook import load


def test_seventy_cities_enter_with_what_is_known_of_them_and_one_is_advised(directory):
    publish_edition(actor=None, at=AT, content=thaw(load("sdg-cities").content))
    cast = gather(AT)
    cities.play(cast)
    seoul = City.objects.get(code="seoul")
    told = {(record.year, record.event) for record in seoul.records.all()}
    assert City.objects.count() == 70
    assert sum(row.known for row in Coverage.objects.all()) == 2_277
    assert told == {(2021, "certified"), (2023, "renewed"), (2025, "renewed")}
    assert not City.objects.get(code="daegu").records.filter(year=2025, event="renewed").exists()
    assert Shortlist.objects.get().need.consultation.simulated
    assert len(waiting_for(cast.people["city"], timezone.localdate(AT))) == 1
    assert cast.people["city"].persona == "city"
