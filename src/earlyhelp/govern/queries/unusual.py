"""Reading what was unusual, and the day's readings that it is found in. Own agency only."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, Prefetch, QuerySet
from django.utils import timezone

from earlyhelp.govern.choices import EntryKind
from earlyhelp.govern.choices.unusual import Verdict
from earlyhelp.govern.models import AuditEntry, ReadingLimits, UnusualReading, UnusualReadingWord
from earlyhelp.govern.rules.unusual import AGAIN, LISTS, LOOK_BACK, Limits, Often, Reading, Worked
from earlyhelp.kit.actor import Actor

_SETTLED = (Verdict.FINE, Verdict.PASSED_ON)
SHOWN = 100


@dataclass(frozen=True, slots=True)
class Day:
    """What the rules are asked about: one day's readings, and what surrounds them."""

    readings: list[Reading]
    often: Often
    worked: Worked


def get_day(*, by: Actor, on: date, again: int = AGAIN) -> Day:
    """The agency's readings of one day in local time, how often each was read in thirty days, who worked on what.

    Of `often` it holds what was read `again` times or more.
    """
    since, until = _midnight(on), _midnight(on + timedelta(days=1))
    own = AuditEntry.objects.filter(agency_id=by.agency_id, practitioner_id__isnull=False, at__lt=until)
    reads = own.filter(kind=EntryKind.READ).exclude(target_key="").exclude(did__in=LISTS)
    month = own.filter(at__gte=until - LOOK_BACK)
    often = (
        reads.filter(at__gte=until - LOOK_BACK)
        .order_by()
        .values("practitioner_id", "target_key")
        .annotate(times=Count("at", distinct=True), last=Max("at"))
        .filter(times__gte=again, last__gte=since)
    )
    worked = (
        month.exclude(kind=EntryKind.READ)
        .order_by()
        .values_list("practitioner_id", "target_key", "target_reference")
        .distinct()
    )
    return Day(
        readings=[_reading(entry) for entry in reads.filter(at__gte=since)],
        often={(row["practitioner_id"], row["target_key"]): row["times"] for row in often},
        worked={(reader, word) for reader, *words in worked if reader is not None for word in words if word},
    )


def list_limits(by: Actor) -> QuerySet[ReadingLimits]:
    """Every version of the agency's limits, the newest first. They name nobody who is helped."""
    return ReadingLimits.objects.filter(agency_id=by.agency_key).order_by("-number")


def get_limits(by: Actor) -> Limits:
    """From how many openings on the agency wants a person to look."""
    newest = list_limits(by).first()
    return Limits(newest.many, newest.again, newest.at_night) if newest else Limits()


def list_unusual(*, by: Actor, is_open: bool) -> list[UnusualReading]:
    """The agency's findings that wait for somebody, or the latest that are settled. Newest day first.

    `words` are what was said of each, oldest first.
    """
    return list(_with_words(_own(by, is_open=is_open))[:SHOWN])


def count_unusual(by: Actor) -> int:
    """How many findings wait for somebody."""
    return _own(by, is_open=True).count()


def get_unusual(*, by: Actor, reading_id: UUID) -> UnusualReading:
    """One finding of the agency. Raises UnusualReading.DoesNotExist."""
    return _with_words(UnusualReading.objects.filter(agency_id=by.agency_key)).get(pk=reading_id)


def list_entries_of(*, by: Actor, reading: UnusualReading) -> list[AuditEntry]:
    """The entries of the audit that a finding was found in, oldest first, as many as a page shows."""
    entries = AuditEntry.objects.filter(
        agency_id=by.agency_id,
        practitioner_id=reading.practitioner_id,
        kind=EntryKind.READ,
        at__range=(reading.first_at, reading.last_at),
    ).exclude(target_key="")
    if reading.target_key:
        entries = entries.filter(target_key=reading.target_key)
    return list(entries.exclude(did__in=LISTS).order_by("at", "id")[:SHOWN])


def _own(by: Actor, *, is_open: bool) -> QuerySet[UnusualReading]:
    settled = Exists(UnusualReadingWord.objects.filter(reading=OuterRef("pk"), verdict__in=_SETTLED))
    return UnusualReading.objects.filter(~settled if is_open else settled, agency_id=by.agency_key)


def _with_words(found: QuerySet[UnusualReading]) -> QuerySet[UnusualReading]:
    return found.prefetch_related(
        Prefetch("words", queryset=UnusualReadingWord.objects.order_by("said_at", "id"))
    )


def _reading(entry: AuditEntry) -> Reading:
    assert entry.practitioner_id is not None
    return Reading(
        practitioner_id=entry.practitioner_id,
        practitioner_label=entry.practitioner_label,
        role=entry.role,
        did=entry.did,
        target_key=entry.target_key,
        target_reference=entry.target_reference,
        at=timezone.localtime(entry.at),
        ties=frozenset(entry.detail.get("ties", ())),
    )


def _midnight(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time.min))
