"""Find: pilots and what they came to; votes of citizens and their counts, never who voted what."""

from cityloop.livinglabs.queries.desk import waiting_for
from cityloop.livinglabs.queries.pilots import latest_effect, pilots, sites_of

__all__ = ["latest_effect", "pilots", "sites_of", "waiting_for"]
