"""A person keeps a search, is told of what it finds later, and gives it up."""

from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.catalogue.following import hits_of, new_of
from cityloop.catalogue.models import SavedHit, SavedSearch
from cityloop.catalogue.search.port import FACETS
from cityloop.catalogue.search.question import MOST_CHARACTERS
from cityloop.engine.text import Text
from cityloop.outbox.writing import write

MOST_SEARCHES, LONGEST_NAME, NAMED = 50, 120, 10
SCHEME = "directory"  # whose letters these are: nobody's but the reader's


@action("catalogue.save_search")
def save_search(*, actor, at, name, query="", filters=None, by_letter=False):
    """Keep a search. What it finds today is noted; its owner is told of what it finds from now on."""
    what = _("The search was not saved.")
    kept = {facet: sorted(set(values)) for facet, values in (filters or {}).items() if facet in FACETS and values}
    query = query.strip()[:MOST_CHARACTERS]
    require(
        bool(query or kept), what, _("It asks for nothing."), _("Write a word or choose a filter, and save it then.")
    )
    require(bool(name.strip()), what, _("It has no name."), _("Give it a name by which you know it again."))
    require(
        len(name.strip()) <= LONGEST_NAME,
        what,
        _("The name has more than %(n)s characters.") % {"n": LONGEST_NAME},
        _("Shorten it."),
    )
    living = SavedSearch.objects.filter(person=actor, ended_at__isnull=True)
    require(
        not living.filter(query=query, filters=kept).exists(),
        what,
        _("You have saved it already."),
        _("Open your saved searches to see what it has found."),
    )
    require(
        living.count() < MOST_SEARCHES,
        what,
        _("You have %(n)s saved searches already.") % {"n": MOST_SEARCHES},
        _("Give up one that you need no more."),
    )
    search = SavedSearch.objects.create(
        person=actor, name=name.strip(), query=query, filters=kept, by_letter=by_letter, saved_at=at, looked_at=at
    )
    services, _total = hits_of(query, kept)
    SavedHit.objects.bulk_create(SavedHit(search=search, service=one, at=at, first_look=True) for one in services)
    return done(search, found=len(services))


@action("catalogue.look_again")
def look_again(*, actor, at, search, found):
    """Note what a saved search has found since, and write to its owner where that is wished."""
    SavedHit.objects.bulk_create(SavedHit(search=search, service=one, at=at, first_look=False) for one in found)
    search.looked_at = at
    search.save(update_fields=["looked_at"])
    if search.by_letter:
        write(
            at=at,
            kind="catalogue.saved_search",
            to=[search.person],
            about=search,
            key=at.isoformat(),
            held=False,
            scheme=SCHEME,
            name=search.name,
            n=len(found),
            services=Text(*(_list(found, language) for language in ("ko", "en"))),
            link=f"services/saved/{search.pk}/",
        )
    return done(search, found=[one.code for one in found])


@action("catalogue.end_search")
def end_search(*, actor, at, search):
    """Give a saved search up: no more letters, and its feed says that it has ended."""
    search = _own(search, actor)
    search.ended_at = search.ended_at or at
    search.save(update_fields=["ended_at"])
    return done(search)


@action("catalogue.tell_by_letter")
def tell_by_letter(*, actor, at, search, by_letter):
    """Begin or stop to write letters about a saved search."""
    search = _own(search, actor)
    search.by_letter = by_letter
    search.save(update_fields=["by_letter"])
    return done(search, by_letter=by_letter)


def look_at_all(*, on, at) -> list[str]:
    """The hourly work: look at every living search, and tell what was new. Harmless to run twice."""
    said = []
    for search in SavedSearch.objects.filter(ended_at__isnull=True, person__is_active=True).select_related("person"):
        if found := new_of(search):
            look_again(actor=None, at=at, search=search, found=found)
            said.append(f"{search.pk}: {len(found)}")
    return said


def _own(search, actor) -> SavedSearch:
    search = SavedSearch.objects.select_for_update().get(pk=search.pk)
    if search.person_id != actor.pk:
        raise not_yours()
    return search


def _list(found, language: str) -> str:
    """The first of them, each in a line, by the name that there is."""
    names = [getattr(one, f"name_{language}") or one.name_en or one.name_ko for one in found[:NAMED]]
    return "\n".join(f"- {name}" for name in names) + ("\n- …" if len(found) > NAMED else "")
