"""The pages that all cases share, of whatever kind of edition."""
