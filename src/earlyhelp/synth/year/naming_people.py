"""Who is named in a notification, and as what."""

from datetime import date
from random import Random

from earlyhelp.identify.choices import PersonRole
from earlyhelp.synth.narrative import Pattern, Situation
from earlyhelp.synth.people import Household, Population, Relation, SyntheticPerson

Named = tuple[SyntheticPerson, PersonRole]
_PARENTS = (Relation.PARENT, Relation.STEP_PARENT)
_OTHER_GENERATION = (Relation.GRANDPARENT, Relation.GROWN_CHILD)
_LEAST_AGE = {
    "missing": 11,
    "young_distress": 11,
    "pulled_in": 13,
    "hitting_out": 11,
    "young_carer": 10,
    "not_in_school": 5,
}


def name_people(
    chance: Random, population: Population, household: Household, situation: Situation, day: date
) -> list[Named]:
    """The subject first, then the others whom the officer names. Nobody who was not born yet."""
    here = [population.people[key] for key in household.members if population.people[key].born_on < day]
    children = [person for person in here if person.is_child_on(day) and person.relation is Relation.CHILD]
    if situation.pattern is Pattern.CHILD and children:
        return _about_a_child(chance, here, children, _LEAST_AGE.get(situation.key, 0), day)
    if situation.pattern is Pattern.PARENTS_APART and household.other_parent is not None:
        other = population.people[population.households[household.other_parent].members[0]]
        parent = next(person for person in here if person.relation in _PARENTS)
        named: list[Named] = [(parent, PersonRole.SUBJECT), (other, PersonRole.PARTNER)]
        return named + [(child, PersonRole.CHILD) for child in children if chance.random() < 0.9]
    return _about_an_adult(chance, here, children, situation)


def _about_a_child(
    chance: Random, here: list[SyntheticPerson], children: list[SyntheticPerson], least_age: int, day: date
) -> list[Named]:
    able = [child for child in children if child.age_on(day) >= least_age] or children
    # Mostly the eldest who fits, so that the same young person comes to notice again.
    subject = (
        max(able, key=lambda child: child.age_on(day)) if chance.random() < 0.75 else chance.choice(able)
    )
    named: list[Named] = [(subject, PersonRole.SUBJECT)]
    for person in here:
        if person is subject:
            continue
        if person in children and chance.random() < 0.72:
            named.append((person, PersonRole.CHILD))
        elif person.relation in _PARENTS and chance.random() < 0.9:
            named.append((person, PersonRole.PARENT))
        elif person.relation is Relation.GRANDPARENT and chance.random() < 0.4:
            named.append((person, PersonRole.FAMILY))
    return named


def _about_an_adult(
    chance: Random, here: list[SyntheticPerson], children: list[SyntheticPerson], situation: Situation
) -> list[Named]:
    adults = [person for person in here if person not in children]
    subject = _subject(chance, adults, situation)
    named: list[Named] = [(subject, PersonRole.SUBJECT)]
    parental = situation.pattern is Pattern.PARENT
    for person in adults:
        if person is subject:
            continue
        if person.relation in _OTHER_GENERATION or subject.relation in _OTHER_GENERATION:
            role, likely = PersonRole.FAMILY, 0.45
        else:
            role, likely = PersonRole.PARTNER, 0.9 if parental else 0.55
        if chance.random() < likely:
            named.append((person, role))
    return named + [(child, PersonRole.CHILD) for child in children if chance.random() < 0.92]


def _subject(chance: Random, adults: list[SyntheticPerson], situation: Situation) -> SyntheticPerson:
    if situation.key == "confused_outside":
        return min(adults, key=lambda person: person.born_on)
    if situation.pattern is Pattern.PARENT:
        adults = [person for person in adults if person.relation in _PARENTS] or adults
    return adults[0] if chance.random() < 0.8 else chance.choice(adults)
