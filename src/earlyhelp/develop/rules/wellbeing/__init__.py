"""Decides about how staff are: who may ask, what may be shown, what may be brought in."""
