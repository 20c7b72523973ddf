"""How accounts are opened through allauth: by mail address, with a name in either language."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    def populate_username(self, request, user):
        """There are no user names: the mail address signs in."""


def display(person) -> str:
    """How a person is called in messages."""
    return str(person)
