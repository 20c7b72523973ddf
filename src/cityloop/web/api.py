"""The public API, version 1, assembled from the rooms' routers. It only reads; errors are said as on the pages."""

from django.http import Http404
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Router
from ninja.errors import ValidationError

from cityloop.answering import NotHere, error
from cityloop.assessment.api import router as editions
from cityloop.audit.refusal import Refused
from cityloop.calls.api import router as calls
from cityloop.certification.api import router as certification

api = NinjaAPI(
    title="Cityloop",
    version="1",
    description="Certificates, credentials, status lists, schemes, editions, calls and awards, as they are published.",
    docs_url=None,  # the viewer that comes along fetches its scripts from another site
    urls_namespace="api",
)
elsewhere = Router()


@elsewhere.get("", include_in_schema=False)
def root(request):
    """The root lists nothing itself."""
    return nothing(request, "")


@elsewhere.get("/{path:rest}", include_in_schema=False)
def nothing(request, rest: str):
    """Every other address."""
    raise NotHere(
        _("There is nothing at this address."),
        _("The API does not know “%(path)s”.") % {"path": f"/{rest[:100]}"},
        _("Every address is listed in /api/v1/openapi.json."),
    )


for router in (certification, editions, calls, elsewhere):  # the last one takes what no other knows
    api.add_router("", router)


@api.exception_handler(NotHere)
def not_here(request, raised):
    return error(404, raised.what, raised.why, raised.remedy)


@api.exception_handler(Http404)
@api.exception_handler(ValidationError)
def not_found(request, raised):
    return error(
        404,
        _("There is nothing at this address."),
        _("No number, name or digest looks like this."),
        _("Every address is listed in /api/v1/openapi.json."),
    )


@api.exception_handler(Refused)
def not_now(request, raised):
    return error(503, raised.what, raised.why, raised.remedy)
