"""A family of the front door: people, what they are to each other, and where they live. Through the real actions."""

from datetime import date, datetime
from typing import Any

from earlyhelp.identify.models import ReportedRelation
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.understand import actions, rules
from earlyhelp.understand.choices import WhoSees
from earlyhelp.understand.models import Household, Person, Relationship
from tests import factories

TOLD = rules.Source("Their mother", date(2026, 3, 1))


def someone(
    by: Actor, given: str = "", family: str = "Prys", *, at: datetime = factories.AT, **said: Any
) -> Person:
    """Record somebody of a family. `said` are fields of Particulars."""
    particulars = rules.Particulars(said.pop("source", TOLD), given_name=given, family_name=family, **said)
    with acting(by):
        return actions.add_person(by=by, said=particulars, at=at)


def tie(
    by: Actor,
    person: Person,
    term: str,
    other: Person,
    *,
    at: datetime = factories.AT,
    sees: str = WhoSees.OPEN,
    **said: Any,
) -> Relationship:
    """Record that `person` is `term` of `other`. `said` are fields of Tie."""
    source = rules.Source(TOLD.said_by, TOLD.said_on, who_sees=sees)
    what = rules.Tie(person.pk, term, other.pk, said.pop("source", source), **said)
    with acting(by):
        return actions.add_relationship(by=by, tie=what, at=at)


def home(
    by: Actor, *members: Person, address: str = "3 Made-up Row", at: datetime = factories.AT
) -> Household:
    """Record that these people live together."""
    lives = actions.Lives(address, "CF99 1AA", TOLD)
    with acting(by):
        return actions.make_household(by=by, lives=lives, member_ids=[one.pk for one in members], at=at)


def rows_of_family(by: Actor, relation: ReportedRelation, *, at: datetime = factories.AT) -> None:
    """One row in each table of families, and a reported relationship that does not hold."""
    mother, child = someone(by, "Siân", at=at), someone(by, "Gwen", at=at)
    tie(by, child, "child", mother, at=at)
    household = home(by, mother, child, at=at)
    father = someone(by, "Rhys", at=at)
    with acting(by):
        actions.hide_address(by=by, household_id=household.pk, person_id=father.pk, source=TOLD, at=at)
        actions.pass_over_relation(by=by, relation_id=relation.pk, at=at)
