"""Both languages are there, and anchors say different things."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...text import Text
from ..faults import Findings, Path

_LANGUAGES = {"ko", "en"}
_MISSING = {
    "ko": Text("국문이 없음.", "The Korean is missing."),
    "en": Text("영문이 없음.", "The English is missing."),
}
_WRITE = Text("두 언어가 같은 뜻이 되도록 적으십시오.", "Write it, so that both languages say the same.")


def both_languages_are_there(content: Any, findings: Findings) -> None:
    """Note every text of which one language is missing or blank."""
    for path, text in _texts(content, ()):
        for language in ("ko", "en"):
            if not str(text.get(language) or "").strip():
                findings.add((*path, language), _MISSING[language], _WRITE)


def filled(content: Any) -> Any:
    """The content with each half-written text read as the language it has, a dash where it has none.

    >>> filled({"title": {"ko": "버스", "en": ""}, "why": {}})
    {'title': {'ko': '버스', 'en': '버스'}, 'why': {}}
    """
    if isinstance(content, Mapping):
        if _is_text(content):
            either = next((text for text in content.values() if text and text.strip()), "–")
            return {name: text if (text := content.get(name)) and text.strip() else either for name in ("ko", "en")}
        return {name: filled(item) for name, item in content.items()}
    return [filled(item) for item in content] if isinstance(content, list | tuple) else content


def _is_text(value: Mapping) -> bool:
    return bool(value) and set(value) <= _LANGUAGES and all(t is None or isinstance(t, str) for t in value.values())


def _texts(content: Any, path: Path) -> Iterator[tuple[Path, Mapping]]:
    if isinstance(content, Mapping):
        if _is_text(content):
            yield path, content
            return
        for name, item in content.items():
            yield from _texts(item, (*path, name))
    elif isinstance(content, list | tuple):
        for index, item in enumerate(content):
            yield from _texts(item, (*path, index))
