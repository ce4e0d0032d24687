"""Rules on what is left for later."""
