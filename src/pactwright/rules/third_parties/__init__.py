"""Rules on third parties."""
