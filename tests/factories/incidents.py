"""Incidents as an import would have brought them."""

from datetime import UTC, date, datetime

from earlyhelp.govern.choices import Purpose
from earlyhelp.identify.choices import PersonRole
from earlyhelp.identify.models import Incident, IncidentPerson
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.models import new_id
from earlyhelp.partnership.models import Agency, Area

OPENED = datetime(2026, 3, 1, 21, 40, tzinfo=UTC)


def incident(of: Agency, area: Area, number: str = "P260301-0412") -> Incident:
    """Make an incident of a force, with a mother and her son in it."""
    with acting(Actor.system(Purpose.RUNNING, agency_id=of.pk)):
        made = Incident.objects.create(
            agency=of,
            number=number,
            opened_at=OPENED,
            opening_code="WELFARE_CONCERN",
            place="1 Heol Synthetig, Pen-y-bont",
            postcode="CF31 1AA",
            area=area,
            imported_at=OPENED,
            run_id=new_id(),
            line=2,
            digest=b"0" * 16,
        )
        for position, (given, role, born) in enumerate(
            [
                ("Angharad", PersonRole.SUBJECT, date(1991, 4, 2)),
                ("Macsen", PersonRole.CHILD, date(2018, 9, 30)),
            ]
        ):
            IncidentPerson.objects.create(
                incident=made,
                agency=of,
                position=position,
                role=role,
                given_name=given,
                family_name="Prawf",
                date_of_birth=born,
                address="1 Heol Synthetig",
                postcode="CF31 1AA",
                telephone="+447700900123" if position == 0 else "",
            )
    return made
