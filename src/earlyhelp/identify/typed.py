"""Answers that a script sends as JSON: field name to a value or a list of them."""

import json
from typing import Any


def said_in(body: bytes) -> dict[str, Any] | None:
    """The JSON object of a request, or None when it is not one."""
    try:
        said: Any = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None


def typed_in(said: Any) -> dict[str, list[str]]:
    """Answers by field name, none when there is no object of them. What is neither text nor number is left out."""
    if not isinstance(said, dict):
        return {}
    lists = {str(name): value if isinstance(value, list) else [value] for name, value in said.items()}
    return {name: [str(value) for value in values if _plain(value)] for name, values in lists.items()}


def _plain(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)
