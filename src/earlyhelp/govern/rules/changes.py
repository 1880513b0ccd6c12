"""What the audit keeps of a change: which fields changed, and their values where those say nothing of a person."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Final
from uuid import UUID

Change = tuple[Any, Any]
# Of these it is only said that they changed, whatever kind of value they hold.
_NEVER: Final = re.compile(
    r"(?:^|_)(?:name|names|given|family|surname|address|postcode|place|telephone|phone|email|birth|born|age|nhs|number_nhs"
    r"|words|wording|text|note|notes|reason|rationale|because|why|summary|people|known|said|about|health|ethnicity"
    r"|religion|disability|sex|gender)(?:_|$)"
)


def say_changes(changed: Mapping[str, Change]) -> dict[str, list[Any] | None]:
    """Each field that differs, with its values before and after, or with None where the audit keeps no value.

    A plain string is never kept: it may be somebody's words or name. A value of a list of choices is, as a member of
    its enum; so are numbers, yes and no, days, keys and nothing.
    """
    return {
        name: [_plain(before), _plain(after)] if _may_keep(name, before, after) else None
        for name, (before, after) in changed.items()
        if before != after
    }


def _may_keep(name: str, before: object, after: object) -> bool:
    return not _NEVER.search(name) and _is_plain(before) and _is_plain(after)


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, bool | int | float | Decimal | date | UUID | Enum)


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | UUID) else value
