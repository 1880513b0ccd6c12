"""Loading the directory: a whole feed at once, or page by page so that a reading that is cut off can go on."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F
from django.utils import translation

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import RuleError
from earlyhelp.partnership.models import Agency, Area
from earlyhelp.signpost.actions.partrows import remove_empty_locations
from earlyhelp.signpost.actions.rows import BATCH, Written, write_services
from earlyhelp.signpost.actions.terms import write_needs
from earlyhelp.signpost.choices import FeedKind, LoadState
from earlyhelp.signpost.models import DirectorySource, RejectedRecord, Service
from earlyhelp.signpost.openreferral import Reject, list_records, other_pages, parse_records, read_json
from earlyhelp.signpost.rules import directory as rules

Progress = Callable[[int, int], None]  # services done, services in all
Records = list[tuple[str, object]]  # each with its path in the feed

MOST_REJECTS = 2000  # kept of one source for its steward; a command gives all of them


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did: services new, changed and unchanged, and every reject with its reason.

    Nothing is ever deleted: a service that a feed no longer holds stays as it was, and is marked as `missing` when
    the feed was read to its end.
    """

    loaded: int
    changed: int
    unchanged: int
    rejects: tuple[Reject, ...]
    missing: int = 0

    @property
    def refused(self) -> int:
        """How many records were not loaded at all."""
        return sum(not reject.loaded for reject in self.rejects)


@dataclass(slots=True)
class Reading:
    """One reading of one source, from its first page to its end, in one process.

    `started_at` stays the same when a reading goes on after it was cut off. `known` holds the ids that stood on
    earlier pages, `hidden` the places of refuges, which are held in memory only.
    """

    source: str
    started_at: datetime
    kind: FeedKind = FeedKind.ORUK_3
    goes_on: bool = False
    known: set[UUID] = field(default_factory=set)
    hidden: set[UUID] = field(default_factory=set)
    loaded: int = 0
    changed: int = 0
    unchanged: int = 0
    rejects: list[Reject] = field(default_factory=list)

    def report(self, missing: int = 0) -> LoadReport:
        """What was done so far."""
        return LoadReport(self.loaded, self.changed, self.unchanged, tuple(self.rejects), missing)


@transaction.atomic
def load_directory(
    *, by: Actor, feed: bytes, source: str, at: datetime, progress: Progress | None = None
) -> LoadReport:
    """Load a feed: new services are added, known ones changed. Loading the same feed again changes nothing.

    `source` says where the feed comes from; ids are unique within it. Raises FeedError, and changes nothing,
    when the feed as a whole cannot be read.
    """
    rules.check_may_load_directory(by.role)
    value = read_json(feed)
    records = list_records(value)
    reading = Reading(source, at)
    reading.rejects.extend(other_pages(value))
    is_whole = not reading.rejects
    pages = _in_batches(records)
    for page in pages:
        load_page(by=by, reading=reading, records=page, at=at)
        if progress is not None:
            progress(min(len(records), reading.loaded + reading.changed + reading.unchanged), len(records))
    return end_reading(
        by=by, reading=reading, at=at, state=LoadState.WHOLE if is_whole else LoadState.CUT_OFF
    )


@transaction.atomic
def load_page(
    *,
    by: Actor,
    reading: Reading,
    records: Records,
    at: datetime,
    cursor: Mapping[str, Any] | None = None,
    unchanged: Iterable[UUID] = (),
) -> int:
    """Load some records of a reading. Returns how many were new or changed.

    `cursor` is where the reading goes on from if it is cut off after this page. `unchanged` are ids of services
    that the source says are as they were, so that their records were not fetched.
    """
    rules.check_may_load_directory(by.role)
    _wait_for_other_loads(reading.source)
    if not reading.known:
        _begin(reading)
    areas = Area.objects.all()
    names = {name.casefold(): area.code for area in areas for name in (area.name_en, area.name_cy)}
    read = parse_records(records, area_codes_by_name=names, known=reading.known)
    done = Written(reading.source, reading.started_at, hidden=reading.hidden)
    done.agencies = {agency.code: agency for agency in Agency.objects.all()}
    write_services(read.services, done)
    done.unchanged += _see(reading, unchanged)
    _see(reading, _ids_of_refused(read.rejects))
    reading.known.update(unchanged)
    _count(reading, done, [*read.rejects, *done.rejects])
    _remember(reading, at, cursor=dict(cursor or {}))
    counts = {"new": done.loaded, "changed": done.changed, "unchanged": done.unchanged}
    refused = sum(not reject.loaded for reject in read.rejects)
    detail = {"source": reading.source, "refused": refused} | counts
    audit.record(by=by, did="directory.loaded", at=at, detail=detail)
    return done.loaded + done.changed


