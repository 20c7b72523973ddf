"""Certification as open data: statistics, certificates and decisions as rows that a file or a sheet can hold."""

import io
import json

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook

from cityloop.certification.models import Certificate, Decision
from cityloop.certification.queries.certificates import status_on
from cityloop.engine.round import SMALLEST_CELL, Spread
from cityloop.spreadsheet import inert

STATISTICS = ("group", "name", "measure", "of", "value", "cases")
COUNTS = ("received", "under_way", "passed", "failed", "without_result", "certified", "supplemented", "supplements")
QUANTILES = ("least", "low", "median", "high", "nine_tenths", "most")
CERTIFICATES = (
    *("number", "scheme", "edition", "edition_sha256", "field", "about", "subject", "subject_ko", "subject_en"),
    *("holder", "holder_ko", "holder_en", "grade", "issued_on", "valid_until", "renewal_opens", "status"),
    *("status_since", "status_reason", "sha256", "simulated", "record"),
)
DECISIONS = ("decision", "scheme", "edition", "field", "round", "verdict", "decided_on", "simulated", "record")
ABOUT = {
    "statistics": {
        "ko": f"인증 통계. 신청 {SMALLEST_CELL}건 미만의 칸은 공개하지 않습니다. 기간의 단위는 일입니다.",
        "en": f"Statistics of certification. Cells of fewer than {SMALLEST_CELL} applications are not shown. "
        "Times are days; area shares are from 0 to 1; agreement is Krippendorff's alpha, ordinal.",
    },
    "certificates": {
        "ko": "발급된 모든 인증서와 현재 상태. 취소되거나 만료된 인증서를 포함합니다.",
        "en": "Every certificate issued, with its status today: withdrawn and expired ones included.",
    },
    "decisions": {
        "ko": "인증 결정. 미인증 결정의 신청인은 밝히지 않습니다.",
        "en": "Decisions. Who was refused is not told; a certificate names its holder.",
    },
}


def statistics_rows(found) -> list[tuple]:
    """A row for each figure: group and its name, what is measured and of which part, the value, the cases under it."""
    rows = _tally_rows("all", found.scheme, found.whole) if found.whole else []
    for area, value in sorted(found.agreement.items()):
        rows.append(("all", found.scheme, "agreement", area, round(value, 4), found.whole.passed + found.whole.failed))
    for kind, groups in found.groups.items():
        for name, one in groups.items():
            rows += _tally_rows(kind, name, one) if one else [(kind, name, "not_shown", "", None, None)]
    return rows


def _tally_rows(kind, name, one) -> list[tuple]:
    rows = [(kind, name, count, "", getattr(one, count), one.received) for count in COUNTS]
    if one.points:
        rows += _spread_rows(kind, name, "points", "", one.points)
    for measure, spreads in (("area_share", one.areas), ("days", one.steps)):
        for part, spread in sorted(spreads.items()):
            rows += _spread_rows(kind, name, measure, part, spread)
    return rows


def _spread_rows(kind, name, measure, part, spread: Spread) -> list[tuple]:
    return [
        (kind, name, f"{measure}_{quantile}", part, round(getattr(spread, quantile), 4), spread.count)
        for quantile in QUANTILES
    ]


def certificate_rows(on):
    """A row for each certificate ever issued, by number, with the event that its status rests on."""
    found = Certificate.objects.select_related("service", "holder", "case__edition").defer("case__edition__content")
    for one in found.prefetch_related("events").order_by("number").iterator(chunk_size=500):
        last = list(one.events.all())[-1]
        status = str(status_on(one, on))
        expired = status == Certificate.Status.EXPIRED
        since = one.valid_until if expired else timezone.localdate(last.at)
        yield (
            *(one.number, one.case.edition.scheme, one.case.edition.edition, one.case.edition.digest),
            *(one.case.profile, one.case.about, one.subject.code, one.subject.name_ko, one.subject.name_en),
            *(one.holder.code, one.holder.name_ko, one.holder.name_en, one.grade),
            *(str(one.issued_on), str(one.valid_until), str(one.renewal_opens), status, str(since)),
            *("" if expired else last.reason, one.digest, one.case.simulated, one.case.record),
        )


def decision_rows(on):
    """A row for each decision, in the order in which they were made; who was refused is not told."""
    columns = ("case__edition__scheme", "case__edition__edition", "case__profile", "round", "verdict", "at")
    more = ("case__simulated", "case__record")
    found = Decision.objects.order_by("at", "pk").values_list("pk", *columns, *more)
    for pk, scheme, edition, profile, number, verdict, at, simulated, record in found.iterator(chunk_size=500):
        yield pk, scheme, edition, profile, number, verdict, str(timezone.localdate(at)), simulated, record


TABLES = {"certificates": (CERTIFICATES, certificate_rows), "decisions": (DECISIONS, decision_rows)}


def as_json(name: str, columns, rows, **more) -> str:
    """Rows with what they are about, when they were made, and what each column is called."""
    head = {"about": ABOUT[name], "made_at": timezone.now().isoformat(timespec="seconds"), **more}
    told = [dict(zip(columns, row, strict=True)) for row in rows]
    return json.dumps({**head, "columns": list(columns), "rows": told}, ensure_ascii=False, indent=1)


def as_sheets(found) -> bytes:
    """The statistics as a workbook: a sheet for the whole and one for each kind of group."""
    book = Workbook(write_only=True)
    note = book.create_sheet(_("About"))
    for text in (ABOUT["statistics"]["ko"], ABOUT["statistics"]["en"], found.scheme, str(dict(found.provenance))):
        note.append([inert(text)])
    rows = statistics_rows(found)
    for kind in ("all", *found.groups):
        sheet = book.create_sheet(kind)
        sheet.append(STATISTICS)
        for row in rows:
            if row[0] == kind:
                sheet.append([inert(value) for value in row])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()
