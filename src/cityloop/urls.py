"""Every address: pages in both languages (/ko/…, /en/…); what programs and other sites read has one address."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from cityloop.certification.views import credential
from cityloop.web.api import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("marks/<slug:number>.svg", credential.mark, name="mark"),
    path(".well-known/did.json", credential.did, name="did"),
]
urlpatterns += i18n_patterns(
    path("services/", include("cityloop.catalogue.urls")),
    path("", include("cityloop.assessment.urls")),
    path("certification/", include("cityloop.certification.urls")),
    path("cities/", include("cityloop.consulting.urls")),
    path("workshop/", include("cityloop.consulting.joining")),
    path("calls/", include("cityloop.calls.urls")),
    path("labs/", include("cityloop.livinglabs.urls")),
    path("record/", include("cityloop.feedback.urls")),
    path("ledger/", include("cityloop.ledger.urls")),
    path("letters/", include("cityloop.outbox.urls")),
    path("organisation/", include("cityloop.organisations.urls")),
    path("account/", include("allauth.urls")),
    path("", include("cityloop.web.urls")),
)

handler400 = "cityloop.web.views.errors.bad_request"
handler403 = "cityloop.web.views.errors.forbidden"
handler404 = "cityloop.web.views.errors.not_found"
handler500 = "cityloop.web.views.errors.server_error"
