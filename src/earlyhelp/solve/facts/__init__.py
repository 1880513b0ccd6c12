"""Fixed texts of this room that are kept as data in both languages, so that each can be read as one text."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).parent


@cache
def list_plan_words() -> Mapping[str, Mapping[str, str]]:
    """The words that stand on every paper of a plan, by language. Short sentences: a child of twelve reads them."""
    with (_HERE / "plan.toml").open("rb") as file:
        read: dict[str, dict[str, str]] = tomllib.load(file)
    return read
