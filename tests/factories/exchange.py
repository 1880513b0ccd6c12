"""Files as a force would send them, in the shape of the South Wales example."""

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from earlyhelp import exchange
from earlyhelp.partnership.choices import AgencyKind
from earlyhelp.partnership.models import Agency, Area
from tests import factories

MAPPINGS = Path(exchange.__path__[0]) / "mappings"
SOUTH_WALES = MAPPINGS / "south-wales.toml"
GWENT = MAPPINGS / "gwent.toml"
HEADINGS = [
    "Incident Number",
    "Date Opened",
    "Time Opened",
    "Closed",
    "Opening Code",
    "Closing Code",
    "Qualifiers",
    "Location",
    "Town",
    "Location Postcode",
    "Local Authority",
    "Role",
    "Forename",
    "Surname",
    "DOB",
    "Sex",
    "Home Address",
    "Home Postcode",
    "Telephone",
    "Email",
    "Nominal Ref",
]
ROW = {
    "Incident Number": "P260301-0412",
    "Date Opened": "01/03/2026",
    "Time Opened": "21:40",
    "Closed": "01/03/2026 23:10",
    "Opening Code": "PSW01",
    "Closing Code": "PSW02",
    "Qualifiers": "ALC;YTH",
    "Location": "1 Heol Synthetig",
    "Town": "Pen-y-bont ar Ogwr",
    "Location Postcode": "CF99 1CC",
    "Local Authority": "Bridgend",
    "Role": "Subject",
    "Forename": "Siân",
    "Surname": "Prawf",
    "DOB": "02/04/1991",
    "Sex": "F",
    "Home Address": "1 Heol Synthetig",
    "Home Postcode": "CF99 1CC",
    "Telephone": "07700 900123",
    "Email": "",
    "Nominal Ref": "",
}


def force(code: str = "south-wales-police", area_code: str = "W06000013") -> Agency:
    """Make a police force with one area."""
    area, _made = Area.objects.get_or_create(
        code=area_code,
        defaults={"name_en": "Bridgend", "name_cy": "Pen-y-bont ar Ogwr", "population": 147539},
    )
    return factories.agency(AgencyKind.POLICE, code, area)


def row(**changed: str) -> dict[str, str]:
    """A good row with some cells changed: `_` stands for a space in a heading."""
    return ROW | {name.replace("_", " "): text for name, text in changed.items()}


def table(rows: Iterable[Mapping[str, str]]) -> str:
    """Rows as CSV with headings."""
    text = io.StringIO()
    writer = csv.DictWriter(text, HEADINGS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def many(number: int, *, start: int = 0) -> list[dict[str, str]]:
    """Good incidents with numbers of their own, one person each."""
    return [row(Incident_Number=f"P26-{start + one:06d}") for one in range(number)]
