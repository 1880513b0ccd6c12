"""The self-assessment as data: six domains of statements with four described steps each, by version."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

LATEST: Final = 1
_FOLDER: Final = Path(__file__).parent


class Step(IntegerChoices):
    """How far an organisation is with one statement. The statement describes each."""

    NOT_YET = 1, _("Not yet")
    BEGUN = 2, _("Begun")
    IN_PLACE = 3, _("In place")
    HOW_WE_WORK = 4, _("Part of how we work")


class ImprovementState(TextChoices):
    """What became of something an organisation said it would do."""

    OPEN = "open", _("Under way")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("No longer planned")


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that can be true of an organisation, and how each step looks."""

    key: str
    text_en: str
    text_cy: str
    steps_en: tuple[str, ...]
    steps_cy: tuple[str, ...]

    @property
    def text(self) -> str:
        """The statement in the language of the page."""
        return self.text_cy if _in_welsh() else self.text_en

    @property
    def steps(self) -> tuple[str, ...]:
        """The four descriptions in the language of the page, the first step first."""
        return self.steps_cy if _in_welsh() else self.steps_en


@dataclass(frozen=True, slots=True)
class Domain:
    """Statements that belong together."""

    key: str
    name_en: str
    name_cy: str
    statements: tuple[Statement, ...]

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return self.name_cy if _in_welsh() else self.name_en


@dataclass(frozen=True, slots=True)
class Instrument:
    """One published version. It never changes."""

    version: int
    published_on: date
    domains: tuple[Domain, ...]

    def domain(self, key: str) -> Domain:
        """The domain of this key. Raises KeyError."""
        return {one.key: one for one in self.domains}[key]

    def statement(self, key: str) -> Statement:
        """The statement of this key. Raises KeyError."""
        return {one.key: one for domain in self.domains for one in domain.statements}[key]


@cache
def instrument(version: int) -> Instrument:
    """The self-assessment as it was published. Raises FileNotFoundError for a version that never was."""
    read = tomllib.loads((_FOLDER / f"maturity_{version}.toml").read_text(encoding="utf-8"))
    domains = tuple(_domain(one) for one in read["domains"])
    return Instrument(read["version"], read["published_on"], domains)


def _domain(read: dict[str, Any]) -> Domain:
    statements = tuple(
        Statement(one["key"], one["en"], one["cy"], tuple(one["steps_en"]), tuple(one["steps_cy"]))
        for one in read["statements"]
    )
    return Domain(read["key"], read["en"], read["cy"], statements)


def _in_welsh() -> bool:
    return (get_language() or "en").startswith("cy")
