"""How people are written down wrongly: by ear, by hand, by a form that has no room."""

import unicodedata
from datetime import date
from random import Random
from string import ascii_lowercase
from typing import Final

from earlyhelp.synth import tables
from earlyhelp.synth.people import SyntheticPerson
from earlyhelp.synth.records.profiles import OLD_FAMILY_NAME, Profile

ENGLISH: Final = {
    "Dafydd": "David", "Siân": "Jane", "Sian": "Jane", "Ieuan": "Evan", "Ifan": "Evan", "Rhys": "Reece",
    "Catrin": "Catherine", "Gwilym": "William", "Huw": "Hugh", "Tomos": "Thomas", "Harri": "Harry", "Siôn": "John",
    "Mair": "Mary", "Elin": "Ellen", "Owain": "Owen", "Steffan": "Stephen", "Llywelyn": "Lewis", "Iestyn": "Justin",
    "Pedr": "Peter", "Gruffydd": "Griffith", "Alun": "Alan", "Ioan": "John", "Marc": "Mark", "Iago": "James",
}  # fmt: skip
FAMILY_ENGLISH: Final = {
    "Llewelyn": "Llewellyn", "Llywelyn": "Llewellyn", "Rees": "Reece", "ap Rhys": "Price", "Davies": "Davis",
    "Rhys": "Rees", "Gruffydd": "Griffiths", "Bowen": "Owen", "Phillips": "Philips", "Griffiths": "Griffith",
}  # fmt: skip
_STREETS: Final = (("Street", "St"), ("Road", "Rd"), ("Avenue", "Ave"), ("Close", "Cl"), ("Lane", "Ln"))


def without_accents(text: str) -> str:
    """Siân as Sian."""
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def slip(chance: Random, text: str) -> str:
    """One letter more, less or other, or two in swapped places."""
    if len(text) < 3:
        return text
    place = chance.randrange(1, len(text))
    letter = chance.choice(ascii_lowercase)
    kind = chance.randrange(4)
    if kind == 0:
        return text[:place] + letter + text[place + 1 :]
    if kind == 1:
        return text[:place] + text[place + 1 :]
    if kind == 2:
        return text[:place] + letter + text[place:]
    return text[: place - 1] + text[place] + text[place - 1] + text[place + 1 :]


def names(
    chance: Random, agency: Profile, person: SyntheticPerson, old_family_name: str
) -> tuple[str | None, str | None]:
    """Given and family name as one agency has them."""
    given, family = person.given_name, person.family_name
    if person.known_as and chance.random() < 0.3:
        given = person.known_as
    if old_family_name and chance.random() < OLD_FAMILY_NAME:
        family = old_family_name
    if chance.random() < agency.welsh_as_english:
        given, family = ENGLISH.get(given, given), FAMILY_ENGLISH.get(family, family)
    given, family = _heard(chance, agency, given), _heard(chance, agency, family)
    if agency.loses_accents:
        given, family = without_accents(given), without_accents(family)
    if chance.random() < agency.initial_only:
        given = given[:1]
    if chance.random() < agency.swapped_names:
        given, family = family, given
    if agency.name == "police" and chance.random() < 0.5:
        family = family.upper()
    return given or None, family or None


def _heard(chance: Random, agency: Profile, name: str) -> str:
    if chance.random() < agency.misspelt:
        name = chance.choice(tables.spellings().get(name, (name,)))
    return slip(chance, name) if chance.random() < agency.slip else name


def middle(chance: Random, name: str) -> str | None:
    """A middle name, often its initial only."""
    if not name:
        return None
    return name[:1] if chance.random() < 0.4 else name


def birth(chance: Random, agency: Profile, born_on: date) -> str | None:
    """A date of birth: missing, estimated, with day and month swapped, or with one digit wrong."""
    if chance.random() < agency.no_date:
        return None
    year, month, day = born_on.year, born_on.month, born_on.day
    if chance.random() < agency.date_wrong:
        kind = chance.randrange(5)
        if kind == 0:
            month = day = 1
        elif kind == 1 and day <= 12:
            month, day = day, month
        elif kind == 2:
            year += chance.choice((-10, -1, 1, 10))
        elif kind == 3:
            month = chance.randint(1, 12)
        else:
            day = chance.randint(1, 28)
    return f"{year:04}-{month:02}-{day:02}"


def sex(chance: Random, written: str) -> str | None:
    """Now and then missing, very rarely the other one."""
    drawn = chance.random()
    if drawn < 0.03:
        return None
    return ("male" if written == "female" else "female") if drawn < 0.034 else written


def line(chance: Random, agency: Profile, address: str) -> str:
    """House and street: short forms, no accents, a slip."""
    if chance.random() < 0.3:
        for long, short in _STREETS:
            address = address.replace(long, short)
    if agency.loses_accents:
        address = without_accents(address)
    return slip(chance, address) if chance.random() < agency.slip else address


def postcode(chance: Random, written: str) -> str:
    """A postcode: without its gap, in small letters, or with a wrong figure."""
    drawn = chance.random()
    if drawn < 0.1:
        return written.replace(" ", "")
    if drawn < 0.15:
        return written.lower()
    if drawn < 0.16:
        return written[:-3] + str(chance.randrange(10)) + written[-2:]
    return written


def mail(given: str, family: str, key: int) -> str:
    """An address at example.org that is one person's."""
    plain = without_accents(f"{given}.{family}").lower()
    return "".join(char for char in plain if char.isalpha() or char == ".") + f".{key}@example.org"


def number(chance: Random, written: str) -> str:
    """A number that names one person, rarely with a wrong figure."""
    if chance.random() < 0.006:
        place = chance.randrange(3, len(written))
        return written[:place] + str(chance.randrange(10)) + written[place + 1 :]
    return written
