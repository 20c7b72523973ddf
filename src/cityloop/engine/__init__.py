"""Decide: values in, values with reasons out. No Django, clock, file, network or global randomness."""
