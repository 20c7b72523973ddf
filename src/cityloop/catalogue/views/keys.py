"""Keys of the reader's programs: made, shown once, ended."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from cityloop.catalogue.actions import end_data_key, make_data_key
from cityloop.catalogue.forms import DataKeyForm


@login_required
@never_cache
def keys(request):
    """The living keys of the reader; a new one shows its word on this answer and never again."""
    form = DataKeyForm(request.POST or None)
    made = None
    if request.method == "POST" and form.is_valid():
        made = make_data_key(actor=request.user, at=timezone.now(), **form.cleaned_data)
        form = DataKeyForm()
    living = request.user.data_keys.filter(ended_at__isnull=True)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "catalogue/keys.html", {"keys": living, "form": form, "made": made}, status=status)


@login_required
@require_POST
def end(request, pk):
    """End a key of one's own."""
    key = get_object_or_404(request.user.data_keys, pk=pk)
    end_data_key(actor=request.user, at=timezone.now(), key=key)
    messages.success(request, _("The key “%(name)s” opens nothing any more.") % {"name": key.name})
    return redirect("catalogue:keys")
