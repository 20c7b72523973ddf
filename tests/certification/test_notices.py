"""The notice of a round: five parts, a window to the second, more time and never less."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from cast import AT
from certification.stage import SCHEME, Stage, named
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override

from cityloop.assessment import actions as assessing
from cityloop.assessment.actions import change_notice, discard_notice, draft_notice, extend_notice, publish_notice
from cityloop.assessment.digests import of_dossier
from cityloop.assessment.models import Case, Notice, NoticeExtension
from cityloop.assessment.notices import digest_of, lacking
from cityloop.assessment.queries import dossier_of
from cityloop.assessment.queries.pool import to_be_seated
from cityloop.audit.refusal import Refused
from cityloop.certification import actions
from cityloop.certification.queries import waiting_for
from cityloop.outbox.models import Letter

SEOUL = ZoneInfo("Asia/Seoul")
CLOSES = AT + timedelta(days=10)
WORDS = {f"{stem}_{code}": f"{stem} {code}" for stem in ("method", "documents", "forms") for code in ("ko", "en")}
SAID = {"title_ko": "공고", "title_en": "Round one", "profiles": ["bus"], "opens_at": AT, "closes_at": CLOSES, **WORDS}


@pytest.fixture
def stage(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return Stage(intake={"by": "notice"})


def draft(stage, **said):
    return draft_notice(**stage.step(stage.operator), edition=stage.edition, **{**SAID, **said})


def published(stage, **said):
    notice = draft(stage, **said)
    return publish_notice(**stage.step(stage.operator), notice=notice, digest=digest_of(notice))


def opened(stage, days=1, profile="bus", service=None):
    step = stage.step(stage.applicant, days)
    return actions.open_case(**step, service=service or stage.service(), scheme=SCHEME, profile=profile)


def submitted(stage, case, at):
    digest = of_dossier(dossier_of(case))
    return assessing.submit_case(actor=stage.applicant, at=at, case=case, digest=digest)


@pytest.mark.law("9(1)", "13(1)")
@pytest.mark.parametrize(
    ("without", "named"),
    [
        ({"profiles": []}, "Fields and indicators"),
        ({"documents_ko": ""}, "Documents to hand in"),
        ({"closes_at": None}, "Deadline"),
        ({"forms_ko": "", "forms_en": ""}, "Forms"),
    ],
)
def test_a_notice_that_lacks_one_of_the_five_parts_is_refused_and_the_part_is_named(stage, without, named):
    notice = draft(stage, **without)
    with override("en"):
        assert [str(part.title) for part in lacking(notice)] == [named]
        with pytest.raises(Refused, match=f"lacks: {named}"):
            publish_notice(**stage.step(stage.operator), notice=notice, digest=digest_of(notice))
    assert Notice.objects.get().published_at is None


@pytest.mark.law("9(1)", "13(1)")
def test_what_the_edition_says_of_a_part_needs_no_words(db, settings, tmp_path):
    title = {"ko": "신청서", "en": "Application"}
    form = [{"id": "contact", "asks": {"ko": "담당자", "en": "Contact"}, "type": "text"}]
    stage = Stage(intake={"by": "notice"}, documents=[{"id": "application", "title": title}], form=form)
    notice = draft(stage, **dict.fromkeys(WORDS, ""))
    assert lacking(notice) == []


@pytest.mark.law("13(1)")
def test_a_published_notice_has_a_number_of_its_year_and_the_digest_that_was_shown(stage):
    notice = draft(stage)
    with override("en"), pytest.raises(Refused, match="has changed since this page was opened"):
        publish_notice(**stage.step(stage.operator), notice=notice, digest="0" * 64)
    shown = digest_of(notice)
    notice = publish_notice(**stage.step(stage.operator), notice=notice, digest=shown)
    assert (notice.number, notice.digest, notice.open_until) == ("N-NB-2026-0001", shown, CLOSES)
    assert digest_of(Notice.objects.select_related("edition").get()) == shown
    with pytest.raises(Refused):
        change_notice(**stage.step(stage.operator), notice=notice, revision=0, **SAID)


def test_only_an_officer_of_the_operating_body_gives_notice(stage):
    for who in (stage.applicant, stage.certifier, stage.stranger, stage.assessor):
        with pytest.raises(Refused):
            draft_notice(**stage.step(who), edition=stage.edition, **SAID)
    notice = draft(stage)
    with pytest.raises(Refused):
        publish_notice(**stage.step(stage.certifier), notice=notice, digest=digest_of(notice))
    assert Notice.objects.get().published_at is None


def test_of_two_officers_who_change_a_draft_at_once_the_second_is_told(stage):
    notice = draft(stage)
    step = stage.step(stage.operator)
    change_notice(**step, notice=notice, revision=0, title_en="Mine")
    with override("en"), pytest.raises(Refused, match="Somebody has changed this draft"):
        change_notice(**step, notice=notice, revision=0, title_en="Theirs")
    assert Notice.objects.get().title_en == "Mine"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"closes_at": AT - timedelta(hours=1), "opens_at": AT - timedelta(hours=2)}, "lies in the past"),
        ({"opens_at": AT - timedelta(days=3)}, "began before the notice"),
        ({"opens_at": CLOSES, "closes_at": AT}, "closes before it opens"),
        ({"profiles": ["ship"]}, "has no field or track “ship”"),
    ],
)
def test_a_notice_is_about_a_time_to_come_and_fields_of_its_edition(stage, said, why):
    with override("en"), pytest.raises(Refused, match=why):
        published(stage, **said)


def test_two_notices_never_take_applications_for_one_field_at_once(stage):
    first = published(stage)
    with override("en"), pytest.raises(Refused, match=first.number):
        published(stage, opens_at=AT + timedelta(days=5), closes_at=AT + timedelta(days=50))
    assert published(stage, profiles=["tram"]).number == "N-NB-2026-0002"


@pytest.mark.law("13(1)")
def test_without_an_open_notice_nothing_is_opened_where_the_edition_takes_applications_in_rounds(stage):
    with override("en"), pytest.raises(Refused, match="no notice for this field is open now"):
        opened(stage)
    notice = published(stage)
    with pytest.raises(Refused):
        opened(stage, profile="tram")
    case = opened(stage)
    assert case.notice == notice
    with pytest.raises(Refused):
        opened(stage, days=10)
    assert Case.objects.count() == 1


@pytest.mark.law("9(1)", "13(1)")
def test_the_deadline_falls_at_the_second_on_the_clock_of_the_notice(stage):
    evening = datetime(2026, 9, 10, 18, 0, tzinfo=SEOUL)
    published(stage, closes_at=evening)
    late, in_time = opened(stage), opened(stage)
    for case in (late, in_time):
        stage.fill(case)
    with override("en"), pytest.raises(Refused, match=r"until 2026-09-10 18:00:00 \(Asia/Seoul\)"):
        submitted(stage, late, evening)
    assert submitted(stage, in_time, evening - timedelta(seconds=1)).state == "submitted"
    assert Case.objects.get(pk=late.pk).state == "draft"


@pytest.mark.law("13(4)")
def test_a_supplement_is_not_bound_to_the_window_of_the_notice(stage):
    published(stage)
    case = opened(stage)
    stage.fill(case)
    case = submitted(stage, case, CLOSES - timedelta(seconds=1))
    case = assessing.ask_supplement(actor=stage.operator, at=CLOSES, case=case, reason="page 2")
    digest = of_dossier(dossier_of(case))
    at = CLOSES + timedelta(days=3)
    assert assessing.resubmit_case(actor=stage.applicant, at=at, case=case, digest=digest).state == "submitted"


def test_more_time_is_given_with_a_public_reason_and_never_taken_away(stage):
    notice = published(stage)
    case = opened(stage)
    stage.fill(case)
    more = {"reason_ko": "폭설", "reason_en": "Snow"}
    step = {"actor": stage.operator, "at": CLOSES + timedelta(hours=1), "notice": notice}
    with override("en"), pytest.raises(Refused, match="Time can only be given"):
        extend_notice(**step, closes_at=CLOSES - timedelta(days=1), **more)
    with override("en"), pytest.raises(Refused, match="not there in both languages"):
        extend_notice(**step, closes_at=CLOSES + timedelta(days=1), reason_ko="폭설", reason_en=" ")
    notice = extend_notice(**step, closes_at=CLOSES + timedelta(days=1), **more)
    assert (notice.closes_at, notice.open_until) == (CLOSES, CLOSES + timedelta(days=1))
    letter = Letter.objects.get(kind="certification.notice_extended")
    assert (letter.person, "Snow" in letter.body_en) == (stage.applicant, True)
    assert submitted(stage, case, CLOSES + timedelta(hours=2)).state == "submitted"


def test_the_database_keeps_extensions_and_never_shortens(stage):
    notice = published(stage)
    more = {"closes_at": CLOSES + timedelta(days=1), "reason_ko": "폭설", "reason_en": "Snow"}
    extend_notice(**stage.step(stage.operator), notice=notice, **more)
    with pytest.raises(DatabaseError), transaction.atomic():
        NoticeExtension.objects.update(reason_en="Rain")
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.update(open_until=CLOSES - timedelta(days=1))


def test_a_round_keeps_its_edition_where_a_later_one_comes_into_force_meanwhile(stage):
    from cityloop.assessment.actions import publish_edition

    published(stage)
    states = [{"from": "2026-09-02", "state": "in_force", "profiles": ["bus"]}]
    publish_edition(actor=None, at=AT, content=stage.edition.content | {"edition": "2027", "timeline": states})
    assert opened(stage, days=3).edition == stage.edition


def test_a_draft_waits_in_the_officers_inbox_and_nobody_else_sees_it(stage, client):
    notice = draft(stage)
    assert [row.url for row in waiting_for(stage.operator, AT.date())] == [
        reverse("assessment:notice_preview", args=[notice.pk])
    ]
    assert waiting_for(stage.certifier, AT.date()) == []
    for who in (stage.applicant, stage.certifier, stage.stranger):
        client.force_login(who)
        for page in ("notice_draft", "notice_preview"):
            assert client.get(reverse(named(page), args=[notice.pk])).status_code == 404
    discard_notice(**stage.step(stage.operator), notice=notice)
    assert waiting_for(stage.operator, AT.date()) == []


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_notice_is_drafted_previewed_and_published_on_its_pages(stage, client, language):
    client.force_login(stage.operator)
    with override(language):
        pages = {
            "new": reverse("assessment:notice_new", args=[SCHEME, "2026"]),
            "list": reverse("assessment:notices"),
        }
    given = {
        **SAID,
        "opens_at": "2126-09-01T09:00",
        "closes_at": "2126-09-30T18:00",
        "zone": "Asia/Seoul",
        "revision": 0,
    }
    wrong = client.post(pages["new"], given | {"zone": "Asia/Atlantis"})
    assert (wrong.status_code, "Asia/Atlantis" in wrong.content.decode()) == (422, True)
    assert client.post(pages["new"], given | {"forms_en": ""})["Location"].endswith("/preview/")
    notice = Notice.objects.get()
    assert notice.closes_at.astimezone(SEOUL) == datetime(2126, 9, 30, 18, 0, tzinfo=SEOUL)
    preview = f"{pages['list']}drafts/{notice.pk}/preview/"
    refused = client.post(preview, {"do": "publish", "digest": client.get(preview).context["digest"]})
    assert (refused.status_code, refused.context["lacking"][0].code) == (422, "forms")
    assert client.post(f"{pages['list']}drafts/{notice.pk}/", given).status_code == 302
    answer = client.post(preview, {"do": "publish", "digest": client.get(preview).context["digest"]})
    number = Notice.objects.get().number
    assert answer["Location"].endswith(f"/notices/{number}/")
    client.logout()
    shown = client.get(answer["Location"]).content.decode()
    assert all(words in shown for words in (number, Notice.objects.get().digest, WORDS[f"forms_{language}"]))
    assert number in client.get(pages["list"]).content.decode()
    client.force_login(stage.stranger)
    assert client.get(f"{pages['list']}{number}/extend/").status_code == 404
    assert client.get(pages["new"]).status_code == 404


def test_a_long_gone_edition_page_and_a_wrong_number_are_not_found(stage, client):
    assert client.get(reverse("assessment:notice", args=["N-NB-2026-0099"])).status_code == 404


def test_the_list_of_notices_costs_the_same_at_one_and_at_three(stage, client, django_assert_num_queries):
    for n in range(3):
        opens = AT + timedelta(days=20 * n)
        published(stage, opens_at=opens, closes_at=opens + timedelta(days=10))
        if n != 1:
            with django_assert_num_queries(3):
                client.get(reverse("assessment:notices"))


def test_a_round_is_seated_by_its_notice(stage, client):
    published(stage)
    case = opened(stage)
    stage.fill(case)
    case = stage.accept(submitted(stage, case, stage.step(stage.applicant, 1)["at"]))
    assert list(to_be_seated(stage.edition, "bus", case.notice)) == [case]
    assert not to_be_seated(stage.edition, "bus").exists(), "this one was taken in by a notice"
    client.force_login(stage.operator)
    url = reverse("assessment:seating", args=[SCHEME, "2026"])
    shown = client.get(f"{url}?field=bus&notice={case.notice.number}").content.decode()
    assert case.reference in shown and case.notice.number in shown
    assert case.reference not in client.get(f"{url}?field=bus").content.decode()
    assert client.get(f"{url}?field=bus&notice=nothing").status_code == 404
