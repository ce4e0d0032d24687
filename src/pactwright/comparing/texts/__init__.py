"""Two texts of an agreement, clause by clause, by rules that are the same for every party."""
