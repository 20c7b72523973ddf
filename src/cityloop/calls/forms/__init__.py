"""What people fill in about calls, a file for each slice."""
