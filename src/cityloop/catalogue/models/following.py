"""Searches that people keep, and what each of them has found."""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from cityloop.catalogue.models.service import Service
from cityloop.organisations.models import Person


def fresh_token() -> str:
    """An address that nobody guesses."""
    return secrets.token_urlsafe(24)


class SavedSearch(models.Model):
    """A query with its filters that a person keeps, to be told by letter or by an Atom feed of what is new."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="saved_searches")
    name = models.CharField(_("name"), max_length=120)
    query = models.CharField(_("query"), max_length=400, blank=True)
    filters = models.JSONField(_("filters"), default=dict)
    by_letter = models.BooleanField(_("tell me by letter"), default=False)
    token = models.CharField(max_length=40, unique=True, default=fresh_token, help_text=_("address of its Atom feed"))
    saved_at = models.DateTimeField(_("saved"))
    looked_at = models.DateTimeField(_("last looked"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("saved search")
        ordering = ["-saved_at", "-pk"]

    def __str__(self):
        return self.name


class SavedHit(models.Model):
    """A service that a saved search has found, and when; it stays, also when the service is withdrawn. Appended."""

    search = models.ForeignKey(SavedSearch, on_delete=models.PROTECT, related_name="hits")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    first_look = models.BooleanField(_("found when it was saved"), help_text=_("nobody is told of these"))

    class Meta:
        verbose_name = _("hit of a saved search")
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["search", "service"], name="a_search_finds_a_service_once")]

    def __str__(self):
        return f"{self.search_id} {self.service_id}"
