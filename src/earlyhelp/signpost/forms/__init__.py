"""What people type in this room."""

from earlyhelp.signpost.forms.directory import ServiceSearchForm

__all__ = ["ServiceSearchForm"]
