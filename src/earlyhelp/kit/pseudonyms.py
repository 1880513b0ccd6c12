"""Numbers that stand for people, homes and things where nobody may be named.

The same person has the same number everywhere, and nobody without the key can go back or try names out. A number is
63 bits of HMAC-SHA256, so that it fits a column of whole numbers and, among 100 million, two are the same by chance
once in two thousand exports. Whoever holds the key can name people: it lies with the service, never beside the numbers.
"""

import hmac
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from earlyhelp.kit.identity import Identity, plain_address, plain_postcode, sure_keys
from earlyhelp.kit.retention import EMPTIED

_FOR: Final = b"earlyhelp numbers of facts 1"
_NOTHING: Final = frozenset({"", EMPTIED})
Named = tuple[str, str, date | None]
"""Given name, family name and date of birth, as they were written."""


@dataclass(frozen=True, slots=True)
class Silent:
    """Whose facts are told less: `kept` count without a number, `unused` are left out. Numbers of people."""

    kept: frozenset[int] = frozenset()
    unused: frozenset[int] = frozenset()

    def __or__(self, other: "Silent") -> "Silent":
        """Both together."""
        return Silent(self.kept | other.kept, self.unused | other.unused)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Makes numbers under a key that is derived from a secret of the deployment."""

    secret: str = field(repr=False)
    _key: bytes = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Derive the key."""
        derived = HKDF(SHA256(), 32, salt=None, info=_FOR).derive(self.secret.encode())
        object.__setattr__(self, "_key", derived)

    def of(self, kind: str, *parts: object) -> int:
        """The number of a thing of this kind, which the parts name: from 0 to 2**63 - 1."""
        text = "\x1f".join((kind, *map(str, parts))).encode(errors="surrogatepass")
        return int.from_bytes(hmac.digest(self._key, text, "sha256")[:8], "big") >> 1

    def named(self, who: Named) -> int | None:
        """The number of whoever has these names and this date of birth; None where one of them is not known.

        Names are compared by their root, so that Jon and John with one date of birth are one.
        """
        given, family, born = who
        if born is None or given in _NOTHING or family in _NOTHING:
            return None
        keys = sure_keys(Identity(given, family, date_of_birth=born))
        return self.of("person", *(keys or (_folded(given), _folded(family), born.isoformat())))

    def home(self, address: str, postcode: str) -> int | None:
        """The number of the household at an address: whoever lives there counts as one. None without an address."""
        return self._at("household", address, postcode)

    def place(self, address: str, postcode: str) -> int | None:
        """The number of an address at which something happened. None without one."""
        return self._at("address", address, postcode)

    def _at(self, kind: str, address: str, postcode: str) -> int | None:
        if address in _NOTHING:
            return None
        plain = plain_address(address)
        if not plain.words:
            return None
        return self.of(kind, *plain.numbers, plain.words, *plain_postcode(postcode))

    @property
    def mark(self) -> str:
        """Tells whether two exports were made under the same key. It does not help to find the key."""
        return sha256(self._key + b"mark").hexdigest()[:16]


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(one for one in plain if not unicodedata.combining(one)).split())
