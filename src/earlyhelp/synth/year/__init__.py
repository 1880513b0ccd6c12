"""One year of notifications in one council area, with what became of each. Plain values; no database."""

from earlyhelp.synth.year.making import make_year
from earlyhelp.synth.year.shapes import (
    Asked,
    Help,
    Manifest,
    Report,
    Reported,
    Ruling,
    Step,
    Year,
)
from earlyhelp.synth.year.size import NOTIFICATIONS_IN_A_YEAR, Size

__all__ = [
    "NOTIFICATIONS_IN_A_YEAR",
    "Asked",
    "Help",
    "Manifest",
    "Report",
    "Reported",
    "Ruling",
    "Size",
    "Step",
    "Year",
    "make_year",
]