@transaction.atomic
def end_reading(
    *,
    by: Actor,
    reading: Reading,
    at: datetime,
    state: LoadState,
    only_changes: bool = False,
    problem: RuleError | None = None,
    learned: Mapping[str, Any] | None = None,
) -> LoadReport:
    """Note how a reading ended. Only one that came to its end marks services as missing; none deletes one.

    `only_changes`: the source was asked for what changed, so that what it did not give is not missing.
    `learned` are columns of DirectorySource: `can`, `etag`, `last_modified`, `cursor`.
    """
    rules.check_may_load_directory(by.role)
    columns: dict[str, Any] = {f"problem_{code}": _in(code, problem) for code in ("en", "cy")}
    if state == LoadState.WHOLE:
        remove_empty_locations(reading.source)
        write_needs()
        columns["cursor"] = {}
    if state == LoadState.WHOLE and not only_changes:
        columns |= {"whole_at": reading.started_at, "missing": _mark_missing(reading)}
    source = _remember(reading, at, state=state, **(columns | dict(learned or {})))
    missing = columns.get("missing", 0)
    report = reading.report(missing)
    detail = {"source": reading.source, "state": state.value, "missing": missing}
    audit.record(by=by, did="directory.read", target=source, at=at, detail=detail)
    return report


def _mark_missing(reading: Reading) -> int:
    """Services that a source read to its end does not hold any more stay, and say since when they are missing."""
    unseen = Service.objects.filter(source=reading.source).exclude(seen_at__gte=reading.started_at)
    unseen.filter(missing_since=None).update(missing_since=reading.started_at)
    return unseen.count()


def _begin(reading: Reading) -> None:
    """A reading from the start forgets what the last one refused; one that goes on adds to it."""
    if not reading.goes_on:
        RejectedRecord.objects.filter(source__name=reading.source).delete()
        DirectorySource.objects.filter(name=reading.source).update(
            loaded=0, changed=0, unchanged=0, refused=0
        )


def _count(reading: Reading, done: Written, rejects: list[Reject]) -> None:
    reading.loaded += done.loaded
    reading.changed += done.changed
    reading.unchanged += done.unchanged
    reading.rejects.extend(rejects)
    source, _made = DirectorySource.objects.get_or_create(name=reading.source)
    DirectorySource.objects.filter(pk=source.pk).update(
        loaded=F("loaded") + done.loaded,
        changed=F("changed") + done.changed,
        unchanged=F("unchanged") + done.unchanged,
        refused=F("refused") + sum(not reject.loaded for reject in rejects),
    )
    room = max(0, MOST_REJECTS - RejectedRecord.objects.filter(source=source).count())
    RejectedRecord.objects.bulk_create(
        RejectedRecord(
            source=source,
            record_id=reject.record_id[:120],
            where=reject.where[:500],
            fault=reject.fault,
            value=reject.value[:120],
            loaded=reject.loaded,
            at=reading.started_at,
        )
        for reject in rejects[:room]
    )


def _see(reading: Reading, ids: Iterable[UUID]) -> int:
    """The source still holds these services, though their records were not read anew."""
    seen = Service.objects.filter(source=reading.source, oruk_id__in=list(ids))
    return seen.update(seen_at=reading.started_at, missing_since=None)


def _ids_of_refused(rejects: Iterable[Reject]) -> Iterable[UUID]:
    for reject in rejects:
        with suppress(ValueError):
            if not reject.loaded:
                yield UUID(reject.record_id)


def _remember(reading: Reading, at: datetime, **columns: Any) -> DirectorySource:
    source, _made = DirectorySource.objects.get_or_create(name=reading.source)
    for name, value in {"kind": reading.kind, "tried_at": at, **columns}.items():
        setattr(source, name, value)
    source.save(update_fields=["kind", "tried_at", *columns])
    return source


def _in(language: str, problem: RuleError | None) -> str:
    with translation.override(language):
        return "" if problem is None else str(problem)


def _in_batches(records: Records) -> Iterable[Records]:
    """At least one batch, so that an empty feed is read as well."""
    rest = iter(records)
    page = list(islice(rest, BATCH))
    yield page
    while page := list(islice(rest, BATCH)):
        yield page


def _wait_for_other_loads(source: str) -> None:
    """Two loads of one source at once would both find a service missing. Lasts until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('signpost.load'), hashtext(%s))", [source])
