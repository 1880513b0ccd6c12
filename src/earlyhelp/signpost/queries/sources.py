"""Where the directory comes from: for stewards, and for whoever reads a source again. Names no person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from earlyhelp.kit.actor import Actor
from earlyhelp.signpost.choices import ServiceStatus
from earlyhelp.signpost.models import DirectorySource, RejectedRecord, Service
from earlyhelp.signpost.rules import directory as rules


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source, and how its services are now."""

    source: DirectorySource
    services: int
    missing: int
    unassured: int


def find_source(*, by: Actor, name: str) -> DirectorySource | None:
    """What is known of a source, or None when it was never read."""
    rules.check_may_load_directory(by.role)
    return DirectorySource.objects.filter(name=name).first()


def list_changes_of(*, by: Actor, source: str) -> Mapping[UUID, datetime | None]:
    """When each service of a source was last changed, as the source says, by its id there."""
    rules.check_may_load_directory(by.role)
    return dict(Service.objects.filter(source=source).values_list("oruk_id", "modified_at"))


def list_sources(*, by: Actor, on: date) -> list[SourceLine]:
    """Every source by name, with how many of its services are there, missing, and not assured for three months."""
    rules.check_may_load_directory(by.role)
    counts = {
        row["source"]: row
        for row in Service.objects.values("source").annotate(
            services=Count("pk", filter=Q(missing_since=None)),
            gone=Count("pk", filter=Q(missing_since__isnull=False)),
            old=Count("pk", filter=_unassured(on)),
        )
    }
    nothing = {"services": 0, "gone": 0, "old": 0}
    return [
        SourceLine(source, row["services"], row["gone"], row["old"])
        for source in DirectorySource.objects.all()
        for row in [counts.get(source.name, nothing)]
    ]


def get_source(source_id: UUID, *, by: Actor) -> DirectorySource:
    """One source. Raises DirectorySource.DoesNotExist."""
    rules.check_may_load_directory(by.role)
    return DirectorySource.objects.get(pk=source_id)


def list_rejects_of(*, by: Actor, source: DirectorySource) -> QuerySet[RejectedRecord]:
    """What the last reading of a source left out, in the order of the source."""
    rules.check_may_load_directory(by.role)
    return source.rejects.all()


def list_unassured(*, by: Actor, on: date) -> QuerySet[Service]:
    """Services that nobody has assured for three months, those never assured first."""
    rules.check_may_load_directory(by.role)
    services = Service.objects.filter(_unassured(on)).select_related("organisation")
    return services.order_by(F("assured_on").asc(nulls_first=True), "name_en", "pk")


def _unassured(on: date) -> Q:
    """Running, still with its source, and last assured more than three months ago, or never."""
    since = on - timedelta(days=rules.ASSURANCE_GOOD_FOR)
    old = Q(assured_on=None) | Q(assured_on__lt=since)
    return old & Q(missing_since=None, status=ServiceStatus.ACTIVE)
