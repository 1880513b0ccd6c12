"""What an entry's `did` says, in words. Rooms name their deeds as `noun.verbed`; a test holds that each is here.

A new deed is one line in the file of its subject, in the order of the alphabet.
"""

from earlyhelp.govern.choices.deeds.evaluation import EVALUATION
from earlyhelp.govern.choices.deeds.governing import GOVERNING
from earlyhelp.govern.choices.deeds.help import HELP
from earlyhelp.govern.choices.deeds.joiners import JOINERS
from earlyhelp.govern.choices.deeds.people import PEOPLE
from earlyhelp.govern.choices.deeds.reflection import REFLECTION
from earlyhelp.govern.choices.deeds.reports import REPORTS
from earlyhelp.govern.choices.deeds.retention import RETENTION
from earlyhelp.govern.choices.deeds.rights import RIGHTS
from earlyhelp.govern.choices.deeds.services import SERVICES
from earlyhelp.govern.choices.deeds.sharing import SHARING
from earlyhelp.govern.choices.deeds.training import TRAINING
from earlyhelp.govern.choices.deeds.wellbeing import WELLBEING

DEEDS = (
    GOVERNING
    | JOINERS
    | REPORTS
    | PEOPLE
    | HELP
    | RIGHTS
    | SERVICES
    | RETENTION
    | SHARING
    | TRAINING
    | EVALUATION
    | REFLECTION
    | WELLBEING
)

__all__ = ["DEEDS"]
