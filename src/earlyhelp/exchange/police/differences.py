"""What differs between two versions of a mapping: key by key, as they are read, so that a comment makes none."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Difference:
    """One key that says something else, as it is written; empty where the key is not there."""

    key: str
    before: str
    after: str


def list_differences(before: str, after: str) -> list[Difference]:
    """The keys that differ between two texts that are valid mappings, in the order of their names."""
    was, now = dict(_flat(tomllib.loads(before))), dict(_flat(tomllib.loads(after)))
    return [
        Difference(key, was.get(key, ""), now.get(key, ""))
        for key in sorted(was.keys() | now.keys())
        if was.get(key) != now.get(key)
    ]


def _flat(told: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for name, said in told.items():
        key = f"{above}.{name}".lstrip(".")
        if isinstance(said, dict):
            yield from _flat(said, key)
        else:
            yield key, json.dumps(said, ensure_ascii=False, default=str)
