"""Rules on dates and windows."""
