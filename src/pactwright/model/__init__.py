"""Frozen domain types of the agreement and perspective files. No input or output, no NumPy."""
