"""Two officers, or twenty, pay at the same moment: on SQLite and PostgreSQL one payment stands."""

import pytest
from ledger.books import LATER, ON, Books
from own_database import MANY, at_once, own_database

from cityloop.ledger.models import Approval, Payment


@pytest.fixture(scope="module")
def books(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), own_database(tmp_path_factory.mktemp("own")):
        yield Books()


@pytest.fixture(autouse=True)
def _database_open(django_db_blocker):
    with django_db_blocker.unblock():
        yield


def paid(books):
    books.grant.refresh_from_db()
    return books.grant.paid


def test_of_many_who_pay_one_invoice_at_once_one_does(books):
    invoice, before = books.approved(), paid(books)
    came = at_once(lambda n: books.pay(invoice, reference=f"T-{n}"))
    assert (came.count("done"), came.count("Refused")) == (1, MANY - 1)
    assert (paid(books) - before, Payment.objects.filter(invoice=invoice).count()) == (50_000_000, 1)


def test_of_many_who_write_past_the_actions_at_once_one_does(books):
    invoice, before = books.approved("b"), paid(books)
    approval = Approval.objects.get(invoice=invoice)

    def write(n):
        Payment.objects.create(
            obligation=books.grant,
            invoice=invoice,
            approval=approval,
            approved_by=books.first,
            amount=invoice.amount,
            currency="KRW",
            paid_on=ON,
            reference=f"U-{n}",
            person=books.second,
            at=LATER,
        )

    came = at_once(write)
    assert (came.count("done"), came.count("IntegrityError")) == (1, MANY - 1)
    assert paid(books) - before == 50_000_000
