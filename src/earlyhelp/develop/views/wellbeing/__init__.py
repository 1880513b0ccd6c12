"""Pages about how staff are."""
