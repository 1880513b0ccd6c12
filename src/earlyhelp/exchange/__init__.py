"""Machines that talk to this service: the import of incidents from a police force's own system."""
