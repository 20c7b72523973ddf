"""Sample values of the components that take lists, in the reader's language."""

import datetime
from decimal import Decimal

from django.core.paginator import Paginator

from cityloop.web.samples.both import both


def values() -> dict:
    """Every sample by the name that the style guide's template uses."""
    return {**_standing(), **_tables(), **_figures()}


def _standing():
    return {
        "steps": [
            {"title": both("신청", "Application"), "note": "01-11", "state": "done"},
            {"title": both("구비 확인", "Completeness"), "note": "01-22", "state": "done"},
            {"title": both("서면평가", "Written evaluation"), "note": both("진행 중", "under way"), "state": "now"},
            {"title": both("현장실사", "Site visit")},
            {"title": both("심의", "Deliberation")},
            {"title": both("인증결정", "Decision")},
        ],
        "tasks": [
            {"title": both("신청인", "Applicant"), "href": "#steps", "badge": both("마침", "Done"), "tone": "good"},
            {
                "title": both("서비스와 적용 지점", "Service and sites"),
                "href": "#steps",
                "hint": both("7개 도시 가운데 5곳 적음", "5 of 7 cities entered"),
                "badge": both("작성 중", "In progress"),
                "tone": "ours",
            },
            {
                "title": both("증빙자료", "Evidence"),
                "href": "#steps",
                "badge": both("시작 전", "Not started"),
                "shape": "hollow",
            },
            {
                "title": both("확인과 제출", "Check and submit"),
                "badge": both("아직 시작할 수 없음", "Cannot start yet"),
                "shape": "void",
            },
        ],
        "summary": [
            {
                "term": both("신청인", "Applicant"),
                "value": both("한빛교통기술㈜", "Hanbit Mobility Co."),
                "change": "#summary",
            },
            {
                "term": both("스마트도시서비스", "Service"),
                "value": both("안심 스마트 횡단보도", "Safe Crossing"),
                "change": "#summary",
            },
        ],
        "timeline": [
            {"title": both("접수", "Received"), "when": datetime.date(2027, 1, 11), "state": "done"},
            {"title": both("보완 요청", "Supplement asked for"), "when": datetime.date(2027, 1, 15), "state": "halt"},
            {"title": both("서면평가", "Written evaluation"), "when": both("진행 중", "under way"), "state": "now"},
            {"title": both("현장실사", "Site visit"), "when": datetime.date(2027, 3, 9), "state": "ahead"},
        ],
        "log": [
            {
                "who": both("한지우", "Han Jiu"),
                "did": both("조정 회의를 소집함", "called a moderation"),
                "when": datetime.datetime(2027, 2, 18, 7, 20, tzinfo=datetime.UTC),
                "why": both("세 지표에서 2점 이상 차이가 납니다.", "Two or more apart on three criteria."),
                "digest": "c41d8a0f5e2b7c9d11f0a6b3e4d5c6f79b",
            },
            {
                "who": both("최하늘", "Choi Haneul"),
                "did": both("채점을 마침", "finished marking"),
                "when": datetime.datetime(2027, 2, 15, 13, 41, tzinfo=datetime.UTC),
                "digest": "a90b7e6d5c4f3a2b1c0d9e8f7a6b5c4df3",
            },
        ],
    }


def _tables():
    return {
        "columns": [
            both("평가영역", "Area"),
            {"label": both("점수", "Points"), "number": True},
            {"label": both("배점", "Out of"), "number": True},
        ],
        "rows": [
            [both("체감 효과", "Felt effect"), Decimal("35.1"), 40],
            [both("기술 수준", "Technology"), Decimal("29.3"), 35],
        ],
        "sum": [both("합계", "Sum"), Decimal("64.4"), 75],
        "options": [
            {"value": "in_force", "label": both("유효", "Valid"), "count": 9, "checked": True},
            {"value": "mock", "label": both("모의인증", "Mock certification"), "count": 4},
            {"value": "suspended", "label": both("정지", "Suspended"), "count": 1},
        ],
        "groups": [
            {
                "title": both("체감 효과", "Felt effect"),
                "links": [
                    {
                        "label": both("1.1 측정된 효과", "1.1 Measured benefit"),
                        "href": "#matrix",
                        "note": 1,
                        "spoken": both("1점", "mark 1"),
                    },
                    {
                        "label": both("1.2 시민 만족 조사", "1.2 Resident survey"),
                        "href": "#matrix",
                        "note": "·",
                        "spoken": both("미정", "pending"),
                        "current": True,
                    },
                ],
            }
        ],
        "page": Paginator(range(180), 20).page(4),
        "matrix": [
            {"criterion": both("측정된 효과", "Measured benefit"), "median": 2, "marks": [1, 2, 4, 1, 3]},
            {"criterion": both("시민 만족 조사", "Resident survey"), "median": 3, "marks": [3, 3, 3, 2, 3]},
            {"criterion": both("비용 공개", "Disclosed cost"), "median": 3, "marks": [3, 3, None, 3, 2]},
        ],
    }


def _figures():
    return {
        "peers": [16, 17.8, 19.3, 22.8, 23.9, 24, 26, 27.3],
        "years": ["2020", "2021", "2022", "2023", "2024", "2025", "2026"],
        "chosen": [{"name": both("선정", "Chosen"), "values": [12, 11, 10, 8, 8, 9, 9]}],
        "months": [f"2018-{month:02d}" for month in range(7, 13)] + [f"2019-{month:02d}" for month in range(1, 7)],
        "air": [
            {"name": both("안쪽", "inside"), "values": [44, 42, 45, 47, 46, 44, 43, 39, 37, 36, None, 37]},
            {"name": both("바깥쪽", "outside"), "values": [36, 35, 36, 38, 38, 37, 37, 36, 36, 35, 35, 36]},
        ],
        "points": [
            {"name": both("서울", "Seoul"), "latitude": 37.57, "longitude": 126.98},
            {"name": both("하노이", "Hanoi"), "latitude": 21.03, "longitude": 105.85, "new": True},
            {"name": both("나이로비", "Nairobi"), "latitude": -1.29, "longitude": 36.82},
            {"name": both("보고타", "Bogotá"), "latitude": 4.71, "longitude": -74.07},
            {"name": both("마드리드", "Madrid"), "latitude": 40.42, "longitude": -3.7},
            {"name": both("소피아", "Sofia"), "latitude": 42.7, "longitude": 23.32},
        ],
        "date": datetime.date(2026, 9, 1),
        "moment": datetime.datetime(2027, 3, 12, 9, tzinfo=datetime.UTC),
    }
