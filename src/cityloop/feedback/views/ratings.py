"""What cities say of a service that they run: everybody reads it, a city rates, the provider answers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.catalogue.queries import listed
from cityloop.feedback import actions, queries, rules
from cityloop.feedback.forms import ModerationForm, RatingForm, ReplyForm
from cityloop.feedback.models import Rating
from cityloop.feedback.rating_reading import read_ratings
from cityloop.feedback.views.frame import saved


def ratings(request):
    """Every rating; for a city's people also what they may rate."""
    on = timezone.localdate()
    rows = queries.ratings()[:200]
    services = queries.services_to_rate(request.user, on)
    return render(request, "feedback/ratings.html", {"rows": read_ratings(rows), "services": services})


def service_ratings(request, code):
    """The ratings of one service, with what each reader may do with them."""
    service, on = _service(code), timezone.localdate()
    rows = list(queries.ratings_of_service(service))
    context = {
        "service": service,
        "rows": read_ratings(rows),
        "grounds": queries.grounds_of(request.user, service, on) if request.user.is_authenticated else [],
        "moderates": bool(rows) and rules.may_moderate(request.user, rows[0], on),
        "replies": bool(rows) and rules.may_reply(request.user, rows[0], on),
    }
    return render(request, "feedback/service_ratings.html", context)


@login_required
def rate(request, code):
    """The form of a city that runs the service; nobody else has the page."""
    service, on = _service(code), timezone.localdate()
    grounds = queries.grounds_of(request.user, service, on)
    if not grounds:
        raise Http404
    form = RatingForm(grounds, request.POST or None)
    if request.method == "POST" and form.is_valid():

        def act():
            actions.rate_service(
                actor=request.user, at=timezone.now(), service=service, city=form.city(), values=form.marks(),
                words=form.cleaned_data["words"],
            )  # fmt: skip

        if saved(lambda words: form.add_error(None, words), act):
            messages.success(request, _("Your rating is recorded, and shown with what verifies it."))
            return redirect("feedback:service_ratings", code)
    context = {"service": service, "form": form, "grounds": grounds, "year": on.year}
    return render(request, "feedback/rate.html", context, status=422 if form.errors else 200)


@login_required
def reply(request, pk):
    """The provider answers a rating."""
    rating = _rating(pk)
    if not rules.may_reply(request.user, rating, timezone.localdate()):
        raise Http404
    return _acted(request, rating, ReplyForm, actions.reply_to_rating, _("Answer as the provider"))


@login_required
def moderate_rating(request, pk):
    """Whoever runs a scheme shows or hides a rating."""
    rating = _rating(pk)
    if not rules.may_moderate(request.user, rating, timezone.localdate()):
        raise Http404
    return _acted(request, rating, ModerationForm, _moderated, _("Show or hide this rating"))


def _moderated(*, rating, **given):
    return actions.moderate(subject=rating, **given)


def _acted(request, rating, form_class, act, title):
    form = form_class(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {"actor": request.user, "at": timezone.now(), "rating": rating, **form.cleaned_data}
        if saved(lambda words: form.add_error(None, words), lambda: act(**given)):
            return redirect("feedback:service_ratings", rating.service.code)
    context = {"form": form, "row": read_ratings([rating])[0], "title": title, "service": rating.service}
    return render(request, "feedback/rating_step.html", context, status=422 if form.errors else 200)


def _service(code):
    return get_object_or_404(listed().select_related("provider"), code=code)


def _rating(pk) -> Rating:
    return get_object_or_404(queries.ratings(), pk=pk)
