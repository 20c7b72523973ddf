"""Sample values of the components that take lists, in the reader's language."""

import datetime
from decimal import Decimal

from django.core.paginator import Paginator
from django.utils.translation import gettext as _


def values() -> dict:
    """Every sample by the name that the style guide's template uses."""
    return {**_standing(), **_tables(), **_figures()}


def _standing():
    return {
        "steps": [
            {"title": _("Application"), "note": "01-11", "state": "done"},
            {"title": _("Completeness"), "note": "01-22", "state": "done"},
            {"title": _("Written evaluation"), "note": _("under way"), "state": "now"},
            {"title": _("Site visit")},
            {"title": _("Deliberation")},
            {"title": _("Decision")},
        ],
        "tasks": [
            {"title": _("Applicant"), "href": "#steps", "badge": _("Done"), "tone": "good"},
            {
                "title": _("Service and sites"),
                "href": "#steps",
                "hint": _("5 of 7 cities entered"),
                "badge": _("In progress"),
                "tone": "ours",
            },
            {"title": _("Evidence"), "href": "#steps", "badge": _("Not started"), "shape": "hollow"},
            {"title": _("Check and submit"), "badge": _("Cannot start yet"), "shape": "void"},
        ],
        "summary": [
            {"term": _("Applicant"), "value": _("Hanbit Mobility Co."), "change": "#summary"},
            {"term": _("Service"), "value": _("Safe Crossing"), "change": "#summary"},
        ],
        "timeline": [
            {"title": _("Received"), "when": datetime.date(2027, 1, 11), "state": "done"},
            {"title": _("Supplement asked for"), "when": datetime.date(2027, 1, 15), "state": "halt"},
            {"title": _("Written evaluation"), "when": _("under way"), "state": "now"},
            {"title": _("Site visit"), "when": datetime.date(2027, 3, 9), "state": "ahead"},
        ],
        "log": [
            {
                "who": _("Han Jiu"),
                "did": _("called a moderation"),
                "when": datetime.datetime(2027, 2, 18, 7, 20, tzinfo=datetime.UTC),
                "why": _("Two or more apart on three criteria."),
                "digest": "c41d8a0f5e2b7c9d11f0a6b3e4d5c6f79b",
            },
            {
                "who": _("Choi Haneul"),
                "did": _("finished marking"),
                "when": datetime.datetime(2027, 2, 15, 13, 41, tzinfo=datetime.UTC),
                "digest": "a90b7e6d5c4f3a2b1c0d9e8f7a6b5c4df3",
            },
        ],
    }


def _tables():
    return {
        "columns": [_("Area"), {"label": _("Points"), "number": True}, {"label": _("Out of"), "number": True}],
        "rows": [[_("Felt effect"), Decimal("35.1"), 40], [_("Technology"), Decimal("29.3"), 35]],
        "sum": [_("Sum"), Decimal("64.4"), 75],
        "options": [
            {"value": "in_force", "label": _("Valid"), "count": 9, "checked": True},
            {"value": "mock", "label": _("Mock certification"), "count": 4},
            {"value": "suspended", "label": _("Suspended"), "count": 1},
        ],
        "groups": [
            {
                "title": _("Felt effect"),
                "links": [
                    {"label": _("1.1 Measured benefit"), "href": "#matrix", "note": 1, "spoken": _("mark 1")},
                    {
                        "label": _("1.2 Resident survey"),
                        "href": "#matrix",
                        "note": "·",
                        "spoken": _("pending"),
                        "current": True,
                    },
                ],
            }
        ],
        "page": Paginator(range(180), 20).page(4),
        "matrix": [
            {"criterion": _("Measured benefit"), "median": 2, "marks": [1, 2, 4, 1, 3]},
            {"criterion": _("Resident survey"), "median": 3, "marks": [3, 3, 3, 2, 3]},
            {"criterion": _("Disclosed cost"), "median": 3, "marks": [3, 3, None, 3, 2]},
        ],
    }


def _figures():
    return {
        "peers": [16, 17.8, 19.3, 22.8, 23.9, 24, 26, 27.3],
        "years": ["2020", "2021", "2022", "2023", "2024", "2025", "2026"],
        "chosen": [{"name": _("Chosen"), "values": [12, 11, 10, 8, 8, 9, 9]}],
        "months": [f"2018-{month:02d}" for month in range(7, 13)] + [f"2019-{month:02d}" for month in range(1, 7)],
        "air": [
            {"name": _("inside"), "values": [44, 42, 45, 47, 46, 44, 43, 39, 37, 36, None, 37]},
            {"name": _("outside"), "values": [36, 35, 36, 38, 38, 37, 37, 36, 36, 35, 35, 36]},
        ],
        "points": [
            {"name": _("Seoul"), "latitude": 37.57, "longitude": 126.98},
            {"name": _("Hanoi"), "latitude": 21.03, "longitude": 105.85, "new": True},
            {"name": _("Nairobi"), "latitude": -1.29, "longitude": 36.82},
            {"name": _("Bogotá"), "latitude": 4.71, "longitude": -74.07},
            {"name": _("Madrid"), "latitude": 40.42, "longitude": -3.7},
            {"name": _("Sofia"), "latitude": 42.7, "longitude": 23.32},
        ],
        "date": datetime.date(2026, 9, 1),
        "moment": datetime.datetime(2027, 3, 12, 9, tzinfo=datetime.UTC),
    }
