"""Days on which recording or response changed: what lies before does not compare with what lies after. Pure."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from earlyhelp.evaluate.measures.measure import Period


class BadBreak(ValueError):
    """A file of breaks that cannot be used. `where` names the file and the entry."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


@dataclass(frozen=True, slots=True, order=True)
class Break:
    """One day from which figures do not compare with those before. `force` is empty for all forces."""

    on: date
    force: str
    title_en: str
    title_cy: str
    source: str

    def title(self, language: str) -> str:
        """What changed, in the language of a reader."""
        return self.title_cy if language == "cy" else self.title_en


def breaks_in(period: Period, force: str = "", more: Iterable[Break] = ()) -> list[Break]:
    """The breaks of a period, in order: those of all forces, and of this one (all of them for no force).

    `more` are those of the service's own file; one with the same day, force and title stands for the shipped one.
    """
    known = {(one.on, one.force, one.title_en): one for one in (*shipped(), *more)}
    return sorted(
        one
        for one in known.values()
        if period.first <= one.on <= period.last and (not force or one.force in {"", force})
    )


@cache
def shipped() -> tuple[Break, ...]:
    """The breaks that everybody shares."""
    text = files("earlyhelp.evaluate.facts").joinpath("breaks.toml").read_text("utf-8")
    return _read(text, "breaks.toml")


def read_breaks(path: Path) -> tuple[Break, ...]:
    """The breaks of a file that a service keeps itself. Raises BadBreak, with the place."""
    try:
        text = path.read_text("utf-8")
    except OSError as problem:
        raise BadBreak(str(path)) from problem
    return _read(text, str(path))


def _read(text: str, name: str) -> tuple[Break, ...]:
    try:
        entries = tomllib.loads(text).get("break", [])
    except tomllib.TOMLDecodeError as problem:
        raise BadBreak(f"{name}: {problem}") from problem
    return tuple(_entry(entry, f"{name}: {number}") for number, entry in enumerate(entries, start=1))


def _entry(entry: dict[str, Any], where: str) -> Break:
    texts = [entry.get(name, "") for name in ("title_en", "title_cy", "source")]
    on = entry.get("date")
    if type(on) is not date or not all(isinstance(text, str) and text.strip() for text in texts):
        raise BadBreak(where)
    return Break(on, str(entry.get("force", "")), *texts)
