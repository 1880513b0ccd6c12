"""Who may open a person's record, and from whom the person is kept apart."""

from typing import Any

from django.http import HttpResponseBase

from earlyhelp.desk.pages.person import Opened, show_person
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES
from earlyhelp.understand.queries.protection import get_protection
from earlyhelp.understand.rules.protection import may_protect


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.SAFEGUARDING)
def person_protection(request: Request, reference: str) -> HttpResponseBase:
    """Named readers, pairs that are kept apart, and workers from whom the record is kept. Not for partners."""
    return show_person(request, reference, "desk/person/protection.html", _protection)


def _protection(opened: Opened) -> dict[str, Any]:
    return {
        "protection": get_protection(opened.by, opened.person),
        "may_protect": may_protect(opened.by, owner=opened.person.agency_id),
    }
