"""One JSON object being read: typed fields come out, and everything else becomes a Reject."""

import math
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from urllib.parse import urlsplit
from uuid import UUID

from earlyhelp.signpost.choices import Fault
from earlyhelp.signpost.openreferral.records import Bilingual, Reject

MAX_ITEMS = 200  # entries in one list of one record
MAX_FAULTS = 50  # faults reported for one record
SHORT, LONG = 250, 10_000  # characters in a name, and in a description

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@<>\",;]{1,64}@[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?", re.IGNORECASE)
_TELEPHONE = re.compile(r"\+?[0-9() -]{3,25}((ext|x|est)\.? ?[0-9]{1,6})?", re.IGNORECASE)
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_BROKEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd\ud800-\udfff]")


class RefusedError(Exception):
    """The whole record cannot be used. Never leaves this package."""

    def __init__(self, fault: Fault, where: str, value: object = "") -> None:
        super().__init__(fault)
        self.fault, self.where, self.value = fault, where, value


@dataclass(slots=True)
class Faults:
    """The faults of one record, so that a hostile record cannot fill the report."""

    record_id: str
    rejects: list[Reject]
    count: int = 0
    said: set[tuple[str, Fault]] = field(default_factory=set)

    def add(self, fault: Fault, where: str, value: object = "") -> None:
        """Report, once, a part that is left out of a record that is otherwise read."""
        if (where, fault) in self.said:
            return
        self.said.add((where, fault))
        self.count += 1
        if self.count > MAX_FAULTS:
            return
        if self.count == MAX_FAULTS:
            fault, value = Fault.TOO_MANY_FAULTS, ""
        self.rejects.append(Reject(self.record_id, where, fault, shorten(value), loaded=True))


@dataclass(frozen=True, slots=True)
class Item:
    """One object of the feed with its path."""

    value: Mapping[str, object]
    where: str
    faults: Faults

    def at(self, key: str) -> str:
        """The path of a field."""
        return f"{self.where}.{key}"

    def text(self, key: str, limit: int = LONG) -> str:
        """A text, or "" when it is missing, or left out with a fault."""
        found = self.value.get(key)
        if found is None:
            return ""
        if not isinstance(found, str):
            self.faults.add(Fault.WRONG_TYPE, self.at(key), found)
            return ""
        text = tidy(found)
        fault = text_fault(text, limit)
        if fault is not None:
            self.faults.add(fault, self.at(key), text)
            return ""
        return text

    def bilingual(self, key: str, limit: int = LONG) -> Bilingual:
        """`key` in English and `key_cy` in Welsh."""
        return Bilingual(self.text(key, limit), self.text(f"{key}_cy", limit))

    def name(self) -> Bilingual:
        """The name, without which a record cannot be used. Raises RefusedError."""
        found = self.value.get("name")
        if not isinstance(found, str) or not found.strip():
            raise RefusedError(Fault.NO_NAME, self.at("name"), "" if isinstance(found, str) else found)
        name = tidy(found)
        fault = text_fault(name, SHORT)
        if fault is not None:
            raise RefusedError(fault, self.at("name"), name)
        return Bilingual(name, self.text("name_cy", SHORT))

    def identifier(self) -> UUID:
        """The id, without which a record cannot be used. Raises RefusedError."""
        found = self.value.get("id")
        if found is None or found == "":
            raise RefusedError(Fault.NO_ID, self.at("id"))
        if not isinstance(found, str) or not _UUID.fullmatch(found):
            raise RefusedError(Fault.BAD_ID, self.at("id"), found)
        return UUID(found)

    def number(self, key: str) -> float | None:
        """A finite number, or None when it is missing, or left out with a fault."""
        found = self.value.get(key)
        if found is None:
            return None
        number = finite(found)
        if number is None:
            self.faults.add(Fault.WRONG_TYPE, self.at(key), found)
        return number

    def url(self, key: str) -> str:
        """An http or https address with a host, and no name or password in it."""
        return self._checked(key, is_url, Fault.BAD_URL)

    def email(self, key: str) -> str:
        """An e-mail address."""
        return self._checked(key, is_email, Fault.BAD_EMAIL)

    def telephone(self, key: str) -> str:
        """A telephone number, as its owner writes it."""
        return self._checked(key, lambda text: bool(_TELEPHONE.fullmatch(text)), Fault.BAD_TELEPHONE)

    def day(self, key: str) -> date | None:
        """A date; of a date and time, the date."""
        text = self.text(key, SHORT)
        if not text:
            return None
        try:
            return date.fromisoformat(text[:10])
        except ValueError:
            self.faults.add(Fault.BAD_DATE, self.at(key), text)
            return None

    def moment(self, key: str) -> datetime | None:
        """A date and time with its zone; UTC where it has none."""
        text = self.text(key, SHORT)
        if not text:
            return None
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            self.faults.add(Fault.BAD_DATE, self.at(key), text)
            return None
        return found if found.tzinfo else found.replace(tzinfo=UTC)

    def clock(self, key: str) -> time | None:
        """A time of day to the minute, as HH:MM or with seconds and a zone, which are left out."""
        text = self.text(key, SHORT)
        if not text:
            return None
        if not _CLOCK.match(text):
            self.faults.add(Fault.BAD_TIME, self.at(key), text)
            return None
        return time(int(text[:2]), int(text[3:5]))

    def whole(self, key: str, most: int) -> int | None:
        """A whole number from 0 to `most`."""
        number = self.number(key)
        if number is None:
            return None
        if number != int(number) or not 0 <= number <= most:
            self.faults.add(Fault.BAD_NUMBER, self.at(key), self.value.get(key))
            return None
        return int(number)

    def truth(self, key: str) -> bool | None:
        """True, false, or None when it is missing, or left out with a fault."""
        found = self.value.get(key)
        if found is not None and not isinstance(found, bool):
            self.faults.add(Fault.WRONG_TYPE, self.at(key), found)
            return None
        return found

    def known_id(self, key: str = "id") -> UUID | None:
        """An id that may be missing or of another kind: what belongs to a record is found by the record."""
        found = self.value.get(key)
        return UUID(found) if isinstance(found, str) and _UUID.fullmatch(found) else None

    def codes(self, key: str, allowed: frozenset[str]) -> tuple[str, ...]:
        """A list of codes; those that are not allowed are left out with a fault."""
        found = self.value.get(key)
        if found is None:
            return ()
        if not isinstance(found, list):
            self.faults.add(Fault.WRONG_TYPE, self.at(key), found)
            return ()
        for place, code in enumerate(found[:MAX_ITEMS]):
            if code not in allowed:
                self.faults.add(Fault.UNKNOWN_CODE, f"{self.at(key)}[{place}]", code)
        return tuple(dict.fromkeys(code for code in found[:MAX_ITEMS] if code in allowed))

    def code(self, key: str, allowed: frozenset[str]) -> str:
        """One of the allowed codes, or "" when it is missing, or left out with a fault."""
        text = self.text(key, SHORT)
        if text and text not in allowed:
            self.faults.add(Fault.UNKNOWN_CODE, self.at(key), text)
            return ""
        return text

    def child(self, key: str) -> "Item | None":
        """An object within this one."""
        found = self.value.get(key)
        if found is None:
            return None
        if not isinstance(found, Mapping):
            self.faults.add(Fault.WRONG_TYPE, self.at(key), found)
            return None
        return Item(found, self.at(key), self.faults)

    def children(self, key: str) -> Iterator["Item"]:
        """The objects of a list within this one."""
        found = self.value.get(key)
        if found is None:
            return
        if not isinstance(found, list):
            self.faults.add(Fault.WRONG_TYPE, self.at(key), found)
            return
        if len(found) > MAX_ITEMS:
            self.faults.add(Fault.TOO_LONG, self.at(key), len(found))
        for place, child in enumerate(found[:MAX_ITEMS]):
            where = f"{self.at(key)}[{place}]"
            if isinstance(child, Mapping):
                yield Item(child, where, self.faults)
            else:
                self.faults.add(Fault.WRONG_TYPE, where, child)

    def _checked(self, key: str, holds: Callable[[str], bool], fault: Fault) -> str:
        text = self.text(key, SHORT * 2)
        if text and not holds(text):
            self.faults.add(fault, self.at(key), text)
            return ""
        return text


