"""A file that cannot be evidence, with the reason and what to do."""

from django.utils.translation import gettext_lazy as _


class Unfit(ValueError):
    """A file that cannot be evidence; `why` and `remedy` are sentences."""

    def __init__(self, why, remedy):
        super().__init__(why)
        self.why, self.remedy = why, remedy


def locked() -> Unfit:
    """The file is encrypted."""
    return Unfit(
        _("The file is encrypted, so assessors could not open it."),
        _("Remove the password or protection, and choose the file again."),
    )


def active(what) -> Unfit:
    """The file would run something when it is opened."""
    return Unfit(
        _("The document carries a macro or script: %(what)s.") % {"what": what},
        _("Save it without macros and scripts, and choose it again."),
    )
