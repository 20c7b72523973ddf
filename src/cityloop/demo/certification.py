"""Certification in the demonstration: the public review record replayed, and a simulated transport round."""

from cityloop.assessment.actions import publish_edition
from cityloop.demo import aftermath, bodies, letters, public_reviews, smart_city, transport_round
from cityloop.engine.frozen import thaw
from cityloop.rulebook import editions


def play(cast) -> None:
    """Publish what comes with Cityloop, replay the 33 products of the record, and bring eleven services along."""
    for edition in editions():
        publish_edition(actor=None, at=cast.at, content=thaw(edition.content))
    public_reviews.play(cast)
    transport_round.play(cast)
    aftermath.play(cast)
    bodies.play(cast)
    smart_city.play(cast)
    letters.play(cast)


def summary() -> dict:
    """What became of the products of the record, and how many cases stand where."""
    return {"cases": public_reviews.summary(), "counts": transport_round.counts()}
