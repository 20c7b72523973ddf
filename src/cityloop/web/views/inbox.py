"""What waits for me."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render

from cityloop.web.waiting import waiting_for


@login_required
def inbox(request):
    return render(request, "web/inbox.html", {"items": waiting_for(request.user)})
