"""The published schemas of Open Referral UK, read from where this machine keeps them; they are not ours to commit.

`EARLYHELP_ORUK_SCHEMAS` names the folder that holds `schemas-3.0-uk-validator`. Without it, `shared/data/oruk` beside
the checkout is looked for.
"""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from jsonschema import Draft202012Validator, FormatChecker

_BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data" / "oruk"
FOLDER = Path(os.environ.get("EARLYHELP_ORUK_SCHEMAS") or _BESIDE) / "schemas-3.0-uk-validator"
# A list, what one page of it must be, and what one record must be.
ADDRESSES = {
    "services": ("service_list.json", "service.json"),
    "service_at_locations": ("service_at_location_list.json", "service_at_location.json"),
    "taxonomies": ("taxonomy_list.json", "taxonomy.json"),
    "taxonomy_terms": ("taxonomy_term_list.json", "taxonomy_term.json"),
}
_COUNTS = {
    "total_items": int,
    "total_pages": int,
    "page_number": int,
    "size": int,
    "first_page": bool,
    "last_page": bool,
    "empty": bool,
}

needs_schemas = pytest.mark.skipif(
    not FOLDER.is_dir(),
    reason=(
        "The published schemas of Open Referral UK are not on this machine:"
        " name their folder in EARLYHELP_ORUK_SCHEMAS."
    ),
)


def faults(name: str, value: object) -> list[str]:
    """What a published schema has against a value, formats included."""
    schema = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    checker = Draft202012Validator(schema, format_checker=FormatChecker())
    return [f"{name} {error.json_path}: {error.message}" for error in checker.iter_errors(value)]


def all_faults(get: Callable[[str], Any], *, per_page: int = 25) -> Iterator[str]:
    """Everything that the schemas have against the nine addresses, on every page and for every id.

    `get` fetches a path below the base, such as `services?page=2`, and gives its JSON.
    """
    yield from faults("api_details.json", get(""))
    for path, (listed, whole) in ADDRESSES.items():
        seen: set[str] = set()
        number, pages, total = 1, 1, 0
        while number <= pages:
            page = get(f"{path}?{urlencode({'page': number, 'per_page': per_page})}")
            yield from faults(listed, page)
            yield from _wrong_counts(path, page, number)
            pages, total = page["total_pages"], page["total_items"]
            for record in page["contents"]:
                seen.add(record["id"])
                yield from faults(whole, get(f"{path}/{record['id']}"))
            number += 1
        if len(seen) != total or not seen:
            yield f"{path}: {len(seen)} ids on the pages of {total} records"


def _wrong_counts(path: str, page: Any, number: int) -> Iterator[str]:
    for name, kind in _COUNTS.items():
        if type(page.get(name)) is not kind:
            yield f"{path}: {name} is {page.get(name)!r}"
    if (page["page_number"], page["size"]) != (number, len(page["contents"])):
        yield f"{path}: page {number} says that it is {page['page_number']} of {page['size']}"
