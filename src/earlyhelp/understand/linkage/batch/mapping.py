"""Which column says what: read from a small TOML file, or guessed from the usual names of columns."""

import re
import tomllib
from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from earlyhelp.understand.linkage.batch.faults import CannotLink, Fault

USUAL: Final[dict[str, str]] = {
    "record_id": "recordid recid uniqueid id uid rowid recordkey recordno recordnumber reference ref key rid "
    "voterid caseid rhifcofnod",
    "given_name": "givenname givennames firstname firstnames forename forenames given fname first fnamec1 "
    "christianname enwcyntaf enwaucyntaf",
    "other_names": "othernames othername middlename middlenames middleinitial middle mname midlname secondname fnamec2 "
    "enwcanol nickname knownas alias preferredname",
    "family_name": "familyname familynames surname lastname last lname lnamec1 sname family cyfenw",
    "former_names": "formernames formername maidenname previousname previoussurname birthname formersurname "
    "enwblaenorol",
    "full_name": "fullname name personname completename wholename enw enwllawn",
    "date_of_birth": "dateofbirth dob birthdate datebirth dateborn born bornon dyddiadgeni",
    "birth_day": "birthday dayofbirth dobday bday bd dobd",
    "birth_month": "birthmonth monthofbirth dobmonth bmonth bm dobm",
    "birth_year": "birthyear yearofbirth dobyear byear by yob doby blwyddyngeni",
    "age": "age ageyears oed",
    "sex": "sex gender rhyw sexcode gendercode",
    "address": "address fulladdress streetaddress residentialaddress homeaddress addr housenumber houseno housename "
    "unitnumber flat streetnumber streetno street streetname address1 address2 address3 addressline1 addressline2 "
    "addressline3 addr1 addr2 resstreetaddress cyfeiriad stryd",
    "postcode": "postcode postalcode zip zipcode pcode postcodefake codpost",
    "town": "town city suburb locality posttown village municipality parish plwyf residentialcity "
    "rescitydesc tref dinas",
    "telephone": "telephone phone phonenumber telephonenumber tel telno telnumber mobileno mobile "
    "mobilenumber mobilephone homephone phoneno "
    "contactnumber fullphonenumber ffon rhifffon",
    "email": "email emailaddress mail ebost",
    "place_of_birth": "placeofbirth birthplace birthtown birthcity pob mangeni",
    "identifiers": "identifier nhsnumber nhs nhsno nino nationalinsurancenumber ssn socialsecuritynumber socsecid "
    "socialsecurityno passport passportnumber upn pnc pncid drivinglicence driverlicence medicareno uprnperson",
    "also": "occupation nationality",
    "source": "source sourcedataset dataset agency system",
}
"""For each field the names of columns that usually mean it: lower case, letters and digits only."""

MANY: Final = frozenset(
    {"given_name", "family_name", "other_names", "former_names", "address", "also", "identifiers"}
)
"""Fields that may be spread over several columns. The other fields take the first that is named."""

_GUESSED_NOT: Final = frozenset({"source"})
_FIELD_OF: Final = {
    name: field for field, known in USUAL.items() for name in (field.replace("_", ""), *known.split())
}
_SECTIONS: Final = frozenset({"columns", "fields", "mapping", "record", "person", "people"})
_OPTIONS: Final = frozenset({"dates", "once_in_each_source", "dateformat", "dateorder"})
_PARTS: Final = {"day": "birth_day", "month": "birth_month", "year": "birth_year"}
_EACH_PART: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Mapping:
    """For each field its columns, in order. ``dates`` is "", "dmy", "mdy", "ymd" or a strptime format."""

    columns: Map[str, tuple[str, ...]] = field(default_factory=dict)
    dates: str = ""
    once_in_each_source: bool = False
    was_guessed: bool = False

    def of(self, name: str) -> tuple[str, ...]:
        """The columns of one field; none when it is not there."""
        return self.columns.get(name, ())


def plain(name: str) -> str:
    """A column's name as it is looked up: lower case, letters and digits only."""
    return _EACH_PART.sub("", name.casefold())


