"""What several measures share: which incidents count, places with their totals, and the shape of values.

Expressions of Ibis come in and go out. Only what gives the same answer on every engine stands here: windows are
ordered by whole seconds, and a table is read once, since Spark reads it again for each mention. Ibis is loaded only
when a query is made: pages read the catalogue too.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from earlyhelp.evaluate.measures.measure import COLUMNS, Facts, Period

LONDON: Final = ZoneInfo("Europe/London")
NOT_KNOWN: Final = "not_known"
DAY: Final = 86_400
"""Seconds."""
INCIDENTS_FROM: Final[Promise] = _("Incidents that each force's command and control system sends.")
ADMINISTRATION: Final = "administration"
CLASSES: Final = ("crime", "antisocial", "welfare", "transport", "other")
"""The closing classes that count as demand. Administration does not: duplicates, errors, messages, contact records."""


def starts(day: date) -> int:
    """The second at which a day starts in London."""
    return int(datetime.combine(day, time(), LONDON).timestamp())


def ends(day: date) -> int:
    """The second at which a day is over in London."""
    return starts(day + timedelta(days=1))


def year_to(last: date) -> Period:
    """The twelve months that end with a day."""
    after = last + timedelta(days=1)
    if (after.month, after.day) == (2, 29):
        return Period(date(after.year - 1, 3, 1), last)
    return Period(after.replace(year=after.year - 1), last)


def in_period(table: Any, period: Period) -> Any:
    """The rows whose time lies in the period."""
    return table.filter((table["at"] >= starts(period.first)) & (table["at"] < ends(period.last)))


def in_months(table: Any, period: Period) -> Any:
    """The rows of a table without times: those of the months in which the period lies."""
    return table.filter((table["month"] >= period.first.replace(day=1)) & (table["month"] <= period.last))


def once(facts: Facts, name: str, make: Callable[[], Any]) -> Any:
    """A table that several measures of one run need: made once where an engine runs, and described where none does."""
    keep = getattr(facts, "keep", None)
    return keep(name, make) if keep else make()


def class_of(incidents: Any) -> Any:
    """The class an incident was closed with; of one that is still open, the class it was opened with."""
    return (incidents["closing_class"] != "").ifelse(incidents["closing_class"], incidents["opening_class"])


def demand_of(incidents: Any) -> Any:
    """The incidents that are demand, open ones too: all but administration."""
    return incidents.filter(class_of(incidents) != ADMINISTRATION)


def begun(facts: Facts) -> Any:
    """For each force, the month of its first incident: what lies before was not looked at, so it is not nothing."""

    def make() -> Any:
        incidents = facts["incidents"]
        return incidents.group_by("force").agg(begun=incidents["month"].min())

    return once(facts, "begun", make)


def with_totals(fine: Any, keys: Sequence[str], sums: Sequence[str], *, areas: bool = True) -> Any:
    """Sums for all places, for each force and (with `areas`) for each council area, for each of `keys`.

    An empty text means all of them; a force or area that is not known is a place of its own.
    """
    import ibis

    each = fine.mutate(level=ibis.array(["", "force", "area"] if areas else ["", "force"])).unnest("level")
    each = each.mutate(
        force=(each["level"] == "force").ifelse(known(each["force"]), ""),
        area=(each["level"] == "area").ifelse(known(each["area"]), "") if areas else ibis.literal(""),
    )
    return each.group_by([*keys, "force", "area"]).agg(**{name: each[name].sum() for name in sums})


def known(place: Any) -> Any:
    """A place, or the word for one that is not known: empty would mean all of them."""
    return (place == "").ifelse(NOT_KNOWN, place)


def turned(table: Any, groups: Mapping[str, Mapping[str, str]]) -> Any:
    """A row for each group, of columns side by side: `{"030": {"count": "within_030"}}`."""
    import ibis

    names = list(groups)
    each = table.mutate(turn=ibis.array(list(range(len(names))))).unnest("turn")
    columns = {"group": _chosen(each, [ibis.literal(name) for name in names])}
    for target in groups[names[0]]:
        columns[target] = _chosen(each, [each[groups[name][target]] for name in names])
    return each.mutate(**columns)


def _chosen(each: Any, values: Sequence[Any]) -> Any:
    import ibis

    pairs = [(each["turn"] == number, value) for number, value in enumerate(values)]
    return ibis.cases(*pairs[:-1], else_=values[-1]) if len(pairs) > 1 else values[0]


def share(count: Any, out_of: Any) -> Any:
    """One divided by the other, and nothing where there is nothing to divide by."""
    return count.cast("float64") / out_of.nullif(0).cast("float64")


def values(table: Any, **columns: Any) -> Any:
    """The columns of every measure in their order, from those of a table and those given; empty where there is none."""
    import ibis

    empty = {"force": "", "area": "", "agency": "", "group": ""}
    made = {}
    for name, kind in COLUMNS.items():
        value = columns.get(name, table[name] if name in table.columns else empty.get(name))
        is_plain = isinstance(value, str | int | float | date)
        made[name] = (ibis.literal(value) if is_plain or value is None else value).cast(kind)
    return table.select(**made)
