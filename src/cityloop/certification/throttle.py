"""How often one address may do what anybody may do."""

import hashlib

from django.core.cache import cache


def within(request, what: str, at_most: int, seconds: int) -> bool:
    """Is it within what one address may do in a while? The address is kept as a hash, and only for that while."""
    address = hashlib.sha256(request.META.get("REMOTE_ADDR", "").encode()).hexdigest()
    key = f"within:{what}:{address}"
    if cache.add(key, 1, seconds):
        return True
    return cache.incr(key) <= at_most
