"""The words that agencies gave to choices, at any time: what `kit.codelists` looks up when a row is shown.

All of them are few, so they are read at once and kept for some seconds; whoever changes one forgets what is kept. A
choice that is not known yet, since another process added it just now, is looked for again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Final
from uuid import UUID

from earlyhelp.kit.codelists import OWN, Words
from earlyhelp.partnership.models import CodeChange

SECONDS: Final = 10.0


@dataclass(frozen=True, slots=True)
class _Said:
    made_at: datetime
    words: Words


# By list and choice, of one agency (None: of whoever keeps a shared list), the oldest first.
_Book = Mapping[tuple[str, str, UUID | None], list[_Said]]
_kept: tuple[float, _Book] | None = None
_shared: set[str] = set()


def keep_shared(codes: set[str]) -> None:
    """Which lists one agency keeps for all."""
    _shared.clear()
    _shared.update(codes)


def forget() -> None:
    """Read anew the next time: something was changed."""
    global _kept
    _kept = None


def words_at(listed: str, value: str, agency_id: UUID | None, at: datetime | None) -> Words | None:
    """What an agency called a choice at a time (None: now); None when it never gave it words of its own."""
    key = (listed, value, None if listed in _shared else agency_id)
    said = _book().get(key)
    if said is None and value.startswith(OWN):
        forget()
        said = _book().get(key)
    if said is None:
        return None
    before = [one for one in said if at is None or one.made_at <= at]
    if not before:
        return said[0].words if value.startswith(OWN) else None
    return before[-1].words


def _book() -> _Book:
    global _kept
    if _kept is None or monotonic() - _kept[0] > SECONDS:
        _kept = (monotonic(), _read())
    return _kept[1]


def _read() -> _Book:
    book: dict[tuple[str, str, UUID | None], list[_Said]] = {}
    for one in CodeChange.objects.order_by("made_at", "number"):
        key = (one.code_list, one.value, None if one.code_list in _shared else one.agency_id)
        book.setdefault(key, []).append(_Said(one.made_at, Words(one.words_en, one.words_cy)))
    return book
