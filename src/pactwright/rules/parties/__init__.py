"""Rules on parties and authority."""
