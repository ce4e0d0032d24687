"""Two of a kind side by side: texts of an agreement (`texts`)."""
