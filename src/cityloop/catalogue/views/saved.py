"""Saved searches: kept from the directory, looked at again, told by letter and as an Atom feed."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from cityloop.catalogue.actions import end_search, save_search, tell_by_letter
from cityloop.catalogue.forms import SavedSearchForm
from cityloop.catalogue.models import SavedSearch
from cityloop.catalogue.views.filters import Filters
from cityloop.catalogue.vocabulary import facet_label

PER_PAGE, FED = 50, 100
NEW_FOR = timedelta(days=7)


@login_required
def saved(request):
    """The reader's saved searches; the directory sends a query and filters here to be kept under a name."""
    given = request.POST if request.method == "POST" else request.GET
    filters, query = Filters.of(given).chosen, given.get("q", "").strip()[:400]
    asked = bool(query or any(filters.values()))
    form = SavedSearchForm(request.POST or None, initial={"name": said(query, filters)[:120]})
    if request.method == "POST" and form.is_valid():
        search = save_search(
            actor=request.user, at=timezone.now(), query=query, filters=filters, **form.cleaned_data
        )  # fmt: skip
        messages.success(request, _("The search is saved. What it finds from now on is new."))
        return redirect("catalogue:saved_search", pk=search.pk)
    new = Q(hits__first_look=False, hits__at__gte=timezone.now() - NEW_FOR, hits__service__listed_at__isnull=False)
    searches = _living(request.user).annotate(new=Count("hits", filter=new))
    context = {
        "searches": [{"search": one, "says": said(one.query, one.filters)} for one in searches],
        "form": form if asked else None,
        "kept": [("q", query), *Filters.of(given).pairs()],
        "says": said(query, filters),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "catalogue/saved.html", context, status=status)


@login_required
def search(request, pk):
    """What a saved search has found, the newest first; what was withdrawn since is still named, as withdrawn."""
    found = get_object_or_404(_living(request.user), pk=pk)
    if request.method == "POST":
        return _changed(request, found)
    page = Paginator(found.hits.select_related("service"), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "search": found,
        "says": said(found.query, found.filters),
        "page": page,
        "again": directory_of(found),
        "feed": request.build_absolute_uri(reverse("catalogue:feed", args=[found.token])),
    }
    return render(request, "catalogue/saved_search.html", context)


def feed(request, token):
    """A saved search as an Atom feed; its address is the key to it. A withdrawn service says so in its entry."""
    found = get_object_or_404(SavedSearch, token=token)
    atom = Atom1Feed(
        title=_("Directory: %(name)s") % {"name": found.name},
        link=request.build_absolute_uri(directory_of(found)),
        description=said(found.query, found.filters),
        feed_url=request.build_absolute_uri(),
        language=request.LANGUAGE_CODE,
        subtitle=_("This search has ended.") if found.ended_at else None,
    )
    for hit in found.hits.select_related("service")[:FED]:
        atom.add_item(**_entry(request, hit))
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def said(query: str, filters) -> str:
    """A search in words: the query and the values chosen."""
    chosen = [facet_label(facet, value) for facet, values in filters.items() for value in values]
    return " · ".join([*([f"“{query}”"] if query else []), *chosen])


def directory_of(search: SavedSearch) -> str:
    """The directory with this search asked anew."""
    asked = ({"q": search.query} if search.query else {}) | search.filters
    return f"{reverse('catalogue:directory')}?{urlencode(asked, doseq=True)}"


def _entry(request, hit) -> dict:
    service = hit.service
    link = request.build_absolute_uri(reverse("catalogue:service", args=[service.code]))
    gone = service.withdrawn_at
    why = _("Withdrawn from the directory: %(why)s") % {"why": service.withdrawn_because}
    return {
        "title": _("Withdrawn: %(name)s") % {"name": service.name} if gone else str(service),
        "link": link,
        "description": why if gone else service.summary,
        "unique_id": link,
        "pubdate": hit.at,
        "updateddate": gone or hit.at,
    }


def _changed(request, search):
    if request.POST.get("do") == "end":
        end_search(actor=request.user, at=timezone.now(), search=search)
        messages.success(request, _("The search is given up."))
        return redirect("catalogue:saved")
    wished = request.POST.get("do") == "letters"
    tell_by_letter(actor=request.user, at=timezone.now(), search=search, by_letter=wished)
    messages.success(request, _("You will be told by letter.") if wished else _("No more letters about this search."))
    return redirect("catalogue:saved_search", pk=search.pk)


def _living(person):
    return SavedSearch.objects.filter(person=person, ended_at__isnull=True)
