"""Make households: who lives with whom, and who is whose child."""

import unicodedata
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from earlyhelp.synth import tables
from earlyhelp.synth.people.naming import Family, Numbers, Places, draw_family, known_as
from earlyhelp.synth.people.shapes import (
    ANCHOR,
    Address,
    Household,
    HouseholdKind,
    Population,
    Relation,
    SyntheticPerson,
)

_KINDS = tables.weighted(
    [
        (HouseholdKind.COUPLE_WITH_CHILDREN, 26),
        (HouseholdKind.LONE_PARENT, 20),
        (HouseholdKind.COUPLE, 13),
        (HouseholdKind.ALONE, 14),
        (HouseholdKind.ALONE_OLDER, 9),
        (HouseholdKind.MULTIGENERATIONAL, 6),
        (HouseholdKind.WITH_GROWN_CHILD, 6),
        (HouseholdKind.SHARING, 3),
        (HouseholdKind.LEFT_CARE, 3),
    ]
)
_CHILDREN = tables.weighted([("1", 40), ("2", 38), ("3", 15), ("4", 5), ("5", 2)])


@dataclass(slots=True)
class _Maker:
    """What is drawn so far. Lives only while a population is being made."""

    chance: Random
    numbers: Numbers
    places: Places
    people: list[SyntheticPerson] = field(default_factory=list)
    households: list[Household] = field(default_factory=list)

    def born(self, age: int) -> date:
        """A day of birth that makes somebody so old on the anchor day."""
        return ANCHOR - timedelta(days=int(age * 365.25) + self.chance.randrange(1, 365))

    def adult_age(self, first: int, last: int) -> int:
        """An age between two bounds, as common as among residents."""
        return int(tables.adult_ages(first, last).draw(self.chance))

    def languages(self, age: int, household: str) -> tuple[bool, str]:
        """Whether somebody speaks Welsh, and which language they would rather use."""
        share = next(s for s in tables.welsh_shares() if s.from_age <= age <= s.to_age)
        likely = 900 if household == "cy" else share.speaks * 0.75
        speaks = self.chance.randrange(1000) < likely
        prefers = speaks and self.chance.randrange(1000) < (950 if household == "cy" else share.prefers)
        return speaks, "cy" if prefers else "en"


@dataclass(frozen=True, slots=True)
class _Member:
    """Somebody about to be added to a household."""

    family: Family
    surname: str
    sex: str
    born_on: date
    relation: Relation
    given_name: str = ""
    care_experienced: bool = False


def make_population(seed: int, *, people: int = 6000) -> Population:
    """Households with at least so many people together. The same seed gives the same people."""
    chance = Random(seed)
    maker = _Maker(chance, Numbers.shuffled(chance), Places.shuffled(chance))
    while len(maker.people) < people:
        _SHAPES[HouseholdKind(_KINDS.draw(chance))](maker)
    return Population(seed, tuple(maker.households), tuple(maker.people))


def _settle(
    maker: _Maker, kind: HouseholdKind, members: list[_Member], *, address: Address | None = None
) -> Household:
    """Give a household its address and language, and its members theirs."""
    chance = maker.chance
    from_elsewhere = members[0].family.roots is not None
    language = "cy" if not from_elsewhere and chance.random() < 0.05 else "en"
    key, first = len(maker.households), len(maker.people)
    household = Household(
        key=key,
        kind=kind,
        address=address or maker.places.take(),
        members=tuple(range(first, first + len(members))),
        other_parent=None,
        language=language,
    )
    maker.households.append(household)
    for member in members:
        maker.people.append(_person(maker, member, household, may_speak_welsh=not from_elsewhere))
    return household


