"""Rules on incentives and leverage."""
