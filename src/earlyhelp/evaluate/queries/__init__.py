"""What this room reads: figures as they may be read, and what they are set against."""

from earlyhelp.evaluate.queries.boards import Page, Shown, get_board
from earlyhelp.evaluate.queries.fairness import (
    PAGE,
    Cell,
    Row,
    Table,
    get_release,
    list_dimensions,
    list_releases,
    list_tables,
    list_windows_to_count,
)
from earlyhelp.evaluate.queries.figures import (
    get_reader,
    get_runs,
    is_counted,
    list_all_values,
    list_keepers,
    list_newest_by_place,
    list_values,
)
from earlyhelp.evaluate.queries.logic import (
    aim_of,
    get_benefit,
    get_logic_model,
    list_benefits,
    list_logic_models,
    list_outcomes,
    list_versions,
    said_of,
)
from earlyhelp.evaluate.queries.tables import Asked, Built, build_table

__all__ = [
    "PAGE",
    "Asked",
    "Built",
    "Cell",
    "Page",
    "Row",
    "Shown",
    "Table",
    "aim_of",
    "build_table",
    "get_benefit",
    "get_board",
    "get_logic_model",
    "get_reader",
    "get_release",
    "get_runs",
    "is_counted",
    "list_all_values",
    "list_benefits",
    "list_dimensions",
    "list_keepers",
    "list_logic_models",
    "list_newest_by_place",
    "list_outcomes",
    "list_releases",
    "list_tables",
    "list_values",
    "list_versions",
    "list_windows_to_count",
    "said_of",
]
