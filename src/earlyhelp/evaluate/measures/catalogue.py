"""Every measure there is. A module of measures has a tuple of its own; here they are joined, a line for each."""

from typing import Final

from earlyhelp.evaluate.measures.contacts import CONTACTS
from earlyhelp.evaluate.measures.demand import DEMAND
from earlyhelp.evaluate.measures.measure import Measure
from earlyhelp.evaluate.measures.notifications import NOTIFICATIONS
from earlyhelp.evaluate.measures.partners import PARTNERS
from earlyhelp.evaluate.measures.people import PEOPLE
from earlyhelp.evaluate.measures.referrals import REFERRALS

MEASURES: Final[tuple[Measure, ...]] = (
    *DEMAND,
    *NOTIFICATIONS,
    *REFERRALS,
    *CONTACTS,
    *PEOPLE,
    *PARTNERS,
)
