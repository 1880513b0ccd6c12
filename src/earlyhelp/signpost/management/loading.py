"""Bringing a source into the directory: a file, a folder or archive of tables, or an address read page by page."""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.signpost import queries
from earlyhelp.signpost.actions import LoadReport, Reading, end_reading, load_directory, load_page
from earlyhelp.signpost.choices import FeedKind, LoadState
from earlyhelp.signpost.management.feeds import Source
from earlyhelp.signpost.management.sources import address_name, read_source
from earlyhelp.signpost.models import DirectorySource
from earlyhelp.signpost.openreferral import MAX_BYTES, FeedError
from earlyhelp.signpost.openreferral.tables import read_tables

GOES_ON_FOR = timedelta(days=1)  # after which a reading that was cut off begins anew
WHOLE_EVERY = timedelta(days=7)  # how long only changes are asked for
_BATCH = 500
_TABLES = frozenset({".csv", ".tsv", ".zip"})
Progress = Callable[[int, int | None], None]  # services done, services in all when that is known


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it went. `problem` is the sentence of what stopped it, when something did."""

    report: LoadReport
    state: LoadState
    problem: str = ""


def loader() -> Actor:
    """The product itself, bringing its directory up to date."""
    return Actor.system(Purpose.RUNNING)


def bring_in(source: str, *, anew: bool, progress: Progress) -> Outcome:
    """Read a source. `anew` begins at its start, whatever is known of it. Raises FeedError when nothing was read."""
    if "://" in source:
        return _read_web(source, anew=anew, progress=progress)
    path = Path(source)
    if path.is_dir() or path.suffix.lower() in _TABLES:
        return _read_tables(path, progress)
    return _read_document(source, progress)


def _read_document(source: str, progress: Progress) -> Outcome:
    name = Path(source).name[:250]
    try:
        feed, name = read_source(source)
        with acting(loader()) as by:
            report = load_directory(by=by, feed=feed, source=name, at=timezone.now(), progress=progress)
    except FeedError as fault:
        _note_failure(name, fault)
        raise
    return Outcome(report, LoadState.WHOLE)


def _read_tables(path: Path, progress: Progress) -> Outcome:
    is_package, records = read_tables(_files(path))
    kind = FeedKind.PACKAGE if is_package else FeedKind.SPREADSHEET
    reading = Reading(path.resolve().name[:250], timezone.now(), kind)
    with acting(loader()) as by:
        for begin in range(0, max(len(records), 1), _BATCH):
            load_page(by=by, reading=reading, records=records[begin : begin + _BATCH], at=timezone.now())
            progress(begin, len(records))
        report = end_reading(by=by, reading=reading, at=timezone.now(), state=LoadState.WHOLE)
    return Outcome(report, LoadState.WHOLE)


def _files(path: Path) -> dict[str, bytes]:
    """The tables of a folder, of an archive, or one alone. Raises FeedError."""
    if path.is_dir():
        found = sorted(one for one in path.iterdir() if one.suffix.lower() == ".csv")
        if not found:
            raise FeedError(gettext_lazy("This is a folder, not a file, and it holds no table (CSV)."))
        return {one.name: read_source(str(one))[0] for one in found}
    content, name = read_source(str(path))
    if path.suffix.lower() != ".zip":
        return {name: content}
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            inside = [one for one in archive.infolist() if one.filename.lower().endswith(".csv")]
            if sum(one.file_size for one in inside) > MAX_BYTES:
                raise FeedError(
                    gettext_lazy("The feed is larger than 64 megabytes. Load it in smaller parts.")
                )
            return {one.filename: archive.read(one) for one in inside}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as fault:
        raise FeedError(
            gettext_lazy("The archive cannot be opened. Make it again, or give the folder of its tables.")
        ) from fault


def _read_web(address: str, *, anew: bool, progress: Progress) -> Outcome:
    name, now = address_name(address), timezone.now()
    with acting(loader()) as by:
        held = queries.find_source(by=by, name=name)
        stored = queries.list_changes_of(by=by, source=name)
    source = Source(address, stored)
    reading, start = _begin(name, now, source, None if anew else held)
    problem: FeedError | None = None
    got = False
    try:
        for page in source.pages(start):
            got = True
            if (
                not page.records
                and not page.unchanged
                and not reading.known
                and stored
                and not source.changed_since
            ):
                raise FeedError(
                    gettext_lazy(
                        "The source gave no service at all, which can hardly be right. Everything stays as it was."
                    )
                )
            reading.kind = source.kind
            reading.rejects.extend(page.rejects)
            cursor = {"page": page.next_page, "started": reading.started_at.isoformat(), "can": source.can}
            with acting(loader()) as by:
                load_page(
                    by=by,
                    reading=reading,
                    records=page.records,
                    at=timezone.now(),
                    cursor=cursor if page.next_page else {},
                    unchanged=page.unchanged,
                )
            progress(len(reading.known), None)
    except FeedError as fault:
        problem = fault
    return _end(reading, source, problem, got=got, start=start)


def _begin(name: str, now: datetime, source: Source, held: DirectorySource | None) -> tuple[Reading, int]:
    """A new reading, or one that goes on; and its first page. `held` is None to begin anew."""
    if held is None:
        return Reading(name, now), 1
    cursor = held.cursor
    if cursor.get("page") and datetime.fromisoformat(cursor["started"]) > now - GOES_ON_FOR:
        source.can = cursor.get("can", {})
        source.kind = FeedKind(held.kind)
        started = datetime.fromisoformat(cursor["started"])
        return Reading(name, started, source.kind, goes_on=True), int(cursor["page"])
    source.etag, source.last_modified = held.etag, held.last_modified
    recent = held.whole_at is not None and held.whole_at > now - WHOLE_EVERY
    if held.can.get("modified_after") and recent and cursor.get("changed_to"):
        source.changed_since = datetime.fromisoformat(cursor["changed_to"])
    return Reading(name, now), 1


def _end(reading: Reading, source: Source, problem: FeedError | None, *, got: bool, start: int) -> Outcome:
    if problem is not None:
        is_cut = bool(reading.known) or start > 1
        state = LoadState.CUT_OFF if is_cut else LoadState.FAILED
    else:
        state = LoadState.WHOLE if got else LoadState.NOT_CHANGED
    learned: dict[str, Any] = {}
    if state == LoadState.WHOLE:
        learned = {
            "etag": source.etag,
            "last_modified": source.last_modified,
            "cursor": {"changed_to": reading.started_at.isoformat()},
        }
        if source.can:
            learned["can"] = source.can
    with acting(loader()) as by:
        report = end_reading(
            by=by,
            reading=reading,
            at=timezone.now(),
            state=state,
            only_changes=source.changed_since is not None,
            problem=problem,
            learned=learned,
        )
    if state == LoadState.FAILED:
        assert problem is not None  # that is what failed it
        raise problem
    return Outcome(report, state, str(problem) if problem else "")


def _note_failure(name: str, fault: FeedError) -> None:
    with acting(loader()) as by:
        at = timezone.now()
        end_reading(by=by, reading=Reading(name, at), at=at, state=LoadState.FAILED, problem=fault)


def state_sentence(outcome: Outcome) -> str:
    """What to know when a source was not read to its end; empty when it was."""
    if outcome.state == LoadState.NOT_CHANGED:
        return _("Nothing has changed since this source was last read.")
    if outcome.state == LoadState.CUT_OFF:
        return _("The source was cut off. What was read is kept: give the same command with “sync” to go on.")
    return ""
