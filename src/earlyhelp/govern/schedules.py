"""The retention schedules that the product ships: `retention.toml`, read once."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from earlyhelp.govern.rules.retention import RetentionLine

# Kinds of agency that share one schedule.
_ALIKE = {
    "health_board": "health",
    "gp_practice": "health",
    "public_health": "health",
    "commissioner": "police",
}


@cache
def shipped_lines(kind: str) -> dict[str, RetentionLine]:
    """The schedule of a kind of agency (a value of AgencyKind), by class: its own lines, or what holds for any."""
    wanted = _ALIKE.get(kind, kind)
    told = tomllib.loads(files("earlyhelp.govern.facts").joinpath("retention.toml").read_text("utf-8"))
    found: dict[str, RetentionLine] = {}
    for name, one in told["class"].items():
        line = one["kept_by"].get(wanted) or one["kept_by"].get("any")
        if line is not None:
            found[name] = _line(name, one, line, told["source"][line["source"]])
    return found


def _line(name: str, one: dict[str, Any], line: dict[str, Any], source: dict[str, str]) -> RetentionLine:
    return RetentionLine(
        record_class=name,
        root=one["root"],
        keep_years=line["keep_years"],
        counted_from=line.get("counted_from", "last"),
        birthday=line.get("birthday"),
        at_the_end=line["at_the_end"],
        again_years=line.get("again_years", line["keep_years"]),
        name_en=one["name_en"],
        name_cy=one["name_cy"],
        basis_en=source["basis_en"],
        basis_cy=source["basis_cy"],
        source=source["where"],
        chosen=one.get("chosen", False),
    )
