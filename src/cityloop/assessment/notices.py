"""The five parts that a notice must have: from the edition where it says them, else in words.

Which five they are follows from the kind of edition: for schemes Notice 2021-223 Art. 9(1) and 13(1), for calls
Decree Art. 14.
"""

from dataclasses import dataclass
from datetime import UTC

from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import Edition, Notice
from cityloop.assessment.queries.edition import compiled
from cityloop.engine.edition import digest

LANGUAGES = ("ko", "en")
STEMS = ("title", "method", "documents", "forms", "contact")


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
    return PARTS[notice.edition.kind](notice, compiled(notice.edition))


def lacking(notice) -> list[Part]:
    """The mandatory parts that are not there."""
    return [part for part in parts_of(notice) if not part.said]


def branches(rules) -> tuple:
    """What an edition is given notice of piece by piece: its field profiles, or the tracks of a call."""
    return rules.tracks or rules.profiles


def planned(edition, part: str) -> dict:
    """What the edition itself says of the round of a track: its title, its moments and its zone."""
    track = compiled(edition).track(part)
    if track is None:
        return {"profiles": [part] if part else []}
    intake = track.intake
    return {
        "profiles": [track.id],
        "title_ko": f"{edition.title_ko} {track.title.ko} 공고",
        "title_en": f"{edition.title_en}: {track.title.en}",
        "opens_at": intake.opens_at,
        "closes_at": intake.cut_off_at or intake.closes_at,
        "late": intake.after_cut_off or Notice.Late.REFUSED,
        "zone": intake.zone,
    }


def differing(notice) -> bool:
    """Does a notice of one track give other moments than the edition plans for it?"""
    plan = planned(notice.edition, notice.profiles[0]) if len(notice.profiles) == 1 else {}
    return any(getattr(notice, name) != plan[name] for name in ("opens_at", "closes_at", "late") if name in plan)


def digest_of(notice) -> str:
    """The sha256 of what a notice says, the edition's digest included: what publishing binds to."""
    late = {"late": notice.late} if notice.late != Notice.Late.REFUSED else {}
    return digest(
        {
            "edition": notice.edition.digest,
            "profiles": sorted(notice.profiles),
            "opens_at": _moment(notice.opens_at),
            "closes_at": _moment(notice.closes_at),
            "zone": notice.zone,
            **late,
            **{name: _words(notice, name) for name in STEMS},
        }
    )


def open_ended(notice) -> bool:
    """Does every track of the notice take proposals all year, so that it needs no closing moment?"""
    tracks = [compiled(notice.edition).track(id) for id in notice.profiles]
    return bool(tracks) and all(track and track.intake.rolling for track in tracks)


def _of_scheme(notice, rules) -> list[Part]:
    named = bool(notice.profiles or not rules.profiles)
    return [
        Part("fields", _("Fields and indicators"), named, _nothing()),
        Part("method", _("Method of evaluation"), bool(rules.steps), _words(notice, "method")),
        Part("documents", _("Documents to hand in"), bool(rules.documents), _words(notice, "documents")),
        Part("deadline", _("Deadline"), _dated(notice), _nothing()),
        Part("forms", _("Forms"), bool(rules.form), _words(notice, "forms")),
    ]


def _of_call(notice, rules) -> list[Part]:
    named = bool(notice.profiles or not rules.tracks)
    return [
        Part("schedule", _("Schedule"), _dated(notice), _nothing()),
        Part("eligibility", _("Eligibility and how to apply"), named, _words(notice, "method")),
        Part("procedure", _("Procedure and criteria"), bool(rules.criteria), _words(notice, "documents")),
        Part("writing", _("How to write the proposal"), bool(rules.form), _words(notice, "forms")),
        Part("other", _("Other matters"), False, _words(notice, "contact")),
    ]


PARTS = {Edition.Kind.SCHEME: _of_scheme, Edition.Kind.CALL: _of_call}


def _dated(notice) -> bool:
    return notice.opens_at is not None and (notice.closes_at is not None or open_ended(notice))


def _nothing() -> dict:
    return dict.fromkeys(LANGUAGES, "")


def _words(notice, stem: str) -> dict:
    return {language: getattr(notice, f"{stem}_{language}") for language in LANGUAGES}


def _moment(moment) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds") if moment else ""
