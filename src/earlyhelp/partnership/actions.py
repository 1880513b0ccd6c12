"""Changing partners and practitioners."""

from datetime import datetime

from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.govern.choices import EntryKind
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership import facts
from earlyhelp.partnership.choices import Language
from earlyhelp.partnership.models import Agency, Area, Practitioner


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


@transaction.atomic
def choose_language(*, by: Actor, language: str, at: datetime) -> None:
    """Remember the language in which a practitioner wants to read and be written to."""
    Practitioner.objects.filter(pk=by.practitioner_key).update(language=Language(language))
    audit.record(by=by, did="language.chosen", at=at, detail={"language": language})


@transaction.atomic
def record_sign_in(*, by: Actor, at: datetime, demonstration: bool = False) -> None:
    """Write down that a practitioner signed in."""
    audit.record(
        by=by, did="session.started", kind=EntryKind.SIGN_IN, at=at, detail={"demonstration": demonstration}
    )


@transaction.atomic
def record_sign_out(*, by: Actor, at: datetime) -> None:
    """Write down that a practitioner signed out."""
    audit.record(by=by, did="session.ended", kind=EntryKind.SIGN_IN, at=at)
