"""Keep a file that comes with a step: checked for what it says it is, under its hash."""

from django.utils.translation import gettext_lazy as _

from cityloop.assessment.files import MEDIA_TYPES, Unfit, keep, kind_of
from cityloop.audit.refusal import Refused, require

REPORTS = ("pdf", "hwpx", "docx")


def attached(what, name, content, kinds=None) -> dict:
    """The fields of a kept file, none without content; a file of another kind is refused with `what`."""
    if not content:
        return {}
    try:
        kind = kind_of(name, content)
    except Unfit as unfit:
        raise Refused(what, unfit.why, unfit.remedy) from unfit
    require(
        kinds is None or kind in kinds,
        what,
        _("The report is no PDF, HWPX or DOCX file."),
        _("Choose such a file."),
    )
    plain = name.replace("\\", "/").rpartition("/")[2][:255]
    return {"name": plain, "media_type": MEDIA_TYPES[kind], "size": len(content), "sha256": keep(content)}
