"""Reading a source on the web from page to page: what it can do is found out by asking, not by believing."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from time import sleep
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.signpost.choices import Fault, FeedKind
from earlyhelp.signpost.management.sources import NOT_CHANGED, Answer, BusyError, ask
from earlyhelp.signpost.openreferral import FeedError, Reject, list_records, read_json, renewed

WAITS: tuple[float, ...] = (0.5, 2, 5)  # seconds before each asking again
LONGEST_WAIT = 30.0  # seconds, however long the other side asks for
MOST_PAGES = 10_000
PER_PAGE = 100
_NESTED = frozenset(
    {
        "service_at_locations",
        "schedules",
        "attributes",
        "contacts",
        "cost_options",
        "service_areas",
        "languages",
    }
)
_NEVER = "2999-01-01T00:00:00Z"
_NONSENSE = "zzqxwvj"
Records = list[tuple[str, object]]
Stored = Mapping[UUID, datetime | None]  # when each service that we hold was last changed, as its source says


@dataclass(slots=True)
class Page:
    """One page of a source: its records, the ids that it says are unchanged, and where the next one is."""

    records: Records
    unchanged: list[UUID]
    rejects: list[Reject]
    next_page: int | None


@dataclass(slots=True)
class Source:
    """An address to read, and what is known of it. `can` is filled while it is read."""

    address: str
    stored: Stored
    can: dict[str, Any] = field(default_factory=dict)
    kind: FeedKind = FeedKind.ORUK_3
    etag: str = ""
    last_modified: str = ""
    changed_since: datetime | None = None

    def pages(self, start: int = 1) -> Iterator[Page]:
        """Every page from `start` on. Raises FeedError; what was given before it may be kept.

        Gives nothing when the source says that nothing has changed.
        """
        answer = self._open(start)
        if answer is None:
            return
        number, seen = start, set[str]()
        while True:
            value = read_json(answer.body)
            records = list_records(value)
            ids = {str(record.get("id")) for _where, record in records if isinstance(record, Mapping)}
            if records and ids <= seen:
                raise FeedError(_("The source gives the same page again and again. Tell its owner."))
            seen |= ids
            total = self._total_pages(value, number)
            is_last = number >= min(total, MOST_PAGES) or not records
            unchanged, rejects = self._fill(records)
            yield Page(records, unchanged, rejects, None if is_last else number + 1)
            if is_last:
                return
            number += 1
            answer = self._ask(self._page_address(number))

    def _open(self, start: int) -> Answer | None:
        """The first page that is wanted, once it is known where services are and how they are asked for."""
        held = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        wanted = self.address if start == 1 else self._page_address(start)
        answer = self._ask(wanted, {key: value for key, value in held.items() if value and start == 1})
        if answer.status == NOT_CHANGED:
            return None
        value = read_json(answer.body)
        if isinstance(value, Mapping) and "version" in value and not {"contents", "content"} & value.keys():
            parts = urlsplit(self.address)
            self.address = urlunsplit(parts._replace(path=parts.path.rstrip("/") + "/services"))
            answer = self._ask(self._page_address(start))
            value = read_json(answer.body)
        if isinstance(value, Mapping) and ({"contents", "content"} & value.keys()):
            self.kind = FeedKind.ORUK_1 if "content" in value else FeedKind.ORUK_3
            if start == 1 and (self._total_pages(value, 1) > 1 or not self.is_whole(value)):
                self._find_out(value)
                answer = self._ask(self._page_address(start))
        self.etag = self.last_modified = ""
        if start == 1 and self._total_pages(value, 1) <= 1 and self.is_whole(value):
            # One document is the whole of it, so that "not changed" can be believed.
            self.etag = answer.headers.get("ETag", "")[:250]
            self.last_modified = answer.headers.get("Last-Modified", "")[:60]
        return answer

    def _find_out(self, first: Mapping[str, Any]) -> None:
        """Ask what a source does with the parameters of the standard: many answer 200 and take no notice."""
        whole = len(first.get("contents", first.get("content")) or ())
        one, later, nothing, full = (
            self._try(**asked)
            for asked in (
                {"per_page": 1},
                {"modified_after": _NEVER},
                {"search": _NONSENSE, "text": _NONSENSE},
                {"full": "true"},
            )
        )
        self.can = {
            "per_page": whole > 1 and _count(one) == 1,
            "modified_after": whole > 0 and later is not None and _count(later) == 0,
            "search": whole > 0 and nothing is not None and _count(nothing) == 0,
            "full": not self.is_whole(first) and full is not None and self.is_whole(full),
            "whole_in_lists": self.is_whole(first),
        }

    def is_whole(self, value: object) -> bool:
        """Whether the records of a page have what belongs to them, or are only lines of a list."""
        held = value.get("contents", value.get("content")) if isinstance(value, Mapping) else value
        records = [one for one in held if isinstance(one, Mapping)] if isinstance(held, list) else []
        keys = {key for one in records for key in one}
        return not records or bool(
            keys & (_NESTED | {"service_taxonomys", "regular_schedules", "eligibilitys"})
        )

    def _fill(self, records: Records) -> tuple[list[UUID], list[Reject]]:
        """Fetch what the lines of a list leave out. A record that cannot be fetched stays as we have it."""
        if not self.can or self.can.get("whole_in_lists") or self.can.get("full"):
            return [], []
        unchanged: list[UUID] = []
        rejects: list[Reject] = []
        filled: Records = []
        for where, record in records:
            key = _uuid(record)
            if key is None or not isinstance(record, Mapping):
                filled.append((where, record))
            elif self._is_same(key, record):
                unchanged.append(key)
            else:
                self._fetch(where, record, key, filled, unchanged, rejects)
        records[:] = filled
        return unchanged, rejects

    def _fetch(
        self,
        where: str,
        record: Mapping[str, Any],
        key: UUID,
        filled: Records,
        unchanged: list[UUID],
        rejects: list[Reject],
    ) -> None:
        parts, name = urlsplit(self.address), record.get("id_there", record["id"])
        address = urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/{quote(str(name), safe='')}"))
        try:
            whole = read_json(self._ask(address).body)
        except FeedError:
            rejects.append(Reject(str(key), where, Fault.FETCH_FAILED, loaded=True))
            if key in self.stored:
                unchanged.append(key)
            else:
                filled.append((where, record))
            return
        filled.append((where, renewed(whole) if self.kind == FeedKind.ORUK_1 else whole))

    def _is_same(self, key: UUID, record: Mapping[str, Any]) -> bool:
        held, said = self.stored.get(key), record.get("last_modified")
        if held is None or not isinstance(said, str):
            return False
        try:
            return datetime.fromisoformat(said) == held
        except (ValueError, TypeError):
            return False

    def _total_pages(self, value: object, number: int) -> int:
        if not isinstance(value, Mapping):
            return 1
        found = value.get("total_pages", value.get("totalPages"))
        if isinstance(found, int | float) and not isinstance(found, bool) and 0 <= found <= 1e9:
            return int(found)
        # Without a count, a page that does not say it is the last one has another after it.
        return number + 1 if value.get("last_page", value.get("last")) is False else number

    def _page_address(self, number: int, **more: str | int) -> str:
        parts = urlsplit(self.address)
        asked: dict[str, str | int] = dict(parse_qsl(parts.query))
        if self.can.get("per_page"):
            asked.setdefault("per_page", PER_PAGE)
        if self.can.get("full"):
            asked["full"] = "true"
        if self.changed_since is not None:
            asked["modified_after"] = self.changed_since.isoformat()
        return urlunsplit(parts._replace(query=urlencode(asked | {"page": number} | more)))

    def _try(self, **asked: str | int) -> Any:
        """A page asked for in some way, or None when that cannot be asked."""
        try:
            value = read_json(self._ask(self._page_address(1, **asked)).body)
        except FeedError:
            return None
        return value if isinstance(value, Mapping) else None

    def _ask(self, address: str, headers: Mapping[str, str] | None = None) -> Answer:
        return patiently(lambda: ask(address, headers))


def patiently(fetch: Callable[[], Answer]) -> Answer:
    """Ask again, a few times and ever later, when the other side could not answer. Raises FeedError."""
    for wait in WAITS:
        try:
            return fetch()
        except BusyError as busy:
            sleep(min(busy.wait if busy.wait is not None else wait, LONGEST_WAIT))
    return fetch()


def _count(value: Any) -> int:
    held = value.get("contents", value.get("content")) if isinstance(value, Mapping) else None
    return len(held) if isinstance(held, list) else -1


def _uuid(record: object) -> UUID | None:
    try:
        return UUID(str(record["id"])) if isinstance(record, Mapping) else None
    except (KeyError, ValueError):
        return None
