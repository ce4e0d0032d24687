"""Rules on who finds out, with what access."""
