"""The areas and agencies of Wales, from the table of facts."""

from datetime import datetime

from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership import facts
from earlyhelp.partnership.models import Agency, Area


@transaction.atomic
def load_partners(*, by: Actor, at: datetime) -> int:
    """Write the areas and agencies of Wales from the product's own table of facts. Returns how many agencies.

    Run again after an upgrade, it brings names up to date and removes nothing.
    """
    agencies, areas = facts.list_agencies(), facts.list_areas()
    for area in areas:
        names = {"name_en": area.name_en, "name_cy": area.name_cy, "population": area.population}
        Area.objects.update_or_create(code=area.code, defaults=names)
    for fact in agencies:
        names = {"kind": fact.kind, "name_en": fact.name_en, "name_cy": fact.name_cy}
        agency, _made = Agency.objects.update_or_create(code=fact.code, defaults=names)
        agency.areas.set(Area.objects.filter(code__in=fact.areas))
    audit.record(by=by, did="partners.loaded", at=at, detail={"agencies": len(agencies), "areas": len(areas)})
    return len(agencies)
