"""Rules on consequences and disputes."""
