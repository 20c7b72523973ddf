"""The public API, version 1, assembled from the rooms' routers. It only reads; errors are said as on the pages."""

from django.http import Http404
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Router
from ninja.errors import ValidationError

from cityloop.answering import NotHere, NotUnderstood, error
from cityloop.assessment.api import router as editions
from cityloop.audit.refusal import Refused
from cityloop.calls.api import router as calls
from cityloop.catalogue.api import router as services
from cityloop.certification.api import router as certification
from cityloop.consulting.api import router as cities

api = NinjaAPI(
    title="Cityloop",
    version="1",
    description="Services, certificates, credentials, schemes, editions, calls, awards and cities, as published.",
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


for router in (services, certification, editions, calls, cities, elsewhere):  # the last one takes what no other knows
    api.add_router("", router)


@api.exception_handler(NotHere)
def not_here(request, raised):
    return error(404, raised.what, raised.why, raised.remedy)


@api.exception_handler(NotUnderstood)
def not_understood(request, raised):
    return error(400, raised.what, raised.why, raised.remedy)


@api.exception_handler(ValidationError)
def wrongly_asked(request, raised):
    """A number that is none, in the address or behind its question mark."""
    wrong = [one["loc"] for one in raised.errors if one["loc"][0] == "query"]
    if not wrong:
        return not_found(request, raised)
    return error(
        400,
        _("The question was not understood."),
        _("“%(name)s” has a value that it cannot have.") % {"name": wrong[0][-1]},
        _("What each name takes is said in /api/v1/openapi.json."),
    )


@api.exception_handler(Http404)
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
