"""Reads, for an actor."""
