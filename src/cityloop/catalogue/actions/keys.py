"""A person makes keys for programs that read the open data often, and ends them."""

import secrets

from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.catalogue.metering import digest_of
from cityloop.catalogue.models import DataKey

MOST_KEYS = 10
SHOWN = 9  # characters of a key by which its owner knows it again


@action("catalogue.make_data_key")
def make_data_key(*, actor, at, name):
    """Make a key. The key given back carries the word itself as `word`, this once."""
    what = _("No key was made.")
    require(bool(name.strip()), what, _("It has no name."), _("Name the program that will use it."))
    require(len(name.strip()) <= 80, what, _("The name has more than 80 characters."), _("Shorten it."))
    require(
        actor.data_keys.filter(ended_at__isnull=True).count() < MOST_KEYS,
        what,
        _("You have %(n)s keys already.") % {"n": MOST_KEYS},
        _("End one that is not used any more."),
    )
    word = f"clk_{secrets.token_urlsafe(30)}"
    key = DataKey.objects.create(
        person=actor, name=name.strip(), beginning=word[:SHOWN], digest=digest_of(word), made_at=at
    )
    key.word = word
    return done(key, beginning=key.beginning)


@action("catalogue.end_data_key")
def end_data_key(*, actor, at, key):
    """End a key at once; ending it twice changes nothing."""
    key = DataKey.objects.select_for_update().get(pk=key.pk)
    if key.person_id != actor.pk:
        raise not_yours()
    key.ended_at = key.ended_at or at
    key.save(update_fields=["ended_at"])
    return done(key, beginning=key.beginning)
