"""The situations that officers meet: whom they fit, which needs they show, how serious they tend to be."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from earlyhelp.identify.choices import Need
from earlyhelp.synth.people import Household, HouseholdKind, Population, Relation

BABY, SECONDARY_SCHOOL, TEENAGER, PRIMARY_SCHOOL, RETIRED, OLD = 2, 11, 13, 5, 65, 72


class Pattern(StrEnum):
    """Who is the subject, and who else is named."""

    CHILD = "child"
    PARENT = "parent"
    ADULT = "adult"
    PARENTS_APART = "parents_apart"


@dataclass(frozen=True, slots=True)
class Situation:
    """One kind of event. `weight`: how common; `gravity`, 0 to 1: how often it ends in safeguarding."""

    key: str
    pattern: Pattern
    needs: tuple[Need, ...]
    weight: int
    gravity: float


@dataclass(frozen=True, slots=True)
class Company:
    """Who lives in a household on a day: ages in whole years."""

    kind: HouseholdKind
    children: tuple[int, ...]
    adults: tuple[int, ...]
    couple: bool
    parents_apart: bool


SITUATIONS: dict[str, Situation] = {
    situation.key: situation
    for situation in (
        Situation("argument", Pattern.PARENT, (Need.FAMILY, Need.MONEY), 18, 0.35),
        Situation("harm_at_home", Pattern.PARENT, (Need.DOMESTIC_ABUSE, Need.FAMILY), 18, 0.95),
        Situation("bare_cupboards", Pattern.CHILD, (Need.MONEY, Need.HOUSING, Need.FAMILY), 5, 0.55),
        Situation("missing", Pattern.CHILD, (Need.FAMILY, Need.SCHOOL), 20, 0.55),
        Situation("not_in_school", Pattern.CHILD, (Need.SCHOOL, Need.MENTAL_HEALTH), 6, 0.2),
        Situation("young_distress", Pattern.CHILD, (Need.MENTAL_HEALTH, Need.SCHOOL), 16, 0.5),
        Situation("tired_parent", Pattern.PARENT, (Need.FAMILY, Need.MENTAL_HEALTH), 6, 0.3),
        Situation("drinking_parent", Pattern.PARENT, (Need.SUBSTANCES, Need.FAMILY), 5, 0.8),
        Situation("young_carer", Pattern.CHILD, (Need.CARING, Need.HEALTH), 8, 0.35),
        Situation("pulled_in", Pattern.CHILD, (Need.POLICING, Need.FAMILY, Need.SUBSTANCES), 10, 0.95),
        Situation("handover", Pattern.PARENTS_APART, (Need.FAMILY,), 20, 0.3),
        Situation("hitting_out", Pattern.CHILD, (Need.FAMILY, Need.MENTAL_HEALTH, Need.DISABILITY), 12, 0.4),
        Situation("adult_distress", Pattern.ADULT, (Need.MENTAL_HEALTH, Need.LONELINESS), 14, 0.45),
        Situation("drinking", Pattern.ADULT, (Need.SUBSTANCES, Need.MENTAL_HEALTH), 7, 0.3),
        Situation("cold_home", Pattern.ADULT, (Need.HOUSING, Need.MONEY), 4, 0.25),
        Situation("older_alone", Pattern.ADULT, (Need.LONELINESS, Need.SOCIAL_CARE, Need.HEALTH), 22, 0.5),
        Situation("confused_outside", Pattern.ADULT, (Need.CARING, Need.SOCIAL_CARE), 30, 0.65),
        Situation("befriended", Pattern.ADULT, (Need.DISABILITY, Need.MONEY, Need.POLICING), 4, 0.85),
        Situation("left_care", Pattern.ADULT, (Need.HOUSING, Need.LONELINESS, Need.SCHOOL), 18, 0.4),
        Situation("bereaved", Pattern.ADULT, (Need.BEREAVEMENT, Need.LONELINESS), 4, 0.1),
        Situation("neighbours", Pattern.ADULT, (Need.POLICING, Need.MENTAL_HEALTH), 4, 0.15),
        Situation("money", Pattern.ADULT, (Need.MONEY, Need.HOUSING), 3, 0.2),
    )
}


def keep_company(population: Population, household: Household, day: date) -> Company:
    """Who lives in a household on a day."""
    people = [population.people[key] for key in household.members]
    ages = [(person.age_on(day), person) for person in people if person.born_on <= day]
    pairs = {HouseholdKind.COUPLE, HouseholdKind.COUPLE_WITH_CHILDREN}
    return Company(
        kind=household.kind,
        children=tuple(age for age, person in ages if person.relation is Relation.CHILD and age < 18),
        adults=tuple(age for age, _ in ages if age >= 18),
        couple=household.kind in pairs,
        parents_apart=household.other_parent is not None,
    )


def fitting(company: Company) -> list[Situation]:
    """The situations that can happen to such a household; never none."""
    keys = _children_keys(company) if company.children else _adult_keys(company)
    return [SITUATIONS[key] for key in keys]


def _children_keys(company: Company) -> list[str]:
    youngest, oldest = min(company.children), max(company.children)
    asked = (
        ("argument", company.couple),
        ("harm_at_home", company.couple),
        ("bare_cupboards", True),
        ("missing", oldest >= SECONDARY_SCHOOL),
        ("not_in_school", oldest >= PRIMARY_SCHOOL),
        ("young_distress", oldest >= SECONDARY_SCHOOL),
        ("tired_parent", youngest < BABY),
        ("drinking_parent", True),
        ("young_carer", oldest >= SECONDARY_SCHOOL),
        ("pulled_in", oldest >= TEENAGER),
        ("handover", company.parents_apart),
        ("hitting_out", oldest >= SECONDARY_SCHOOL),
        ("bereaved", len(company.adults) == 1),
        ("money", True),
        ("left_care", company.kind is HouseholdKind.LEFT_CARE),
    )
    return [key for key, fits in asked if fits]


def _adult_keys(company: Company) -> list[str]:
    oldest = max(company.adults, default=18)
    alone = len(company.adults) < 2
    asked = (
        ("adult_distress", oldest < RETIRED),
        ("drinking", oldest < OLD),
        ("cold_home", True),
        ("older_alone", oldest >= RETIRED and alone),
        ("confused_outside", oldest >= OLD and company.couple),
        ("befriended", alone),
        ("left_care", company.kind is HouseholdKind.LEFT_CARE),
        ("bereaved", alone and oldest >= 30),
        ("neighbours", True),
        ("money", oldest < RETIRED),
    )
    return [key for key, fits in asked if fits]
