"""Rules on the text as a whole."""
