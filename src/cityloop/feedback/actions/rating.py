"""A city rates a service that it runs; the provider answers; what anybody said is shown or hidden with a reason."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, not_yours, refused_if_taken, require
from cityloop.catalogue.models import Service
from cityloop.feedback import rules
from cityloop.feedback.models import Moderation, Rating, RatingReply
from cityloop.feedback.queries.ratings import grounds_of
from cityloop.feedback.rating_guide import guide
from cityloop.language import pick

NOT_RATED = _("The rating was not recorded.")
NOT_ANSWERED = _("The answer was not recorded.")
LONGEST = 2_000


@action("feedback.rate_service")
def rate_service(*, actor, at, service, city, values, words=""):
    """Rate a service for a city that runs it, once a year: an agreement or an adopted roadmap must show that it does.

    `values`: marks by scale, as the rulebook asks.
    """
    service, on = Service.objects.select_for_update().get(pk=service.pk), timezone.localdate(at)
    found = next((one for one in grounds_of(actor, service, on) if one.city.pk == city.pk), None)
    if found is None:
        raise Refused(
            NOT_RATED,
            _("Nothing here shows that your city runs this service."),
            _("An agreement with its provider must be in force, or a roadmap in your plan report must have begun it."),
        )
    marks = _sound(values)
    _require_short(words, NOT_RATED)
    taken = Refused(
        NOT_RATED,
        _("Your city has rated this service for %(year)s already.") % {"year": on.year},
        _("A rating is a fact and stays; rate again next year."),
    )
    require(
        not Rating.objects.filter(service=service, city=city, period=str(on.year)).exists(),
        taken.what,
        taken.why,
        taken.remedy,
    )
    with refused_if_taken(taken):
        row = Rating.objects.create(
            service=service,
            city=city,
            organisation=city.organisation,
            period=str(on.year),
            ground=found.ground,
            reference=found.reference,
            values=marks,
            overall=guide().overall(marks),
            words=words.strip(),
            person=actor,
            at=at,
        )
    return done(row, service=service.code, city=city.code, period=row.period, values=marks, ground=str(found.ground))


@action("feedback.reply_to_rating")
def reply_to_rating(*, actor, at, rating, words):
    """Answer a rating as the provider of the service, once."""
    rating = Rating.objects.select_related("service__provider").get(pk=rating.pk)
    if not rules.may_reply(actor, rating, timezone.localdate(at)):
        raise not_yours()
    require(bool(words.strip()), NOT_ANSWERED, _("There is no text."), _("Write what you answer."))
    _require_short(words, NOT_ANSWERED)
    twice = Refused(NOT_ANSWERED, _("This rating was answered already."), _("An answer stays as it was given."))
    require(not RatingReply.objects.filter(rating=rating).exists(), twice.what, twice.why, twice.remedy)
    with refused_if_taken(twice):
        row = RatingReply.objects.create(rating=rating, words=words.strip(), person=actor, at=at)
    return done(row, rating=rating.pk)


@action("feedback.moderate")
def moderate(*, actor, at, subject, verdict, reason=""):
    """Show or hide a rating, a proposal or a comment; what is hidden stays, and everybody reads why."""
    on, nothing = timezone.localdate(at), _("Nothing was changed.")
    if not rules.may_moderate(actor, subject, on):
        raise not_yours()
    require(verdict in Moderation.Verdict.values, nothing, _("There is no such verdict."), _("Choose one of the list."))
    require(
        verdict == Moderation.Verdict.SHOWN or bool(reason.strip()),
        nothing,
        _("Whatever is hidden is hidden for a reason."),
        _("Write the reason; everybody reads it in the place of what is hidden."),
    )
    _require_short(reason, nothing, 1_000)
    name = {"rating": "rating", "revisionproposal": "proposal", "comment": "comment"}[subject._meta.model_name]
    last = Moderation.objects.filter(**{name: subject}).last()
    require(
        last is None or last.verdict != verdict,
        nothing,
        _("It stands so already."),
        _("Open the page again; somebody else was faster."),
    )
    row = Moderation.objects.create(**{name: subject}, verdict=verdict, reason=reason.strip(), person=actor, at=at)
    return done(row, of=f"{name} {subject.pk}", verdict=str(verdict), reason=reason.strip())


def _sound(values) -> dict[str, int]:
    """The marks given, each on its scale; the required scales are all there."""
    marks = {}
    for scale in guide().scales:
        mark = values.get(scale.id)
        known = [level for level, _means in scale.levels]
        require(
            mark in known or (mark is None and not scale.required),
            NOT_RATED,
            _("“%(scale)s” has no answer that it can have.") % {"scale": pick(scale.title)},
            _("Choose one of the answers of each scale."),
        )
        if mark is not None:
            marks[scale.id] = mark
    strange = set(values) - {scale.id for scale in guide().scales}
    require(not strange, NOT_RATED, _("There is no such scale."), _("Choose one of the answers of each scale."))
    return marks


def _require_short(words, what, most=LONGEST) -> None:
    require(
        len(words) <= most and "\0" not in words,
        what,
        _("The text is longer than %(most)s characters.") % {"most": f"{most:,}"},
        _("Write less."),
    )
