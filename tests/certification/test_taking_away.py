"""The cross-reference table is made from the dossier, and a dossier taken along checks itself."""

import io
import json
import shutil
import subprocess
import zipfile

import pytest
from certification.stage import PDF, named
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook

from cityloop.assessment.actions import attach_evidence, save_answers, set_measurement
from cityloop.assessment.export import archive
from cityloop.assessment.files import Damaged
from cityloop.assessment.files.store import place
from cityloop.assessment.models import Evidence
from cityloop.assessment.queries import dossier_of


@pytest.fixture
def handed_in(stage):
    case = stage.case("draft")
    step = {**stage.step(stage.applicant), "case": case}
    given = {"criterion": "service.comfort", "item": "survey", "content": PDF, "name": "설문 결과/../a.pdf"}
    attach_evidence(**step, **given, pages="3, 7-9", observed_from=stage.edition.states.first().since)
    set_measurement(**step, criterion="service.punctual", value=2)
    save_answers(**step, answers={"service.comfort": "=1+1 Nine of ten sit."})
    return stage.hand_in(case)


@pytest.mark.law("9(4)")
@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_table_names_criterion_summary_file_and_page(stage, handed_in, client, language):
    client.force_login(stage.applicant)
    with override(language):
        page, file = (
            reverse(named(name), args=[handed_in.reference]) for name in ("cross_reference", "cross_reference_file")
        )
    shown = client.get(page).content.decode()
    assert all(words in shown for words in ("a.pdf (3, 7-9)", "Nine of ten sit."))
    rows = list(load_workbook(io.BytesIO(client.get(file).content)).active.iter_rows(values_only=True))
    assert rows[1][0] == "service.comfort"
    assert rows[1][3:5] == ("=1+1 Nine of ten sit.", "a.pdf (3, 7-9)")
    assert rows[2][6] == 2


def test_a_dossier_taken_along_checks_itself_with_sha256sum(stage, handed_in, client, tmp_path):
    client.force_login(stage.operator)
    answer = client.get(reverse("assessment:dossier_file", args=[handed_in.reference]))
    content = b"".join(answer.streaming_content)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        packed.extractall(tmp_path / "out")
        told = json.loads(packed.read("dossier.json"))
        assert dossier_of(handed_in).digest in packed.read("README.txt").decode()
    assert told["sha256"] == dossier_of(handed_in).digest
    assert (tmp_path / "out" / told["evidence"][0]["file"]).read_bytes() == PDF
    check = [shutil.which("sha256sum"), "--check", "--strict", "SHA256SUMS"]
    run = subprocess.run(check, cwd=tmp_path / "out", capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert run.stdout.count(": OK") == 5


def test_the_same_dossier_gives_the_same_bytes(handed_in):
    dossier = dossier_of(handed_in)
    assert b"".join(archive(handed_in, dossier)) == b"".join(archive(handed_in, dossier))


def test_a_file_that_changed_in_the_store_is_not_packed(handed_in):
    place(Evidence.objects.get().sha256).write_bytes(b"other")
    with pytest.raises(Damaged):
        archive(handed_in, dossier_of(handed_in))  # before the first byte is sent


@pytest.mark.parametrize("language", ["ko", "en"])
def test_whoever_asks_for_it_is_told_and_gets_no_half_archive(stage, handed_in, client, language):
    place(Evidence.objects.get().sha256).unlink()
    client.force_login(stage.operator)
    with override(language):
        answer = client.get(reverse("assessment:dossier_file", args=[handed_in.reference]))
    said = answer.content.decode()
    assert answer.status_code == 409 and {"ko": "묶지 않았습니다", "en": "was not packed"}[language] in said


def test_strangers_and_drafts_get_no_archive(stage, client):
    case = stage.case("draft")
    address = reverse("assessment:dossier_file", args=[case.reference])
    client.force_login(stage.applicant)
    assert client.get(address).status_code == 404
    client.force_login(stage.stranger)
    assert client.get(address).status_code == 404
