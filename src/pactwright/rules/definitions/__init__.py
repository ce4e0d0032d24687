"""Rules on names, terms, places, scope."""