def guess(columns: Sequence[str]) -> Mapping:
    """Tell by their usual names what columns mean. Two spellings of one thing count once, but for parts of one."""
    found: dict[str, list[str]] = {}
    for name, known in USUAL.items():
        if name in _GUESSED_NOT:
            continue
        usual = (name.replace("_", ""), *known.split())
        ranked = sorted(
            (usual.index(plain(each)), place) for place, each in enumerate(columns) if plain(each) in usual
        )
        chosen = [columns[place] for _, place in (ranked if name in MANY else ranked[:1])]
        if name in {"given_name", "family_name"}:
            chosen = chosen[:1]
        if name == "address":
            chosen.sort(key=columns.index)
        if chosen:
            found[name] = chosen
    return Mapping(_settled(found, columns), was_guessed=True)


def _settled(found: dict[str, list[str]], columns: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Leave out what another field says better."""
    if "given_name" in found and "family_name" in found:
        found.pop("full_name", None)
    if "birth_year" not in found or "birth_month" not in found:
        lone = found.pop("birth_day", [])
        found.pop("birth_month", None)
        if lone and "date_of_birth" not in found:
            found["date_of_birth"] = lone
    if "date_of_birth" in found:
        for part in _PARTS.values():
            found.pop(part, None)
    if "date_of_birth" in found or "birth_year" in found:
        found.pop("age", None)
    second = [each for each in columns if plain(each) == "lnamec2"]
    if second and "family_name" in found:
        found["family_name"] += second
    return {name: tuple(each) for name, each in found.items()}


def read_mapping(path: Path, columns: Sequence[str]) -> Mapping:
    """Read a mapping file and hold it against the columns of a table. Raises CannotLink."""
    if not path.is_file():
        raise CannotLink(Fault.NO_MAPPING_FILE, str(path))
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as problem:
        raise CannotLink(Fault.MAPPING_NOT_READABLE, str(path), str(problem)) from problem
    return understood(said, columns)


def understood(said: Map[str, Any], columns: Sequence[str]) -> Mapping:
    """Turn what a mapping says into fields and their columns. Raises CannotLink for a field or column unknown."""
    found: dict[str, tuple[str, ...]] = {}
    dates, once = "", False
    for key, value in _flat(said):
        if plain(key) in {plain(each) for each in _OPTIONS}:
            if isinstance(value, bool):
                once = value
            else:
                dates = str(value)
            continue
        name, wanted = _one(key, value, columns)
        found[name] = (*found.get(name, ()), *wanted)
    if not set(found) - {"record_id", "source"}:
        raise CannotLink(Fault.NOTHING_TO_COMPARE)
    return Mapping({name: tuple(dict.fromkeys(each)) for name, each in found.items() if each}, dates, once)


def _flat(said: Map[str, Any]) -> list[tuple[str, Any]]:
    """Every pair of a mapping, whatever sections it is in."""
    pairs: list[tuple[str, Any]] = []
    for key, value in said.items():
        if not isinstance(value, dict):
            pairs.append((key, value))
        elif plain(key) in _SECTIONS:
            pairs += _flat(value)
        elif _FIELD_OF.get(plain(key)) == "date_of_birth":
            pairs += [(_PARTS.get(plain(str(part)), str(part)), each) for part, each in value.items()]
        else:
            pairs += [(key, each) for each in value.values()]
    return pairs


def _one(key: str, value: Any, columns: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """One line of a mapping; the two sides may have been written the other way round."""
    wanted = [str(each) for each in value] if isinstance(value, list) else [str(value)]
    name = _FIELD_OF.get(plain(key))
    turned = _FIELD_OF.get(plain(wanted[0])) if len(wanted) == 1 else None
    if turned and key in columns and wanted[0] not in columns:
        return turned, (key,)
    if name is None:
        raise CannotLink(Fault.UNKNOWN_FIELD, key, ", ".join(USUAL))
    return name, tuple(_column(each, columns) for each in wanted if each)


def _column(wanted: str, columns: Sequence[str]) -> str:
    if wanted in columns:
        return wanted
    alike = [each for each in columns if plain(each) == plain(wanted)]
    if len(alike) == 1:
        return alike[0]
    raise CannotLink(Fault.NO_COLUMN, wanted, ", ".join(columns))
