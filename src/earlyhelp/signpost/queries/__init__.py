"""What this room reads."""

from earlyhelp.signpost.queries.directory import (
    ServiceMatch,
    get_service,
    list_matching_services,
    list_services,
)

__all__ = ["ServiceMatch", "get_service", "list_matching_services", "list_services"]
