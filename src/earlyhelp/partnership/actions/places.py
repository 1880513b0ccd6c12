"""Open data on places: small areas by fifth of the index of deprivation, and postcodes by small area."""

from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import RuleError
from earlyhelp.partnership.choices.places import PlacesKind
from earlyhelp.partnership.models import PlacesEdition, Postcode, SmallArea

_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('partnership.places'))"


@transaction.atomic
def load_places(
    *,
    by: Actor,
    kind: PlacesKind,
    edition_on: date,
    rows: Mapping[str, str],
    at: datetime,
    refused: int = 0,
    is_synthetic: bool = False,
) -> tuple[PlacesEdition, bool]:
    """Put these rows in the place of all that were there: fifths by small area, or small areas by postcode.

    Returns their edition and whether it is new: the same rows again change nothing. Raises RuleError without a row.
    """
    if not rows:
        raise RuleError(_("No row of the file can be used. Nothing was changed."))
    with connection.cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME)
    digest = _digest_of(rows)
    before = PlacesEdition.objects.filter(kind=kind).order_by("-loaded_at", "-id").first()
    same = (digest, edition_on, is_synthetic)
    if before is not None and (before.digest, before.edition_on, before.is_synthetic) == same:
        return before, False
    edition = PlacesEdition.objects.create(
        kind=kind,
        edition_on=edition_on,
        is_synthetic=is_synthetic,
        rows=len(rows),
        refused=refused,
        digest=digest,
        loaded_at=at,
    )
    if kind == PlacesKind.INDEX:
        SmallArea.objects.all().delete()
        _copy("partnership_smallarea", "fifth", edition, rows)
    else:
        Postcode.objects.all().delete()
        _copy("partnership_postcode", "small_area", edition, rows)
    detail = {
        "kind": str(kind),
        "edition_on": edition_on.isoformat(),
        "is_synthetic": is_synthetic,
        "rows": len(rows),
        "refused": refused,
        "rows_before": before.rows if before else 0,
    }
    audit.record(by=by, did="places.loaded", target=edition, at=at, detail=detail)
    return edition, True


def _digest_of(rows: Mapping[str, str]) -> str:
    return sha256("\n".join(f"{code} {said}" for code, said in sorted(rows.items())).encode()).hexdigest()


def _copy(table: str, column: str, edition: PlacesEdition, rows: Mapping[str, str]) -> None:
    """Write them with PostgreSQL's COPY: a national list has more than a hundred thousand Welsh postcodes."""
    statement = f"COPY {table} (code, {column}, edition_id) FROM STDIN"
    with connection.cursor() as cursor, cursor.cursor.copy(statement) as copy:
        for code, said in rows.items():
            copy.write_row((code, said, edition.pk))