def _person(
    maker: _Maker, member: _Member, household: Household, *, may_speak_welsh: bool
) -> SyntheticPerson:
    chance, key = maker.chance, len(maker.people)
    age = max(0, (ANCHOR - member.born_on).days // 365)
    given = member.given_name or member.family.given_name(chance, member.sex, member.born_on.year)
    speaks, language = maker.languages(age, household.language) if may_speak_welsh else (False, "en")
    adult = age >= 16
    return SyntheticPerson(
        key=key,
        given_name=given,
        family_name=member.surname,
        known_as=known_as(chance, given),
        sex=member.sex,
        born_on=member.born_on,
        relation=member.relation,
        household=household.key,
        second_household=None,
        language=language,
        speaks_welsh=speaks,
        telephone=maker.numbers.take(chance) if adult else "",
        email=_email(given, member.surname, key) if adult and chance.random() < 0.5 else "",
        care_experienced=member.care_experienced or (not adult and chance.random() < 0.01),
    )


def _email(given: str, surname: str, key: int) -> str:
    plain = unicodedata.normalize("NFKD", f"{given}.{surname}").encode("ascii", "ignore").decode().lower()
    return "".join(letter for letter in plain if letter.isalnum() or letter == ".") + f".{key}@example.org"


def _sex(chance: Random) -> str:
    return "female" if chance.random() < 0.5 else "male"


def _children(maker: _Maker, family: Family, surname: str, parent_age: int) -> list[_Member]:
    """One to five children, now and then twins among them."""
    chance = maker.chance
    born_on = maker.born(chance.randint(0, max(0, min(17, parent_age - 17))))
    members: list[_Member] = []
    for _ in range(int(_CHILDREN.draw(chance))):
        twins = bool(members) and chance.random() < 0.035
        if members and not twins:
            born_on += timedelta(days=chance.randint(330, 1600))
        if born_on >= ANCHOR:
            break
        members.append(_Member(family, surname, _sex(chance), born_on, Relation.CHILD))
    return members


def _youngest(*parents: _Member) -> int:
    """The age of the youngest parent in whole years: children can not be older than that allows."""
    return min((ANCHOR - parent.born_on).days // 366 for parent in parents)


def _partner(maker: _Maker, family: Family, sex: str, age: int, relation: Relation) -> _Member:
    chance = maker.chance
    surname = family.surname if chance.random() < 0.55 else family.another_surname(chance)
    other = sex if chance.random() < 0.03 else ("male" if sex == "female" else "female")
    return _Member(family, surname, other, maker.born(max(18, age + chance.randint(-5, 6))), relation)


def _couple_with_children(maker: _Maker) -> None:
    chance, family = maker.chance, draw_family(maker.chance)
    age, sex = maker.adult_age(20, 54), _sex(maker.chance)
    first = _Member(family, family.surname, sex, maker.born(age), Relation.PARENT)
    step = chance.random() < 0.18
    second = _partner(maker, family, sex, age, Relation.STEP_PARENT if step else Relation.PARENT)
    children = _children(maker, family, first.surname, _youngest(first, second))
    members = [first, second, *_named_after(maker, first, children)]
    _settle(maker, HouseholdKind.COUPLE_WITH_CHILDREN, members)


def _named_after(maker: _Maker, parent: _Member, children: list[_Member]) -> list[_Member]:
    """Now and then the first child of the same sex carries the parent's whole name."""
    if not children or children[0].sex != parent.sex or maker.chance.random() > 0.08:
        return children
    name = children[0].family.given_name(maker.chance, parent.sex, parent.born_on.year)
    return [replace(children[0], given_name=name), *children[1:]]


def _lone_parent(maker: _Maker) -> None:
    chance, family = maker.chance, draw_family(maker.chance)
    age = maker.adult_age(18, 52)
    sex = "female" if chance.random() < 0.86 else "male"
    parent = _Member(family, family.surname, sex, maker.born(age), Relation.PARENT)
    other = _partner(maker, family, sex, age, Relation.PARENT)
    theirs = other.surname if chance.random() < 0.4 else family.surname
    home = _settle(
        maker,
        HouseholdKind.LONE_PARENT,
        [parent, *_children(maker, family, theirs, _youngest(parent, other))],
    )
    if chance.random() < 0.4:
        _settle_other_parent(maker, home, other)


def _settle_other_parent(maker: _Maker, home: Household, other: _Member) -> None:
    """The children's other parent lives elsewhere, alone or with somebody; some children stay there too."""
    chance, members = maker.chance, [other]
    if chance.random() < 0.3:
        members.append(_partner(maker, draw_family(chance), other.sex, 35, Relation.STEP_PARENT))
    away = _settle(maker, HouseholdKind.OTHER_PARENT, members)
    maker.households[home.key] = replace(home, other_parent=away.key)
    maker.households[away.key] = replace(away, other_parent=home.key)
    if chance.random() < 0.7:
        for key in home.members[1:]:
            maker.people[key] = replace(maker.people[key], second_household=away.key)


def _couple(maker: _Maker) -> None:
    family = draw_family(maker.chance)
    age, sex = maker.adult_age(20, 88), _sex(maker.chance)
    first = _Member(family, family.surname, sex, maker.born(age), Relation.ADULT)
    _settle(maker, HouseholdKind.COUPLE, [first, _partner(maker, family, sex, age, Relation.ADULT)])


def _alone(maker: _Maker) -> None:
    chance, family = maker.chance, draw_family(maker.chance)
    age = maker.adult_age(18, 64)
    address = chance.choice(maker.places.buildings) if chance.random() < 0.08 else None
    member = _Member(family, family.surname, _sex(chance), maker.born(age), Relation.ADULT)
    _settle(maker, HouseholdKind.ALONE, [member], address=address)


def _alone_older(maker: _Maker) -> None:
    chance, family = maker.chance, draw_family(maker.chance)
    sex = "female" if chance.random() < 0.64 else "male"
    member = _Member(family, family.surname, sex, maker.born(maker.adult_age(65, 97)), Relation.ADULT)
    _settle(maker, HouseholdKind.ALONE_OLDER, [member])


def _multigenerational(maker: _Maker) -> None:
    chance, family = maker.chance, draw_family(maker.chance)
    age, sex = maker.adult_age(19, 45), _sex(chance)
    parent = _Member(family, family.surname, sex, maker.born(age), Relation.PARENT)
    elder = _Member(
        family, family.surname, _sex(chance), maker.born(age + chance.randint(19, 38)), Relation.GRANDPARENT
    )
    parents = [parent]
    if chance.random() < 0.45:
        parents.append(_partner(maker, family, sex, age, Relation.PARENT))
    members = [*parents, elder, *_children(maker, family, parent.surname, _youngest(*parents))]
    _settle(maker, HouseholdKind.MULTIGENERATIONAL, members)


def _with_grown_child(maker: _Maker) -> None:
    chance, family = maker.chance, draw_family(maker.chance)
    age = maker.adult_age(42, 84)
    parent = _Member(family, family.surname, _sex(chance), maker.born(age), Relation.PARENT)
    grown_age = max(18, age - chance.randint(19, 38))
    shared = parent.sex if chance.random() < 0.5 else _sex(chance)
    grown = _Member(family, family.surname, shared, maker.born(grown_age), Relation.GROWN_CHILD)
    if shared == parent.sex and chance.random() < 0.12:
        # Father and son, or mother and daughter, with the same name at the same address.
        name = family.given_name(chance, parent.sex, parent.born_on.year)
        parent, grown = replace(parent, given_name=name), replace(grown, given_name=name)
    _settle(maker, HouseholdKind.WITH_GROWN_CHILD, [parent, grown])


def _sharing(maker: _Maker) -> None:
    chance = maker.chance
    members = []
    for _ in range(chance.randint(2, 4)):
        family = draw_family(chance)
        members.append(
            _Member(family, family.surname, _sex(chance), maker.born(maker.adult_age(18, 40)), Relation.ADULT)
        )
    _settle(maker, HouseholdKind.SHARING, members)


def _left_care(maker: _Maker) -> None:
    chance, family = maker.chance, draw_family(maker.chance)
    address = chance.choice(maker.places.buildings) if chance.random() < 0.4 else None
    with_baby = chance.random() < 0.25
    member = _Member(
        family=family,
        surname=family.surname,
        sex=_sex(chance),
        born_on=maker.born(chance.randint(18 if with_baby else 17, 24)),
        relation=Relation.PARENT if with_baby else Relation.ADULT,
        care_experienced=True,
    )
    members = [member]
    if with_baby:
        members.append(_Member(family, family.surname, _sex(chance), maker.born(0), Relation.CHILD))
    _settle(maker, HouseholdKind.LEFT_CARE, members, address=address)


_SHAPES = {
    HouseholdKind.COUPLE_WITH_CHILDREN: _couple_with_children,
    HouseholdKind.LONE_PARENT: _lone_parent,
    HouseholdKind.COUPLE: _couple,
    HouseholdKind.ALONE: _alone,
    HouseholdKind.ALONE_OLDER: _alone_older,
    HouseholdKind.MULTIGENERATIONAL: _multigenerational,
    HouseholdKind.WITH_GROWN_CHILD: _with_grown_child,
    HouseholdKind.SHARING: _sharing,
    HouseholdKind.LEFT_CARE: _left_care,
}
