"""Reads about how staff are, on the connection of their own."""
