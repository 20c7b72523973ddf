"""What comes next is read from the table: whoever looks at a case learns who does what, and how long it may take."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from cityloop.certification.queries.outlook import ahead


@pytest.mark.parametrize(
    ("state", "next_steps"),
    [
        ("draft", [("Hand in the dossier", "the applicant", "Completeness check")]),
        (
            "submitted",
            [
                ("Ask for a supplement", "an officer of the operating body", "Supplement asked for"),
                ("Accept the dossier", "an officer of the operating body", "Accepted"),
            ],
        ),
        ("withdrawn", []),
    ],
)
def test_the_next_steps_are_those_of_the_table(stage, state, next_steps):
    with override("en"):
        assert [(one.label, one.by, one.then) for one in ahead(stage.case(state))] == next_steps


def test_a_mock_case_is_never_promised_a_certificate(stage):
    with override("en"):
        assert [one.label for one in ahead(stage.case("decision", mock=True))] == ["Close the mock certification"]


@pytest.mark.parametrize(("language", "words"), [("ko", "지금: 구비서류 검토"), ("en", "which may take 14 days")])
def test_the_applicant_reads_it_on_the_page_of_the_case(stage, client, language, words):
    case = stage.case("submitted")
    client.force_login(stage.applicant)
    with override(language):
        page = reverse("certification:case", args=[case.reference])
    assert words in client.get(page).content.decode()
