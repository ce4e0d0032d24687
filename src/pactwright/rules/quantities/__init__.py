"""Rules on numbers, lists, tranches."""
