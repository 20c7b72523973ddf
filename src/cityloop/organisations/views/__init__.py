"""My organisation, and what is known of others."""
