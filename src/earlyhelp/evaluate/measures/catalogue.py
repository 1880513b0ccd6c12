"""Every measure there is. A module of measures has a tuple of its own; here they are joined, a line for each."""

from typing import Final

from earlyhelp.evaluate.measures.concentration import CONCENTRATION
from earlyhelp.evaluate.measures.contacts import CONTACTS
from earlyhelp.evaluate.measures.demand import DEMAND
from earlyhelp.evaluate.measures.measure import Measure
from earlyhelp.evaluate.measures.notifications import NOTIFICATIONS
from earlyhelp.evaluate.measures.partners import PARTNERS
from earlyhelp.evaluate.measures.people import PEOPLE
from earlyhelp.evaluate.measures.referrals import REFERRALS
from earlyhelp.evaluate.measures.repeat import REPEAT
from earlyhelp.evaluate.measures.survival import SURVIVAL

MEASURES: Final[tuple[Measure, ...]] = (
    *DEMAND,
    *REPEAT,
    *CONCENTRATION,
    *SURVIVAL,
    *NOTIFICATIONS,
    *REFERRALS,
    *CONTACTS,
    *PEOPLE,
    *PARTNERS,
)
