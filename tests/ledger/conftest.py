import pytest
from ledger.books import Books


@pytest.fixture
def books(db):
    """A grant of three instalments with everybody whom it needs, and a stranger."""
    return Books()
