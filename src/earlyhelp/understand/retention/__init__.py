"""What this room keeps of people, and for how long."""

from typing import Final

from earlyhelp.understand.retention.consents import CONSENTS
from earlyhelp.understand.retention.entries import ENTRIES
from earlyhelp.understand.retention.events import EVENTS
from earlyhelp.understand.retention.families import FAMILIES
from earlyhelp.understand.retention.people import PEOPLE
from earlyhelp.understand.retention.protection import PROTECTION
from earlyhelp.understand.retention.records import RECORDS

RETENTION: Final = (*PEOPLE, *FAMILIES, *RECORDS, *ENTRIES, *EVENTS, *CONSENTS, *PROTECTION)
