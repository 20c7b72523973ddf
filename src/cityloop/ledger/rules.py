"""May they? On an account of the ledger: its keeper's officers keep it, the payee's officers ask to be paid."""

from cityloop.organisations.rules import manages


def keeps(person, obligation, on) -> bool:
    """Is the person an officer of the body that keeps the account?"""
    return manages(person, obligation.keeper, on)


def bills(person, obligation, on) -> bool:
    """May the person issue invoices: as an officer of whoever is to be paid?"""
    return manages(person, obligation.payee, on)
