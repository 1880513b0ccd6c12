"""How an officer writes a person down: mostly right, sometimes as heard, sometimes half known."""

from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from earlyhelp.identify.choices import PersonRole, PreferredLanguage, SafeContact
from earlyhelp.synth import tables
from earlyhelp.synth.people import Address, SyntheticPerson
from earlyhelp.synth.year.shapes import Reported

_LETTERS = "abcdefghilmnoprstuwy"
_SAFE = (SafeContact.ANY, SafeContact.CALL, SafeContact.TEXT, SafeContact.NOT_KNOWN)
_CAREFUL = (SafeContact.CALL, SafeContact.TEXT, SafeContact.THROUGH, SafeContact.VISIT)
_ABBREVIATED = {
    "Road": "Rd",
    "Street": "St",
    "Avenue": "Ave",
    "Close": "Cl",
    "Lane": "Ln",
    "Heol": "Hl",
    "Stryd": "Str",
}


@dataclass(frozen=True, slots=True)
class Listening:
    """What the officer writes in, where, when, and whether contact must be careful."""

    language: str
    address: Address
    at: datetime
    careful: bool


def write_down(chance: Random, person: SyntheticPerson, role: PersonRole, listening: Listening) -> Reported:
    """One person as one officer wrote them down on one evening."""
    day = listening.at.date()
    born_on, age = _age(chance, person, day)
    given = person.known_as if person.known_as and chance.random() < 0.5 else person.given_name
    given, family = _heard(chance, given), _heard(chance, person.family_name)
    if chance.random() < 0.015:
        given, family = family, given
    subject = role is PersonRole.SUBJECT
    return Reported(
        person=person.key,
        role=role,
        given_name=given,
        family_name="" if not subject and chance.random() < 0.03 else family,
        date_of_birth=born_on,
        age=age,
        address=_address(chance, listening),
        postcode=_postcode(chance, listening.address.postcode),
        telephone=_telephone(chance, person.telephone) if subject or chance.random() < 0.5 else "",
        email=person.email if chance.random() < 0.2 else "",
        language=_language(chance, person),
        safe_contact=_safe_contact(chance, young=person.is_child_on(day), careful=listening.careful),
    )


def _safe_contact(chance: Random, *, young: bool, careful: bool) -> SafeContact:
    """Children are reached through somebody they trust; others in a way that is safe for them."""
    if young:
        return chance.choice((SafeContact.THROUGH, SafeContact.NOT_KNOWN))
    return chance.choice(_CAREFUL if careful else _SAFE)


def _heard(chance: Random, name: str) -> str:
    """A name as it sounded; one in eleven is spelt in another way."""
    if chance.random() > 0.09:
        return name
    known = tables.spellings().get(name)
    return chance.choice(known) if known and chance.random() < 0.8 else mistype(chance, name)


def mistype(chance: Random, text: str) -> str:
    """One slip of the finger after the first letter: swapped, missing, doubled or wrong."""
    if len(text) < 4:
        return text
    place = chance.randrange(1, len(text) - 1)
    before, letter, after = text[:place], text[place], text[place + 1 :]
    slips = (
        before + after[0] + letter + after[1:],
        before + after,
        before + letter + letter + after,
        before + chance.choice(_LETTERS) + after,
    )
    return chance.choice(slips)


def _age(chance: Random, person: SyntheticPerson, day: date) -> tuple[date | None, int | None]:
    """A date of birth, an age as guessed, or neither; now and then the date is wrong by one part."""
    luck = chance.random()
    if luck < 0.12:
        return None, max(0, person.age_on(day) + chance.choice((-2, -1, 0, 0, 1, 2)))
    if luck < 0.15:
        return None, None
    return (_wrong_date(chance, person.born_on, day) if luck < 0.20 else person.born_on), None


def _wrong_date(chance: Random, born_on: date, day: date) -> date:
    slips = [
        (born_on.year - 1, born_on.month, born_on.day),
        (born_on.year, born_on.month, min(born_on.day, 27) + 1),
    ]
    if born_on.day <= 12:
        slips.append((born_on.year, born_on.day, born_on.month))
    year, month, number = chance.choice(slips)
    wrong = date(year, month, min(number, 28))
    return wrong if wrong <= day else born_on


def _address(chance: Random, listening: Listening) -> str:
    line = listening.address.line(listening.language)
    luck = chance.random()
    if luck < 0.06:
        return ""
    if luck < 0.14:
        line = " ".join(_ABBREVIATED.get(word, word) for word in line.split(" "))
    elif luck < 0.17:
        line = mistype(chance, line)
    community = listening.address.community(listening.language)
    return f"{line}, {community}" if luck < 0.75 else line


def _postcode(chance: Random, postcode: str) -> str:
    luck = chance.random()
    if luck < 0.2:
        return ""
    return postcode.replace(" ", "").lower() if luck < 0.26 else postcode


def _telephone(chance: Random, telephone: str) -> str:
    luck = chance.random()
    if luck < 0.25:
        return ""
    return telephone.replace(" ", "") if luck < 0.5 else telephone


def _language(chance: Random, person: SyntheticPerson) -> PreferredLanguage:
    if chance.random() < 0.18:
        return PreferredLanguage.NOT_ASKED
    return PreferredLanguage.WELSH if person.language == "cy" else PreferredLanguage.ENGLISH
