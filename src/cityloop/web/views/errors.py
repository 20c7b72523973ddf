"""Error pages: what happened, why, what to do, in the reader's language."""

from django.core.exceptions import RequestDataTooBig
from django.shortcuts import render


def bad_request(request, exception):
    status = 413 if isinstance(exception, RequestDataTooBig) else 400
    return render(request, f"{status}.html", status=status)


def forbidden(request, exception):
    return render(request, "403.html", status=403)


def not_found(request, exception):
    return render(request, "404.html", status=404)


def server_error(request):
    return render(request, "500.html", status=500)
