"""Show: pilots, and votes of citizens."""
