"""The privacy notice for families, in both languages: the text that is read, printed and given. Nobody is in it."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

EDITION: Final = "2026-11"


@cache
def list_notice_words() -> Mapping[str, Mapping[str, Any]]:
    """The words of the notice by language: "cy" and "en" hold the same names."""
    return tomllib.loads(files(__package__).joinpath("notice.toml").read_text(encoding="utf-8"))
