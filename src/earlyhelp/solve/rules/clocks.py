"""The clocks of the statutory track: the front door says that it has a report, and is reminded when nobody was heard.

Source: Wales Safeguarding Procedures, section 2: a report is acknowledged, and who made it asks again when they have
heard nothing for seven working days. One working day for the acknowledgement is this service's own, stricter promise.
"""

from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import Track
from earlyhelp.kit import working_days
from earlyhelp.kit.errors import RuleError

WORKING_DAYS_TO_ACKNOWLEDGE: Final = 1
WORKING_DAYS_UNTIL_REMINDER: Final = 7
# No seven working days are shorter than this: what is younger need not be looked at.
SHORTEST_WAIT: Final = timedelta(days=7)


class NothingToAcknowledge(RuleError):
    """Only a safeguarding report is acknowledged."""

    def __init__(self) -> None:
        super().__init__(_("Only a safeguarding report is acknowledged. Decide, and the officer hears."))


def check_can_acknowledge(track: str) -> None:
    """Refuse what is not a safeguarding report. Raises NothingToAcknowledge."""
    if track != Track.SAFEGUARDING:
        raise NothingToAcknowledge


def acknowledge_by(submitted_at: datetime) -> datetime:
    """When the front door has told the officer, at the latest, that it has the report."""
    return working_days.due_at(submitted_at, WORKING_DAYS_TO_ACKNOWLEDGE)


def remind_at(submitted_at: datetime) -> datetime:
    """When a report about which nothing was heard is brought up again, by itself."""
    return working_days.due_at(submitted_at, WORKING_DAYS_UNTIL_REMINDER)


def must_remind(track: str, submitted_at: datetime, *, heard: bool, at: datetime) -> bool:
    """True for a safeguarding report whose officer has heard nothing for too long."""
    return track == Track.SAFEGUARDING and not heard and at > remind_at(submitted_at)
