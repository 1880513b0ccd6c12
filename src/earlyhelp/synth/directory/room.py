"""How much room the synthetic services have, how long people wait, for which level of need, and how one gets in.

Drawn from each service's own id, so that the same service is full whatever the seed, and pages can be shown full.
"""

from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid5

_DAYS = {"none": 0, "two_weeks": 14, "six_weeks": 42, "three_months": 91}
_FULL = frozenset({"feelbetter", "mentalhealth", "tenancy"})
_OLD = frozenset({"dads", "youthwork"})  # what they said about room is a month old
_SILENT = frozenset({"daline", "damen", "fuel", "visiting", "lunch"})  # they say nothing about room
_UNITS = {
    "family": "families",
    "earlyhelp": "families",
    "school": "families",
    "lunch": "places",
    "drop": "places",
}
_ACCESS = (
    ("Step-free entrance and toilet. Hearing loop.", "Mynedfa a thoiled heb risiau. Dolen glywed."),
    ("Step-free entrance. Parking outside.", "Mynedfa heb risiau. Lle parcio y tu allan."),
    (
        "Two steps at the door; ring and somebody will help.",
        "Dau ris wrth y drws; ffoniwch a bydd rhywun yn helpu.",
    ),
)


def room_of(today: date, room_id: str, row: dict[str, str]) -> dict[str, Any]:
    """Capacity, wait and level of one line of services.csv, as our extensions of the standard have them."""
    chance, code = Random(room_id), row["code"]
    said: dict[str, Any] = {
        "levels": ["early_help", "intensive"]
        if row["route"] == "in_product"
        else ["universal", "early_help"],
        "waiting_days": _DAYS[row["wait"]],
        "waiting_confirmed_on": (today - timedelta(days=chance.randint(0, 20))).isoformat(),
    }
    if code in _SILENT:
        return said
    total = chance.randint(8, 30)
    days_ago = 31 if code in _OLD else chance.randint(0, 12)
    said["capacities"] = [
        {
            "id": str(uuid5(UUID(room_id), "capacity")),
            "unit": _UNITS.get(code, "people"),
            "available": 0 if code in _FULL else chance.randint(1, max(1, total // 4)),
            "maximum": total,
            "waiting": chance.randint(4, 15) if code in _FULL else 0,
            "keeps_list": True,
            "updated": (today - timedelta(days=days_ago)).isoformat(),
        }
    ]
    return said


def access_of(access_id: str) -> dict[str, Any]:
    """How one gets into a place and around in it, in both languages."""
    description, description_cy = Random(access_id).choice(_ACCESS)
    return {"id": access_id, "description": description, "description_cy": description_cy}
