"""Figures that hold up: population evidence, and disclosure control for every number that is published."""
