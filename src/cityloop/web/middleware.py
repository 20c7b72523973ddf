"""An action that may not happen, or a paper that cannot be printed, answers with a page: whichever view asked."""

from django.shortcuts import render

from cityloop.audit.refusal import Refused
from cityloop.papers import Unprintable


class RefusalMiddleware:
    """Show what happened, why, and what to do (status 409) when something is refused; nothing was written."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, Refused | Unprintable):
            return render(request, "refused.html", {"refusal": exception}, status=409)
        return None
