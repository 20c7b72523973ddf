"""The pages of calls, a file for each slice."""
