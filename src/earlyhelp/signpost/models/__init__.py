"""What this room stores."""

from earlyhelp.signpost.models.directory import Organisation, Service

__all__ = ["Organisation", "Service"]
