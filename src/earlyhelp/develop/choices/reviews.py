"""What colleagues look at when they read a notification for its writer, as data: a rubric by version."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.db.models import IntegerChoices
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

LATEST: Final = 1
ABSENT: Final = "absent"
_FOLDER: Final = Path(__file__).parent


class QualityStep(IntegerChoices):
    """How far one thing in a notification is. The rubric describes each step for each thing."""

    NOT_THERE = 1, _("Not there yet")
    BEGUN = 2, _("A beginning")
    CLEAR = 3, _("Clear")
    FULL = 4, _("Clear and full")


@dataclass(frozen=True, slots=True)
class RubricItem:
    """One thing to look at, and how each step looks. `may_be_absent`: it cannot be asked of every notification."""

    key: str
    text_en: str
    text_cy: str
    steps_en: tuple[str, ...]
    steps_cy: tuple[str, ...]
    may_be_absent: bool = False

    @property
    def text(self) -> str:
        """Its name in the language of the page."""
        return self.text_cy if _in_welsh() else self.text_en

    @property
    def steps(self) -> tuple[str, ...]:
        """The four descriptions in the language of the page, the first step first."""
        return self.steps_cy if _in_welsh() else self.steps_en


@dataclass(frozen=True, slots=True)
class Rubric:
    """One published version. It never changes."""

    version: int
    published_on: date
    items: tuple[RubricItem, ...]

    def item(self, key: str) -> RubricItem:
        """The item of this key. Raises KeyError."""
        return {one.key: one for one in self.items}[key]


@cache
def rubric(version: int) -> Rubric:
    """The rubric as it was published. Raises FileNotFoundError for a version that never was."""
    read = tomllib.loads((_FOLDER / f"review_{version}.toml").read_text(encoding="utf-8"))
    return Rubric(read["version"], read["published_on"], tuple(_item(one) for one in read["items"]))


def _item(read: dict[str, Any]) -> RubricItem:
    return RubricItem(
        key=read["key"],
        text_en=read["en"],
        text_cy=read["cy"],
        steps_en=tuple(read["steps_en"]),
        steps_cy=tuple(read["steps_cy"]),
        may_be_absent=read.get("may_be_absent", False),
    )


def _in_welsh() -> bool:
    return (get_language() or "en").startswith("cy")
