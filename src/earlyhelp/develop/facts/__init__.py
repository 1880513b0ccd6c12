"""Short things to read where the work happens, as the product's own small table. Nobody in them is a person."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the sentences below it."""

    heading: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A resource in one language."""

    title: str
    lead: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Resource:
    """Something short to read, in both languages. `minutes` is about how long it takes."""

    code: str
    minutes: int
    en: Written
    cy: Written

    @property
    def here(self) -> Written:
        """In the language of the page."""
        return self.cy if (get_language() or "en").startswith("cy") else self.en


@cache
def list_resources() -> tuple[Resource, ...]:
    """Everything that there is to read, in its order."""
    text = files(__package__).joinpath("resources.toml").read_text(encoding="utf-8")
    return tuple(
        Resource(one["code"], one["minutes"], _written(one["en"]), _written(one["cy"]))
        for one in tomllib.loads(text)["resource"]
    )


def get_resource(code: str) -> Resource | None:
    """One resource, or None when there is none of this code."""
    return next((one for one in list_resources() if one.code == code), None)


def _written(told: dict[str, Any]) -> Written:
    sections = tuple(Section(one["heading"], tuple(one["words"])) for one in told["sections"])
    return Written(told["title"], told["lead"], sections)
