"""Find: pilots and what they came to; votes of citizens and their counts, never who voted what."""

from cityloop.livinglabs.queries.pilots import latest_effect, pilots

__all__ = ["latest_effect", "pilots"]
