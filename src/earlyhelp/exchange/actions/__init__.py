"""What this room changes: runs of imports, and the mappings through which files are read."""

from earlyhelp.exchange.actions.mappings import add_mapping, add_mapping_version, try_mapping
from earlyhelp.exchange.actions.runs import (
    Batch,
    EventBatch,
    finish_run,
    start_run,
    write_batch,
    write_events,
)

__all__ = [
    "Batch",
    "EventBatch",
    "add_mapping",
    "add_mapping_version",
    "finish_run",
    "start_run",
    "try_mapping",
    "write_batch",
    "write_events",
]
