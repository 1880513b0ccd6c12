"""Names, telephone numbers and addresses to give to people who do not exist."""

from dataclasses import dataclass, field
from random import Random

from earlyhelp.synth import tables
from earlyhelp.synth.people.shapes import Address

OF_EVERY_THOUSAND_FROM_ELSEWHERE = 53
_SHORT = {
    "Thomas": "Tom",
    "William": "Will",
    "Samuel": "Sam",
    "Benjamin": "Ben",
    "Alexander": "Alex",
    "Matthew": "Matt",
    "Christopher": "Chris",
    "Jennifer": "Jen",
    "Elizabeth": "Liz",
    "Margaret": "Peggy",
    "Rebecca": "Becca",
    "Angharad": "Haz",
    "Rhiannon": "Rhi",
    "Catrin": "Cat",
    "Gareth": "Gaz",
    "Bethan": "Beth",
    "Ieuan": "Iei",
    "Dafydd": "Daf",
}


@dataclass(frozen=True, slots=True)
class Family:
    """Where a family's names come from: Wales and the rest of Britain when `roots` is None."""

    surname: str
    roots: tables.Roots | None

    def given_name(self, chance: Random, sex: str, year: int) -> str:
        """A given name for somebody of this sex born in this year."""
        if self.roots is not None:
            return chance.choice(self.roots.female if sex == "female" else self.roots.male)
        return tables.given_names(sex, year).draw(chance)

    def another_surname(self, chance: Random) -> str:
        """A partner's own family name."""
        return chance.choice(self.roots.surnames) if self.roots else tables.surnames().draw(chance)


def draw_family(chance: Random) -> Family:
    """A family name and the names that go with it."""
    if chance.randrange(1000) < OF_EVERY_THOUSAND_FROM_ELSEWHERE:
        roots = chance.choice(tables.families_from_elsewhere())
        return Family(chance.choice(roots.surnames), roots)
    return Family(tables.surnames().draw(chance), None)


def known_as(chance: Random, given_name: str) -> str:
    """A short form that the person goes by, or "" for most."""
    return _SHORT.get(given_name, "") if chance.random() < 0.3 else ""


@dataclass(slots=True)
class Numbers:
    """Telephone numbers from the ranges that Ofcom keeps free for drama; each is given out once.

    Sharing a number between strangers would make matching find people who are not the same.
    """

    mobiles: list[str] = field(default_factory=list)
    landlines: list[str] = field(default_factory=list)

    @classmethod
    def shuffled(cls, chance: Random) -> "Numbers":
        """All numbers, in an order that the seed decides."""
        mobiles = [f"07700 900{number:03d}" for number in range(1000)]
        landlines = [f"029 2018 0{number:03d}" for number in range(1000)]
        landlines += [f"01632 960{number:03d}" for number in range(1000)]
        chance.shuffle(mobiles)
        chance.shuffle(landlines)
        return cls(mobiles, landlines)

    def take(self, chance: Random) -> str:
        """A number nobody else has, or "" when nobody knows one or none is left."""
        kind = self.mobiles if chance.random() < 0.5 else self.landlines
        return kind.pop() if kind and chance.random() < 0.7 else ""


@dataclass(slots=True)
class Places:
    """Addresses, each given out once, but for a few buildings in which many households live."""

    doors: list[tuple[tables.Street, str]] = field(default_factory=list)
    buildings: list[Address] = field(default_factory=list)

    @classmethod
    def shuffled(cls, chance: Random) -> "Places":
        """All doors in an order that the seed decides, and four buildings with shared front doors."""
        doors = [(street, str(number)) for street in tables.streets() for number in range(1, 91)]
        doors += [
            (street, f"Flat {flat}, {number}")
            for street in tables.streets()[::6]
            for number in (101, 103)
            for flat in range(1, 13)
        ]
        chance.shuffle(doors)
        buildings = [
            _address(street, name)
            for street, name in zip(
                tables.streets()[2::11],
                ("Tŷ Lili Wen Fach,", "Tŷ Blodau'r Haul,", "Tŷ Carreg Lefain,", "Tŷ Crychydd,"),
                strict=False,
            )
        ]
        return cls(doors, buildings)

    def take(self) -> Address:
        """A door nobody else has."""
        return _address(*self.doors.pop())


def _address(street: tables.Street, house: str) -> Address:
    return Address(
        house, street.name_en, street.name_cy, street.community_en, street.community_cy, street.postcode
    )
