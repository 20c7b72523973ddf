"""Readings from an address: in pages, once, going on after a fault; and never from a machine inside."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from cast import AT, officer_for
from django.utils.translation import override

from cityloop.audit.refusal import Refused
from cityloop.demo.labs import madrid
from cityloop.livinglabs.actions import accept_delivery, begin_pull, estimate_effect, fetch
from cityloop.livinglabs.pulling import Unreachable, Unread, asked, read_page
from cityloop.organisations.models import Designation

pytestmark = pytest.mark.django_db
PAGES, SIZE = 7, 100


class Platform(BaseHTTPRequestHandler):
    """A city's platform: SensorThings under /v1.1, NGSI-LD under /ngsi-ld; `fails` pages answer with 503."""

    fails: set[str] = set()
    asked: list[str] = []

    def do_GET(self):
        type(self).asked.append(self.path)
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if self.path in self.fails or parts.path == "/moved":
            self.send_response(503 if self.path in self.fails else 302)
            self.send_header("Location", "http://127.0.0.1:1/")
            self.end_headers()
            return
        body = _things(query, self.headers["Host"]) if "v1.1" in parts.path else _ngsi(query)
        content = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content) + (5 if parts.path == "/cut" else 0)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_given):
        """Say nothing."""


def _rows(start):
    for number in range(start, min(start + SIZE, PAGES * SIZE)):
        month, station = divmod(number, 24)
        yield (
            str((35, 4, 8)[station % 3]),
            f"{2016 + month // 12}-{month % 12 + 1:02}-01T{station:02}:00:00Z",
            40.0 + month % 3,
        )


def _things(query, host):
    skip = int(query.get("$skip", 0))
    value = [
        {
            "phenomenonTime": time,
            "result": number,
            "Datastream": {"Thing": {"name": unit}, "unitOfMeasurement": {"symbol": "µg/m³"}},
        }
        for unit, time, number in _rows(skip)
    ]
    more = (
        {"@iot.nextLink": f"http://{host}/v1.1/Observations?$skip={skip + SIZE}"} if skip + SIZE < PAGES * SIZE else {}
    )
    return {"@iot.count": PAGES * SIZE, "value": value, **more}


def _ngsi(query):
    found = list(_rows(int(query.get("offset", 0))))[: int(query.get("limit", 20))]
    return [
        {"id": unit, "no2_ugm3_mean": [{"value": number, "observedAt": time, "unitCode": "GQ"}]}
        for unit, time, number in found
    ]


@pytest.fixture
def platform(settings, tmp_path):
    settings.EVIDENCE_ROOT, settings.MEDIA_ROOT = tmp_path / "evidence", tmp_path / "files"
    server = ThreadingHTTPServer(("127.0.0.1", 0), Platform)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Platform.fails, Platform.asked = set(), []
    host = f"127.0.0.1:{server.server_port}"
    settings.PULL_HOSTS = frozenset({host})
    yield f"http://{host}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def officer():
    return officer_for(Designation.Duty.OPERATING_BODY, "service")


def begun(officer, address, kind="sensor_things"):
    return begin_pull(actor=officer, at=AT, pilot=madrid(officer, AT), kind=kind, address=address, source="test")


def test_what_stopped_half_way_goes_on_where_it_stopped_and_asks_for_no_page_twice(officer, platform):
    pull = begun(officer, f"{platform}/v1.1/Observations")
    Platform.fails = {f"/v1.1/Observations?$skip={3 * SIZE}"}
    pull = fetch(pull, actor=officer, at=AT)
    assert (pull.state, pull.pages_fetched, pull.rows, pull.expected) == ("stopped", 3, 300, 700)
    assert "503" in pull.trouble and pull.delivery is None
    Platform.fails = set()
    pull = fetch(pull, actor=officer, at=AT)
    assert (pull.state, pull.pages_fetched, pull.rows) == ("done", 7, 700)
    answered = [path for path in Platform.asked if path != f"/v1.1/Observations?$skip={3 * SIZE}"]
    assert len(answered) == len(set(answered)) == 6
    assert (pull.delivery.rows, pull.delivery.kept, pull.delivery.kind) == (700, 700, "sensor_things")
    with override("en"), pytest.raises(Refused, match="fetched once"):
        begin_pull(actor=officer, at=AT, pilot=pull.pilot, kind=pull.kind, address=pull.address, source="")


def test_ngsi_ld_is_read_by_offset_and_its_unit_codes_are_known(officer, platform):
    pull = fetch(begun(officer, f"{platform}/ngsi-ld/v1/temporal/entities?limit=100", "ngsi_ld"), actor=officer, at=AT)
    assert (pull.state, pull.rows, pull.delivery.kept) == ("done", 700, 700)
    assert pull.delivery.report["units_of_measure"] == {"GQ": 700}


def test_what_was_fetched_is_accepted_and_estimated_like_a_file(officer, platform):
    pull = fetch(begun(officer, f"{platform}/v1.1/Observations"), actor=officer, at=AT)
    accept_delivery(actor=officer, at=AT, delivery=pull.delivery, shown=pull.delivery.staged)
    with override("en"), pytest.raises(Refused, match="2018-12"):
        estimate_effect(actor=officer, at=AT, pilot=pull.pilot)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://example.org/", "Only https"),
        ("https://127.0.0.1/", "inside a network"),
        ("https://localhost/", "inside a network"),
        ("https://[::1]/", "inside a network"),
        ("https://169.254.169.254/latest/meta-data", "inside a network"),
        ("https://10.0.0.7:8443/", "inside a network"),
        ("file:///etc/passwd", "Only https"),
        ("https://no-such-host.invalid/", "no machine of this name"),
    ],
)
def test_machines_inside_are_not_asked(address, why):
    with override("en"), pytest.raises(Unreachable, match=why):
        asked(address)


def test_redirects_and_answers_cut_off_are_not_taken(platform):
    with override("en"):
        for path, why in (("/moved", "status 302"), ("/cut", "cut off|as it should")):
            with pytest.raises(Unreachable, match=why):
                asked(platform + path)


def test_a_next_page_on_another_machine_is_not_followed():
    body = json.dumps({"value": [], "@iot.nextLink": "https://169.254.169.254/x"}).encode()
    with override("en"), pytest.raises(Unread, match="another machine"):
        read_page("sensor_things", "https://sta.example/v1.1/Observations", body, {}, "")
