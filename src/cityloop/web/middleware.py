"""An action that may not happen answers with a page, whichever view asked for it."""

from django.shortcuts import render

from cityloop.audit.refusal import Refused


class RefusalMiddleware:
    """Show what happened, why, and what to do (status 409) when an action refuses; nothing was written."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, Refused):
            return render(request, "refused.html", {"refusal": exception}, status=409)
        return None
