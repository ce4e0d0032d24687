"""Rules on what waits for what."""
