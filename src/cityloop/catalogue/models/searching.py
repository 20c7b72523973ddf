"""What the search of the directory remembers, so that every index can be thrown away and made anew."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from cityloop.catalogue.models.service import Service


class IndexChange(models.Model):
    """Outbox of the search index: a service to be indexed anew once its transaction has committed."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("change waiting for the index")

    def __str__(self):
        return f"{self.pk}: {self.service_id}"


class SearchText(models.Model):
    """The tokens by which a service is found, kept so that every index is made anew without analysing a word again."""

    service = models.OneToOneField(Service, on_delete=models.CASCADE, primary_key=True, related_name="search_text")
    digest = models.CharField(max_length=64, help_text=_("of the text and of the analyser that read it"))
    name = models.TextField()
    body = models.TextField()
    certificate = models.CharField(max_length=12, help_text=_("state of the certificate, as indexed"))

    class Meta:
        verbose_name = _("tokens of a service")

    def __str__(self):
        return f"{self.service_id}: {self.name[:40]}"


class KnownWord(models.Model):
    """A Korean word and its parts, as the morphological analyser read them once."""

    word = models.CharField(max_length=48, primary_key=True)
    analyser = models.CharField(max_length=16)
    parts = models.CharField(max_length=400, blank=True)

    class Meta:
        verbose_name = _("word of the search")

    def __str__(self):
        return f"{self.word} {self.parts}"


class DatabaseMark(models.Model):
    """The one mark by which a search index knows the database that it was made from."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    mark = models.UUIDField(default=uuid.uuid4)

    class Meta:
        verbose_name = _("mark of the database")
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="a_database_has_one_mark")]

    def __str__(self):
        return str(self.mark)