def shorten(value: object) -> str:
    """What stood in the feed, safe to print: at most 80 characters, and only the kind of a list or object."""
    if isinstance(value, list | Mapping):
        return "[…]" if isinstance(value, list) else "{…}"
    text = _BROKEN.sub("\ufffd", str(value).replace("\n", " "))
    return text if len(text) <= 80 else f"{text[:79]}…"


def tidy(text: str) -> str:
    """The same words with one form for each letter (ŵ is one character, not two) and no space around them."""
    return unicodedata.normalize("NFC", text.strip())


def text_fault(text: str, limit: int) -> Fault | None:
    """Why a text cannot be kept, or None."""
    if _BROKEN.search(text) or is_mojibake(text):
        return Fault.DAMAGED_TEXT
    return Fault.TOO_LONG if len(text) > limit else None


def is_mojibake(text: str) -> bool:
    """Whether UTF-8 was once read as Windows-1252: "ŷ" becomes "Å·", and the way back works only then."""
    if text.isascii():
        return False
    try:
        return text.encode("cp1252").decode("utf-8") != text
    except (UnicodeEncodeError, UnicodeDecodeError):
        return False


def is_url(text: str) -> bool:
    """Whether this is a complete address of a web page that is safe to link to."""
    try:
        parts = urlsplit(text)
        host, has_login = parts.hostname or "", "@" in parts.netloc
    except ValueError:
        return False
    has_spaces = any(letter.isspace() for letter in text)
    is_web = parts.scheme in {"http", "https"} and not has_login and not has_spaces
    return is_web and "." in host and bool(_HOST.fullmatch(host.encode("ascii", "replace").decode()))


def is_email(text: str) -> bool:
    """Whether this can be an e-mail address."""
    return len(text) <= 254 and bool(_EMAIL.fullmatch(text))


def finite(value: object) -> float | None:
    """The number, unless it is no number, a truth value, or infinite."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return float(value)
