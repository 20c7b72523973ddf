"""What each verdict says to people: in one word, in one sentence, and what to do."""

from __future__ import annotations

from typing import NamedTuple

from ..text import Text
from .verifying import Verdict

_ISSUER = Text(
    "발급기관의 웹사이트에서 인증번호를 조회하십시오.",
    "Look the number up on the issuer's own site.",
)
_LISTS = Text(
    "발급기관의 현재 상태목록을 내려받아 다시 확인하십시오.",
    "Download the issuer's status lists of today and check again.",
)


class Said(NamedTuple):
    """A verdict in words. `tone` is that of the notice it is shown in."""

    word: Text
    sentence: Text
    remedy: Text
    tone: str = "bad"


VERDICTS = {
    "valid": Said(
        Text("유효", "Valid"),
        Text(
            "서명이 온전하고, 인증은 유효기간 안에 있으며, 정지되거나 취소되지 않았습니다.",
            "The signature is whole, the certificate is within its period, and it is neither suspended nor withdrawn.",
        ),
        Text("지금 효력이 있습니다.", "It holds at this moment."),
        "good",
    ),
    "suspended": Said(
        Text("정지", "Suspended"),
        Text(
            "디지털 인증서는 진본이지만 인증이 정지되어 있습니다.",
            "The credential is genuine, but the certificate is suspended.",
        ),
        Text(
            "정지가 해제될 때까지 인증받은 것으로 보지 마십시오.",
            "Do not treat it as certified until that is lifted.",
        ),
        "warn",
    ),
    "withdrawn": Said(
        Text("취소", "Withdrawn"),
        Text(
            "디지털 인증서는 진본이지만 인증이 취소되었거나 새 디지털 인증서로 바뀌었습니다.",
            "The credential is genuine, but the certificate was withdrawn or replaced by a newer one.",
        ),
        _ISSUER,
    ),
    "expired": Said(
        Text("만료", "Expired"),
        Text(
            "디지털 인증서는 진본이지만 유효기간이 지났습니다.",
            "The credential is genuine, but its period is over.",
        ),
        Text("갱신된 인증서를 요청하십시오.", "Ask for the renewed certificate."),
        "warn",
    ),
    "not_yet_valid": Said(
        Text("유효기간 전", "Not yet valid"),
        Text(
            "디지털 인증서의 유효기간이 아직 시작되지 않았습니다.",
            "The period of the credential has not begun.",
        ),
        Text(
            "이 컴퓨터의 시계를 확인하거나 시작일 이후에 확인하십시오.",
            "Check this machine's clock, or come back then.",
        ),
        "warn",
    ),
    "tampered": Said(
        Text("변조", "Tampered"),
        Text(
            "내용이 서명 이후에 바뀌었습니다.",
            "The content was changed after it was signed.",
        ),
        Text(
            "믿지 말고, 발급기관에서 새로 내려받으십시오.",
            "Do not rely on it; download it anew from the issuer.",
        ),
    ),
    "malformed": Said(
        Text("확인할 수 없는 파일", "Not a credential"),
        Text(
            "이 방식(W3C VC 2.0, eddsa-jcs-2022)으로 서명된 디지털 인증서가 아닙니다.",
            "This is no credential of this kind (W3C VC 2.0 signed with eddsa-jcs-2022).",
        ),
        Text(
            "인증서 화면에서 내려받은 JSON 파일을 쓰십시오.",
            "Use the JSON file that the certificate's page gives.",
        ),
    ),
    "unknown_key": Said(
        Text("알 수 없는 키", "Unknown key"),
        Text(
            "발급기관이 공개하지 않은 키로 서명되었습니다.",
            "It is signed with a key that this issuer has not published.",
        ),
        Text(
            "발급기관의 현재 공개키 목록으로 다시 확인하십시오.",
            "Check again with the issuer's keys of today.",
        ),
    ),
    "key_not_in_force": Said(
        Text("사용기간이 아닌 키", "Key not in force"),
        Text(
            "서명한 시각이 그 키의 사용기간 밖에 있습니다.",
            "It was signed at a moment at which its key was not in force.",
        ),
        _ISSUER,
    ),
    "status_unreachable": Said(
        Text("상태를 알 수 없음", "Status unknown"),
        Text(
            "서명은 온전하지만 상태목록을 구할 수 없어 정지·취소 여부를 알 수 없습니다.",
            "The signature is whole, but without the status list suspension or withdrawal cannot be ruled out.",
        ),
        _LISTS,
        "warn",
    ),
    "status_stale": Said(
        Text("지난 상태목록", "Stale status list"),
        Text(
            "상태목록의 유효기간이 지나 정지·취소 여부를 알 수 없습니다.",
            "The status list is not of today, so suspension or withdrawal cannot be ruled out.",
        ),
        _LISTS,
        "warn",
    ),
    "status_tampered": Said(
        Text("변조된 상태목록", "Tampered status list"),
        Text(
            "상태목록이 발급기관이 서명한 그대로가 아닙니다.",
            "The status list is not as the issuer signed it.",
        ),
        _LISTS,
    ),
    "status_of_another": Said(
        Text("다른 상태목록", "Another status list"),
        Text(
            "주어진 상태목록은 이 디지털 인증서가 가리키는 목록이 아닙니다.",
            "The status list given is not the one that this credential names.",
        ),
        _LISTS,
    ),
}


def said(verdict: Verdict) -> Said:
    """A verdict in words."""
    return VERDICTS[verdict.code]
