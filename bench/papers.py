"""Print papers: a certificate of one page, and minutes of ten, as PDF (typst) and as a Hangul file.

Each of fifty is a new value, so that nothing is remembered but fonts and layout; the median of CPU time, in one warm
process of one thread. The memory is that of the process after 500 certificates more. No other program does the same.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from dataclasses import replace

import django

from bench import Row
from bench.alone import alone
from bench.report import table
from cityloop.papers import Attestation, Facts, Heading, Paper, Table, as_hwpx, as_pdf

CERTIFICATE = Attestation(
    language="ko",
    number="C-SCS-2026-0001",
    title="인증서",
    scheme="스마트도시서비스 인증 2026판",
    subject="어린이보호구역 스마트 횡단보도",
    subject_note="Smart crossing for school zones",
    facts=tuple((name, "가나다라 마바사") for name in ("인증받은 자", "분야", "유형", "등급", "기간", "판")),
    sentence="위 서비스가 스마트도시서비스 인증기준에 적합함을 인증합니다.",
    date="2026년 10월 31일",
    signer="국토교통부장관",
    address="https://example.org/ko/certification/certificates/C-SCS-2026-0001/",
    address_says="진위와 현재 상태 확인",
    proofs=(("인증서 sha256", "ab" * 32), ("판 sha256", "cd" * 32)),
)
MINUTES = Paper(
    title="인증평가위원회 회의록",
    language="ko",
    blocks=(
        Facts((("장소", "본관 3층"), ("출석", "9명 중 7명"))),
        Heading("의결"),
        Table(("안건", "찬성", "반대"), tuple((f"안건 {n}", "7", "0") for n in range(250)), widths=(4, 1, 1)),
    ),
)


def main() -> list[Row]:
    """Medians over runs, and the peak after many."""
    with tempfile.TemporaryDirectory() as home:
        (certificate, minutes, hangul), peak = alone(_measured, home)
    return [
        Row("a certificate as PDF, warm: CPU", "≤ 50 ms", f"{1000 * certificate:.1f} ms"),
        Row("minutes with a table of 250 rows as PDF: CPU", "", f"{1000 * minutes:.0f} ms"),
        Row("minutes with a table of 250 rows as HWPX: CPU", "", f"{1000 * hangul:.0f} ms"),
        Row("peak of a process that printed 550 certificates", "", f"{peak:.0f} MB"),
    ]


def _measured(home: str):
    """Medians for a certificate, minutes, and minutes as a Hangul file; Django is there for its catalogues."""
    os.environ |= {"CITYLOOP_HOME": home, "DJANGO_SETTINGS_MODULE": "cityloop.settings"}
    django.setup()
    certificate = median(as_pdf, CERTIFICATE, 50)
    for number in range(500):
        as_pdf(replace(CERTIFICATE, number=str(number), subject=f"서비스 {number}"))
    return certificate, median(as_pdf, MINUTES, 10), median(as_hwpx, MINUTES, 3)


def median(write, paper, times: int) -> float:
    """Median CPU seconds of writing a new value each time, after one to warm up."""
    write(paper)
    took = []
    for number in range(times):
        value = replace(paper, number=f"C-SCS-2026-{number:04d}")
        began = time.process_time()
        write(value)
        took.append(time.process_time() - began)
    return statistics.median(took)


def many(times: int) -> int:
    """Print that many different certificates."""
    return sum(
        len(as_pdf(replace(CERTIFICATE, number=str(number), subject=f"서비스 {number}"))) for number in range(times)
    )


if __name__ == "__main__":
    print(table(main()))
