"""What this room changes."""

from earlyhelp.signpost.actions.directory import LoadReport, load_directory

__all__ = ["LoadReport", "load_directory"]
