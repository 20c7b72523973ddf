"""What a mark says."""

from django import template

from cityloop.engine.text import Text

register = template.Library()

WORDS = {
    "valid": Text("인증", "Certified"),
    "replay": Text("재현 결과, 인증 아님", "Replay, not certified"),
    "suspended": Text("인증 정지", "Suspended"),
    "withdrawn": Text("인증 취소", "Withdrawn"),
    "superseded": Text("새 인증서로 대체", "Superseded"),
    "expired": Text("인증기간 만료", "Expired"),
    "unknown": Text("발급된 적 없는 번호", "Never issued"),
}


@register.simple_tag
def mark_words(status):
    """The words of a mark in both languages; an image has no reader whose language it could know."""
    return WORDS[status]
