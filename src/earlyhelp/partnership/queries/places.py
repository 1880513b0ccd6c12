"""Reading areas, and in which fifth of the index of deprivation postcodes are."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, OuterRef, QuerySet, Subquery

from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.choices.places import PlacesKind
from earlyhelp.partnership.models import Area, PlacesEdition, Postcode, SmallArea
from earlyhelp.partnership.rules.places import written_postcode


@dataclass(frozen=True, slots=True)
class PlacesUsed:
    """By which editions a postcode says its fifth now."""

    index: PlacesEdition
    postcodes: PlacesEdition


def list_areas(*, by: Actor) -> QuerySet[Area]:
    """Return the 22 local authority areas, by name."""
    return Area.objects.all()


def get_places_used(*, by: Actor) -> PlacesUsed | None:
    """The editions that count now; None unless both the index and the postcodes were loaded. One query."""
    newest = PlacesEdition.objects.order_by("kind", "-loaded_at", "-id").distinct("kind")
    found = {one.kind: one for one in newest}
    if set(found) != set(PlacesKind.values):
        return None
    return PlacesUsed(found[PlacesKind.INDEX], found[PlacesKind.POSTCODES])


def list_fifths(*, by: Actor, postcodes: Iterable[str]) -> dict[str, str]:
    """The fifth of each postcode, as it was written: "1" most deprived to "5". One query.

    A postcode outside Wales, one that nobody knows, and one whose small area the index does not know have none.
    """
    written = {text: code for text in set(postcodes) if (code := written_postcode(text))}
    fifth = SmallArea.objects.filter(code=OuterRef("small_area")).values("fifth")
    there = (
        Postcode.objects.filter(code__in=set(written.values()))
        .annotate(found=Subquery(fifth))
        .filter(found__isnull=False)
        .order_by()
        .values_list("code", F("found"))
    )
    found = dict(there)
    return {text: str(found[code]) for text, code in written.items() if code in found}


def count_unknown_postcodes(*, by: Actor) -> int:
    """How many of the postcodes lie in a small area that the index does not know. One query."""
    return Postcode.objects.exclude(small_area__in=SmallArea.objects.values("code")).count()
