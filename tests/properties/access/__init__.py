"""Whoever does whatever: nothing of another agency, nothing without its audit, and both walls of one mind."""
