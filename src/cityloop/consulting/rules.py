"""May they? For cities and their consultations."""

from cityloop.organisations.queries import acts_for


def acts_for_city(person, city, on) -> bool:
    """The people of the organisation that acts for a city: they give its values and see its consultation."""
    return city.organisation is not None and acts_for(person, city.organisation, on)
