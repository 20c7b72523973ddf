"""Enter a programme's past from files: choose them, see what they say and what they leave open, confirm."""

import base64
import json
import zlib

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.audit.refusal import Refused
from cityloop.calls import queries
from cityloop.calls.actions import import_register
from cityloop.calls.actions.register import fresh_projects, fresh_totals
from cityloop.calls.forms.register import MOST_BYTES, RegisterFilesForm
from cityloop.calls.imports.register import Register, read_register
from cityloop.calls.imports.tables import Unread
from cityloop.organisations.rules import runs_programme

SHOWN = 20
FILES = {"totals", "projects", "places"}


@login_required
def bring_in(request, programme):
    """Choose files, look at what they would enter, and confirm."""
    if not runs_programme(request.user, programme, timezone.localdate()):
        raise Http404
    form = RegisterFilesForm(*([request.POST, request.FILES] if request.method == "POST" else []))
    if request.POST.get("do") == "confirm":
        return _take_in(request, programme)
    reading, packed = None, ""
    if request.method == "POST" and form.is_valid():
        files = form.contents()
        try:
            reading = read_register(**files)
        except Unread as unread:
            form.add_error(None, str(unread))
        else:
            packed = "" if reading.troubles else pack(files)
    return _page(request, programme, form, reading, packed)


def pack(files: dict[str, bytes]) -> str:
    """The files as one field of a form."""
    plain = json.dumps({name: base64.b64encode(content).decode() for name, content in files.items()})
    return base64.b64encode(zlib.compress(plain.encode(), 9)).decode()


def unpack(packed: str) -> dict[str, bytes]:
    """The files that a form brings back. Raises `BadRequest` where it was not packed here."""
    opened = zlib.decompressobj()
    try:
        plain = opened.decompress(base64.b64decode(packed, validate=True), 4 * MOST_BYTES)
        files = {name: base64.b64decode(text) for name, text in json.loads(plain).items()}
    except (ValueError, zlib.error, AttributeError, TypeError) as error:
        raise BadRequest from error
    if not set(files) <= FILES:
        raise BadRequest
    return files


def _take_in(request, programme):
    try:
        reading = read_register(**unpack(request.POST.get("content", "")))
    except Unread as unread:
        raise BadRequest from unread
    if reading.troubles:
        raise BadRequest
    try:
        import_register(
            actor=request.user,
            at=timezone.now(),
            programme=programme,
            totals=reading.totals,
            projects=_named(reading.projects, request.POST),
            digest=reading.digest,
        )
    except Refused as refusal:
        return _page(request, programme, RegisterFilesForm(), None, "", refused=refusal)
    messages.success(request, _("The register was taken in."))
    return redirect("calls:register", programme)


def _named(projects, given) -> list[dict]:
    """The projects, with the names that the officer gave to types which the file has only by code."""
    names = {
        code: {
            f"type_name_{language}": given.get(f"type_{language}:{code}", "").strip()[:100] for language in ["ko", "en"]
        }
        for code in _types(projects)
    }
    return [row | {key: row[key] or name for key, name in names.get(row["type"], {}).items()} for row in projects]


def _types(projects) -> list[str]:
    """Codes of types that a file does not call by a name in both languages."""
    open_ones = (row["type"] for row in projects if row["type"] and not (row["type_name_ko"] and row["type_name_en"]))
    return list(dict.fromkeys(open_ones))


def _page(request, programme, form, reading: Register | None, packed, refused=None):
    context = {
        "programme": queries.programme(programme) or {"id": programme, "title": programme},
        "form": form,
        "reading": reading,
        "packed": packed,
        "refused": refused,
    }
    if reading and packed:
        try:
            context |= {
                "years": fresh_totals(programme, reading.totals),
                "projects": fresh_projects(programme, reading.projects),
                "types": queries.type_names(programme, _types(reading.projects)),
            }
            context["shown"] = context["projects"][:SHOWN]
        except Refused as refusal:
            context |= {"refused": refusal, "packed": ""}
    wrong = form.errors or context["refused"] or (reading and reading.troubles)
    return render(request, "calls/register_import.html", context, status=422 if wrong else 200)
