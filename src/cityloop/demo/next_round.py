"""What happens when the revised edition holds: services apply again, and get the same marks from the same people.

No part of the demonstration itself. `python -m cityloop.demo.next_round` plays it on a copy of one, at the day from
which the new edition holds, and says for each service what the replay had foretold and what happened.
"""

import json
import sys
from datetime import datetime, time, timedelta

from django.utils import timezone

MORNING, DAYS = time(9), 100
AGAIN = ("night-bus-lights", "crossing-time", "shared-taxi-stand")
"""Services that hold no certificate: two of the mock round, and one that was refused."""


def play(say=lambda line: None) -> list[dict]:
    """Bring each service to its decision under the new edition; gives what was foretold beside what happened."""
    from cityloop.assessment.models import Case, Edition, EditionState
    from cityloop.demo.revision import FIELD, SCHEME
    from cityloop.feedback.foretelling import foretold_and_happened

    state = EditionState.objects.filter(edition__scheme=SCHEME, profile=FIELD, state=EditionState.State.IN_FORCE)
    state = state.exclude(edition__edition="2026").select_related("edition").latest("since")
    begins = timezone.make_aware(datetime.combine(state.since, MORNING)) + timedelta(days=1)
    cast = _cast(begins)
    _notice(cast, state.edition, begins)
    for n, code in enumerate(AGAIN):
        before = Case.objects.filter(service__code=code, closed_at__isnull=False).latest("closed_at")
        _again(cast, before, begins, n)
        say(code)
    found = foretold_and_happened(Edition.objects.get(pk=state.edition.pk))
    return [
        {
            "service": one.name["en"],
            "foretold": one.status,
            "happened": one.happened,
            "points": one.points,
            "reached": one.reached,
            "as_foretold": one.as_foretold,
        }
        for one in found
    ]


def _cast(at):
    """The cast of a demonstration that was played: people by the key of their address."""
    from cityloop.demo.cast import MAIL, Cast
    from cityloop.demo.committee import Committee
    from cityloop.demo.revision import FIELD, SCHEME
    from cityloop.organisations.models import Organisation, Person

    people = {one.email.partition("@")[0]: one for one in Person.objects.filter(email__endswith=f"@{MAIL}")}
    cast = Cast(at, {one.code: one for one in Organisation.objects.all()}, people)
    cast.committee = Committee.sitting(cast, SCHEME, FIELD)
    return cast


def _notice(cast, edition, begins) -> None:
    from cityloop.demo import rounds

    rounds.open_next_round(cast, edition, begins)


def _again(cast, before, begins, n) -> None:
    from cityloop.assessment.models import Outcome
    from cityloop.certification.models import Decision, Review
    from cityloop.demo.transport_round import EARLY, Application

    class Again(Application):
        """The same service, judged again by the people who judged it before, with the same marks and measurements."""

        def _measured(self, criterion) -> float:
            return before.dossiers.latest("version").measurements.filter(criterion=criterion.id).latest("pk").value

        def _mark_on(self, criterion, severity) -> dict:
            mark = _last(before, self.marking, criterion.id)
            return {"mark": mark, "confidence": 4, "note": "전과 같음(가상) / as before (simulated)"}

        def _review(self) -> bool:
            if self.case.outcomes.last().status != Outcome.Status.PASS:
                self.verdict, self.recommendation = Decision.Verdict.REFUSED, Review.Recommendation.REFUSE
                self.advice = self.grounds = "통과 점수에 이르지 못하였습니다(가상). / Below the pass mark (simulated)."
            return super()._review()

        def _marks_of(self, person, half=False) -> None:
            self.marking = person
            super()._marks_of(person, half)

    panel = [sheet.person for sheet in before.sheets.filter(submitted_at__isnull=False).order_by("pk")]
    panel = list(dict.fromkeys(panel))
    moment = lambda share: begins + timedelta(days=DAYS) * share  # noqa: E731 - so far into the round
    application = Again(cast, moment, panel, "granted", before.opened_by, n)
    application.seats, application.times = len(panel), dict(EARLY)  # another table of times: nobody visits a site
    application.go(service=before.service)


def _last(case, person, criterion):
    from cityloop.assessment.models import Mark

    rows = Mark.objects.filter(sheet__case=case, sheet__person=person, sheet__submitted_at__isnull=False)
    return rows.filter(criterion=criterion).order_by("pk").last().mark


def main() -> None:
    """Play it on the home that the environment names, and print what came of it as JSON."""
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cityloop.settings")
    import django

    django.setup()
    from django.db import transaction
    from django.utils.translation import override

    with override("ko"), transaction.atomic():
        found = play(lambda line: sys.stderr.write(f"{line}\n"))
    sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
