"""An inquiry into how an evaluation body works (운영실태 조사): Notice 2021-223 Art. 3(2)10, 6(6)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cityloop.certification.models.proceeding import Proceeding
from cityloop.organisations.models import Designation


class Inquiry(Proceeding):
    """How a designated body works is looked into; the body is the party, and answers."""

    designation = models.ForeignKey(Designation, on_delete=models.PROTECT, related_name="inquiries")

    class Meta:
        verbose_name = _("Inquiry into an evaluation body")
