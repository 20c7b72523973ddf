"""A pilot that has ended is reported on by the questions of the law; the report is frozen with what it rests on."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.livinglabs import rules
from cityloop.livinglabs.asked import pilot_rules
from cityloop.livinglabs.models import ClosingReport, Pilot
from cityloop.livinglabs.protocols import digest_of
from cityloop.livinglabs.queries.pilots import latest_effect

NOT_CLOSED = _("The closing report was not filed.")


@action("livinglabs.close_pilot")
def close_pilot(*, actor, at, pilot, answers):
    """File the closing report: an answer to each question, the effect and every departure as they stand."""
    if not rules.runs(actor, pilot, timezone.localdate(at)):
        raise not_yours()
    require(
        pilot.state == Pilot.State.ENDED,
        NOT_CLOSED,
        _("The pilot has not ended yet."),
        _("Record its end first."),
    )
    asked = pilot_rules()
    open_ones = [one.title for one in asked.closing.values() if not answers.get(one.id, "").strip()]
    require(
        not open_ones,
        NOT_CLOSED,
        _("Not answered: %(names)s.") % {"names": ", ".join(open_ones)},
        _("The law asks for all of them."),
    )
    effect = latest_effect(pilot)
    protocol = getattr(pilot, "protocol", None)
    content = {
        "rules": asked.reference,
        "answers": {key: answers[key].strip() for key in asked.closing},
        "protocol": protocol.digest if protocol else None,
        "effect": effect.digest if effect else None,
        "sentence": effect.content["sentence"] if effect else None,
        "doubts": effect.content["doubts"] if effect else [],
        "departures": [
            {"what": {"ko": one.what_ko, "en": one.what_en}, "why": {"ko": one.why_ko, "en": one.why_en}}
            for one in (protocol.departures.all() if protocol else ())
        ],
    }
    report = ClosingReport.objects.create(
        pilot=pilot, effect=effect, content=content, digest=digest_of(content), person=actor, at=at
    )
    return done(report, pilot=pilot.code, digest=report.digest)
