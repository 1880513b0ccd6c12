"""Opening times and costs of a feed, as one line in each language."""

import re
from collections.abc import Iterator

from earlyhelp.signpost.choices import Fault
from earlyhelp.signpost.openreferral.fields import SHORT, Item
from earlyhelp.signpost.openreferral.records import Bilingual

_DAYS = {
    "MO": Bilingual("Monday", "dydd Llun"),
    "TU": Bilingual("Tuesday", "dydd Mawrth"),
    "WE": Bilingual("Wednesday", "dydd Mercher"),
    "TH": Bilingual("Thursday", "dydd Iau"),
    "FR": Bilingual("Friday", "dydd Gwener"),
    "SA": Bilingual("Saturday", "dydd Sadwrn"),
    "SU": Bilingual("Sunday", "dydd Sul"),
}
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_FREE = Bilingual("Free", "Am ddim")


def read_opening(service: Item) -> Bilingual:
    """The description of each schedule, or its days and times where it has none."""
    return _joined(
        described if described.en else _days_and_times(schedule)
        for schedule in service.children("schedules")
        for described in [schedule.bilingual("description")]
    )


def read_cost(service: Item) -> Bilingual:
    """Each cost option as "what it is for: sum", or the older `fees` text."""
    options = _joined(_option(cost) for cost in service.children("cost_options"))
    if options.en:
        return options
    fees = service.bilingual("fees_description")
    return fees if fees.en else service.bilingual("fees")


def _days_and_times(schedule: Item) -> Bilingual:
    days = [
        _DAYS[code]
        for part in schedule.text("byday", SHORT).upper().split(",")
        for code in [part.strip()[-2:]]
        if code in _DAYS
    ]
    times = [schedule.text(key, SHORT)[:5] for key in ("opens_at", "closes_at")]
    hours = "–".join(times) if all(_TIME.fullmatch(time) for time in times) else ""
    english, welsh = (", ".join(names) for names in ([day.en for day in days], [day.cy for day in days]))
    return Bilingual(
        " ".join(part for part in (english, hours) if part), " ".join(part for part in (welsh, hours) if part)
    )


def _option(cost: Item) -> Bilingual:
    amount = cost.number("amount")
    if amount is not None and not 0 <= amount <= 1_000_000:
        cost.faults.add(Fault.BAD_COST, cost.at("amount"), amount)
        amount = None
    option, detail = cost.bilingual("option", SHORT), cost.bilingual("amount_description", SHORT)
    money = _FREE if amount == 0 else Bilingual(*[f"£{amount:,.2f}" if amount else ""] * 2)
    return Bilingual(
        _labelled(option.en, money.en, detail.en),
        _labelled(option.cy or option.en, money.cy, detail.cy or detail.en),
    )


def _labelled(option: str, money: str, detail: str) -> str:
    value = " ".join(part for part in (money, detail) if part)
    return f"{option}: {value}" if option and value else option or value


def _joined(parts: Iterator[Bilingual]) -> Bilingual:
    """One line each; Welsh only when every part has it, so that no line is half translated."""
    found = [part for part in parts if part.en]
    welsh = "; ".join(part.cy for part in found) if all(part.cy for part in found) else ""
    return Bilingual("; ".join(part.en for part in found), welsh)
