"""Being somebody else for a while: only in a played demonstration, where every persona is simulated."""

from django.contrib.auth import login
from django.shortcuts import get_object_or_404, redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from cityloop.organisations.queries import personas


@require_POST
def sign_in_as(request, persona):
    """Sign the visitor in as a persona and go on to where they wanted; 404 where nobody plays that part."""
    person = get_object_or_404(personas(), persona=persona)
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return redirect(wanted if ours else resolve_url("inbox"))
