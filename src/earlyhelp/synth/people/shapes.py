"""What a synthetic person and a synthetic household are."""

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

ANCHOR = date(2026, 1, 1)
"""Ages are as on this day, so that the same seed gives the same people whatever today is."""

ADULT = 18


class HouseholdKind(StrEnum):
    """Who lives together."""

    COUPLE_WITH_CHILDREN = "couple_with_children"
    LONE_PARENT = "lone_parent"
    COUPLE = "couple"
    ALONE = "alone"
    ALONE_OLDER = "alone_older"
    MULTIGENERATIONAL = "multigenerational"
    WITH_GROWN_CHILD = "with_grown_child"
    SHARING = "sharing"
    LEFT_CARE = "left_care"
    OTHER_PARENT = "other_parent"


class Relation(StrEnum):
    """What somebody is to the household."""

    ADULT = "adult"
    PARENT = "parent"
    STEP_PARENT = "step_parent"
    CHILD = "child"
    GRANDPARENT = "grandparent"
    GROWN_CHILD = "grown_child"


@dataclass(frozen=True, slots=True)
class Address:
    """An address in both languages. The street is invented; the postcode cannot be real."""

    house: str
    street_en: str
    street_cy: str
    community_en: str
    community_cy: str
    postcode: str

    def line(self, language: str) -> str:
        """House and street on one line, in English ("en") or Welsh ("cy")."""
        return f"{self.house} {self.street_cy if language == 'cy' else self.street_en}"

    def community(self, language: str) -> str:
        """The community, in English ("en") or Welsh ("cy")."""
        return self.community_cy if language == "cy" else self.community_en


@dataclass(frozen=True, slots=True)
class SyntheticPerson:
    """Somebody who does not exist. `key` is the position in the population.

    `language` is the one the person would rather use; telephone and e-mail are "" when nobody knows them.
    """

    key: int
    given_name: str
    family_name: str
    known_as: str
    sex: str
    born_on: date
    relation: Relation
    household: int
    second_household: int | None
    language: str
    speaks_welsh: bool
    telephone: str
    email: str
    care_experienced: bool

    def age_on(self, day: date) -> int:
        """Whole years on a day; nought before the first birthday."""
        had_birthday = (day.month, day.day) >= (self.born_on.month, self.born_on.day)
        return max(0, day.year - self.born_on.year - (0 if had_birthday else 1))

    def is_child_on(self, day: date) -> bool:
        """Under 18 on a day."""
        return self.age_on(day) < ADULT


@dataclass(frozen=True, slots=True)
class Household:
    """People who live together. `members` are keys; `address` is where they live.

    `other_parent` is the household in which the children's other parent lives, when parents have separated.
    """

    key: int
    kind: HouseholdKind
    address: Address
    members: tuple[int, ...]
    other_parent: int | None
    language: str


@dataclass(frozen=True, slots=True)
class Population:
    """Everybody, with the seed that made them."""

    seed: int
    households: tuple[Household, ...]
    people: tuple[SyntheticPerson, ...]

    def digest(self) -> str:
        """A SHA-256 over everything: equal for equal populations."""
        return hashlib.sha256(repr((self.seed, self.households, self.people)).encode()).hexdigest()
