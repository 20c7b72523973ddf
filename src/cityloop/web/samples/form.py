"""The sample form of the style guide."""

import datetime

from django import forms

from cityloop.web.samples.both import both


class SampleForm(forms.Form):
    """One field of each kind, as applications use them."""

    name = forms.CharField(
        label=both("서비스 이름", "Name of the service"),
        help_text=both("인증서에 그대로 실립니다", "Printed on the certificate as it stands"),
    )
    sites = forms.IntegerField(
        label=both("적용 지점 수", "Number of sites"),
        help_text=both("운영 중인 곳만", "Only those in operation"),
        widget=forms.NumberInput(attrs={"unit": both("곳", "sites"), "width": "s"}),
    )
    amount = forms.IntegerField(
        label=both("신청 금액", "Amount asked for"),
        help_text=both("최대 4억 원", "At most KRW 400 million"),
        max_value=400,
        error_messages={"max_value": both("400 이하로 적어 주세요.", "Enter 400 or less.")},
        widget=forms.TextInput(attrs={"unit": both("백만 원", "KRW million"), "width": "m", "inputmode": "numeric"}),
    )
    measured = forms.DateField(
        label=both("측정을 시작한 날", "Measured from"),
        help_text=both("접수한 날과 다릅니다", "Not the day it was received"),
        widget=forms.DateInput(attrs={"type": "date", "width": "m"}),
    )
    field = forms.ChoiceField(
        label=both("분야", "Field"),
        choices=[("transport", both("교통", "Transport")), ("environment", both("환경", "Environment"))],
    )
    evidence = forms.FileField(
        label=both("증빙자료", "Evidence"),
        help_text=both("PDF, HWPX, XLSX 파일, 최대 20 MB", "PDF, HWPX or XLSX, at most 20 MB"),
        error_messages={
            "required": both("PDF, HWPX, XLSX 가운데 하나를 붙여 주세요.", "Attach a PDF, HWPX or XLSX file.")
        },
    )
    kind = forms.ChoiceField(
        label=both("서비스 유형", "Kind of service"),
        widget=forms.RadioSelect,
        choices=[
            ("unit", both("단위 서비스", "Unit service")),
            ("linked", both("네트워크 연계 서비스", "Network-linked service")),
            ("hub", both("데이터허브 기반 서비스", "Data-hub service")),
        ],
        error_messages={"required": both("서비스 유형을 골라 주세요.", "Choose the kind of service.")},
    )
    partners = forms.MultipleChoiceField(
        label=both("함께하는 기관", "Partners"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("city", both("지방자치단체", "Local government")), ("university", both("대학", "University"))],
    )
    together = forms.ChoiceField(
        label=both("신청 방식", "Who applies"),
        widget=forms.RadioSelect(
            attrs={
                "boxed": True,
                "hints": {
                    "alone": both("제공기업 한 곳", "One provider"),
                    "joint": both("두 기관이 모두 서명합니다", "Both sign"),
                },
            }
        ),
        choices=[
            ("alone", both("단독 신청", "Alone")),
            ("joint", both("지방자치단체와 함께", "With a local government")),
        ],
    )
    mark = forms.ChoiceField(
        label=both("평점", "Mark"),
        widget=forms.RadioSelect(attrs={"scale": True}),
        choices=[
            ("0", both("기록이 없다", "No record")),
            ("1", both("계획만 있다", "Only a plan")),
            ("2", both("쓰인 기록이 있다", "Records of use")),
        ],
    )
    note = forms.CharField(label=both("사유", "Reason"), widget=forms.Textarea, required=False)
    agreed = forms.BooleanField(
        label=both("적은 내용은 사실입니다", "What is written here is true"),
        help_text=both("두 기관이 함께 확인합니다", "Both parties confirm it"),
    )


def filled_form():
    """A form that nobody has sent yet."""
    first = {"name": both("안심 스마트 횡단보도", "Safe Crossing"), "sites": 92, "amount": 380}
    chosen = {
        "measured": datetime.date(2026, 3, 1),
        "kind": "unit",
        "partners": ["city"],
        "together": "alone",
        "mark": "2",
    }
    return SampleForm(initial={**first, **chosen})


def wrong_form():
    """A form that came back: an amount too large, and two answers missing."""
    data = {"name": both("안심 스마트 횡단보도", "Safe Crossing"), "sites": 92, "amount": 420}
    chosen = {"measured": "2026-03-01", "field": "transport", "together": "alone", "mark": "2", "agreed": "on"}
    form = SampleForm({**data, **chosen}, auto_id="wrong_%s")
    for name in ("name", "sites", "measured", "field", "partners", "together", "mark", "note", "agreed"):
        form.fields.pop(name)
    return form
