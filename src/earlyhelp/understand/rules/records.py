"""A partner's record of a person, as it comes: plain values, and when it is the same as before."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from hashlib import blake2b

from earlyhelp.kit.identity import ApproximateAge, Identity


@dataclass(frozen=True, slots=True)
class PartnerRecord:
    """One person as one system of a partner knows them. `line` says where in the file it stands."""

    line: int
    key: str
    given_name: str = ""
    family_name: str = ""
    other_names: tuple[str, ...] = ()
    date_of_birth: date | None = None
    age: int | None = None
    age_stated_on: date | None = None
    sex_recorded: str = ""
    address: str = ""
    postcode: str = ""
    telephone: str = ""
    email: str = ""
    regime: str = "uk_gdpr"
    recorded_at: datetime | None = None
    updated_at: datetime | None = None
    numbers: tuple[tuple[str, str], ...] = ()

    @property
    def identity(self) -> Identity:
        """Who the record says somebody is."""
        aged = self.age is not None and self.age_stated_on is not None
        return Identity(
            self.given_name,
            self.family_name,
            self.other_names,
            self.date_of_birth,
            ApproximateAge(self.age, self.age_stated_on) if aged else None,  # type: ignore[arg-type]
            self.address,
            self.postcode,
            self.telephone,
            self.numbers,
        )

    @property
    def digest(self) -> bytes:
        """The same for a record that says the same, wherever in a file it stands."""
        said = [str(getattr(self, one.name)) for one in fields(self) if one.name != "line"]
        return blake2b("\x1f".join(said).encode(errors="surrogatepass"), digest_size=16).digest()


@dataclass(frozen=True, slots=True)
class StoredRecords:
    """What storing some records came to. `repeated` holds the lines whose key stood earlier among them."""

    new: int
    changed: int
    unchanged: int
    repeated: tuple[int, ...] = ()
