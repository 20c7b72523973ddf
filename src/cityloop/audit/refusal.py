"""What an action says when it does not happen."""

from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """An action that may not happen: what happened, why, and what to do, in the reader's language.

    Raised inside an action it undoes everything the action wrote. The web shows the three sentences.
    """

    def __init__(self, what, why, remedy):
        super().__init__(what, why, remedy)
        self.what, self.why, self.remedy = what, why, remedy

    def __str__(self):
        return f"{self.what} {self.why} {self.remedy}"


def require(allowed: bool, what, why, remedy) -> None:
    """Raise `Refused` unless `allowed`."""
    if not allowed:
        raise Refused(what, why, remedy)


@contextmanager
def refused_if_taken(refusal: Refused):
    """Raise a refusal where the database finds a name taken: of two at the same moment the second is told, too."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise refusal from error


def not_yours() -> Refused:
    """The refusal for a person whom an action is not for."""
    return Refused(
        _("Nothing was changed."),
        _("This step belongs to somebody else."),
        _("If it should be yours, ask the person in charge of your organisation to give you the role."),
    )
