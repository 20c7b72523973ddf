"""The five parts that a notice must have (Art. 9(1), 13(1)): from the edition where it says them, else in words."""

from dataclasses import dataclass
from datetime import UTC

from django.utils.translation import gettext_lazy as _

from cityloop.assessment.queries.edition import compiled
from cityloop.engine.edition import digest

LANGUAGES = ("ko", "en")


@dataclass(frozen=True)
class Part:
    """One mandatory part: `derived` where the edition says it, `words` what the notice adds in both languages."""

    code: str
    title: object
    derived: bool
    words: dict

    @property
    def said(self) -> bool:
        """Is it there, by the edition or in both languages?"""
        return self.derived or all(text.strip() for text in self.words.values())


def parts_of(notice) -> list[Part]:
    """The five parts in the order of the law."""
    rules = compiled(notice.edition)
    dated = notice.opens_at is not None and notice.closes_at is not None
    return [
        Part("fields", _("Fields and indicators"), bool(notice.profiles or not rules.profiles), {"ko": "", "en": ""}),
        Part("method", _("Method of evaluation"), bool(rules.steps), _words(notice, "method")),
        Part("documents", _("Documents to hand in"), bool(rules.documents), _words(notice, "documents")),
        Part("deadline", _("Deadline"), dated, {"ko": "", "en": ""}),
        Part("forms", _("Forms"), bool(rules.form), _words(notice, "forms")),
    ]


def lacking(notice) -> list[Part]:
    """The mandatory parts that are not there."""
    return [part for part in parts_of(notice) if not part.said]


def digest_of(notice) -> str:
    """The sha256 of what a notice says, the edition's digest included: what publishing binds to."""
    return digest(
        {
            "edition": notice.edition.digest,
            "profiles": sorted(notice.profiles),
            "opens_at": _moment(notice.opens_at),
            "closes_at": _moment(notice.closes_at),
            "zone": notice.zone,
            **{name: _words(notice, name) for name in ("title", "method", "documents", "forms", "contact")},
        }
    )


def _words(notice, stem: str) -> dict:
    return {language: getattr(notice, f"{stem}_{language}") for language in LANGUAGES}


def _moment(moment) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds") if moment else ""
