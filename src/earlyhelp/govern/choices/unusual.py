"""What a reading of records can be that a person should look at, and what they may say of it."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Tie(StrEnum):
    """What the room that shows a person says of reader and person, at the moment of reading. It keeps no name."""

    FAMILY_NAME = "family_name"
    WHOLE_NAME = "whole_name"


class Unusual(TextChoices):
    """Why somebody should look at this. None of them says that anything was wrong."""

    WHOLE_NAME = "whole_name", _("The record of somebody with the reader’s own name was opened")
    RESTRICTED = "restricted", _("What is kept back about somebody was opened")
    GLASS = "glass", _("A record was opened in an emergency")
    FAMILY_NAME = "family_name", _("The record of somebody with the reader’s family name was opened")
    MANY = "many", _("Many records were opened in a short time")
    AGAIN = "again", _("The same record was opened again and again")
    HOURS = "hours", _("Records were opened at night")


EXPLAINED = {
    Unusual.WHOLE_NAME: _(
        "Given name and family name are the same as those of whoever opened the record. It may be their own record, or "
        "somebody who happens to have the same name."
    ),
    Unusual.RESTRICTED: _(
        "Only few may read this. Whoever opened it is one of them; it is said here so that somebody knows of each time."
    ),
    Unusual.GLASS: _(
        "Whoever opened it said that it could not wait. The officer of the record’s owner reviews the opening as well."
    ),
    Unusual.FAMILY_NAME: _(
        "The family names are the same, and whoever opened the record changed nothing in it in thirty days. "
        "Many people in Wales share a family name, so mostly this means nothing."
    ),
    Unusual.MANY: _(
        "More pages of different records were opened within one hour than the work usually asks for. A busy day, a "
        "meeting or a handover can be the reason."
    ),
    Unusual.AGAIN: _(
        "The record was opened many times in thirty days by somebody who changed nothing in it. Somebody who keeps an "
        "eye on a worry does this too."
    ),
    Unusual.HOURS: _(
        "Records were opened between ten in the evening and six in the morning in a role that mostly works by day. "
        "Duty and overtime are good reasons."
    ),
}


class Verdict(TextChoices):
    """What a person says of an unusual reading, having looked at it."""

    FINE = "fine", _("It was right to read this")
    ASKED = "asked", _("I asked whoever read it, and wait for the answer")
    PASSED_ON = "passed_on", _("I passed it on to whoever decides what follows")
