"""A family's plan, through the real actions."""

from datetime import date, datetime, timedelta
from typing import Any

from earlyhelp.identify.choices import PreferredLanguage, SafeContact
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.solve.actions import goals, visits
from earlyhelp.solve.actions.family_links import Made, make_family_link
from earlyhelp.solve.actions.family_replies import give_family_reply
from earlyhelp.solve.actions.papers import give_plan
from earlyhelp.solve.choices.plans import VisitKind, WhoReads
from earlyhelp.solve.models import Episode, Goal, PlanVersion, Review
from earlyhelp.solve.queries.plans import plan_of
from earlyhelp.solve.rules.family_links import reader_of
from earlyhelp.solve.rules.reviews import Mark, Visit
from earlyhelp.understand.actions import record_contact_plan
from earlyhelp.understand.models import Person
from earlyhelp.understand.rules.contacts import Plan as ContactWishes
from tests import factories

ON = factories.AT.date()


def goal(
    by: Actor,
    of: Episode,
    words: str = "I want mornings without shouting.",
    *,
    whose: Person | None = None,
    who_reads: str = WhoReads.FAMILY,
    strength_of: Person | None = None,
    at: datetime = factories.AT,
) -> Goal:
    """A goal that rests on a strength written with it."""
    with acting(by):
        first = strength_of.pk if strength_of else of.members.all()[0].person_id
        return goals.add_goal(
            by=by,
            episode=of,
            wanted=goals.Wanted(words, "en", whose.pk if whose else None, who_reads, ON),
            strength_ids=(),
            new_strength=goals.NewStrength(
                first, "home", "Breakfast together on Sundays", "Their mother", "en"
            ),
            at=at,
        )


def visit(
    by: Actor,
    of: Episode,
    *marks: Mark,
    kind: str = VisitKind.FIRST,
    at: datetime = factories.AT,
    next_on: date | None = None,
    **said: Any,
) -> Review:
    """A visit on the day of `at`, with the next review six weeks later unless `next_on` says else."""
    held_on = at.date()
    coming = None if kind == VisitKind.END else next_on or held_on + timedelta(weeks=6)
    with acting(by):
        told = Visit(kind, held_on, "All of them", said.pop("changed", ""), marks, coming, **said)
        return visits.record_visit(by=by, episode=of, visit=told, at=at)


def paper(by: Actor, of: Episode, *readers: Person, written_in: str = "en") -> PlanVersion:
    """A plan as it is given to these readers."""
    with acting(by):
        plan = plan_of(by, of, at=factories.AT)
        return give_plan(
            by=by, plan=plan, readers=[one.pk for one in readers], written_in=written_in, at=factories.AT
        )


def can_be_written_to(by: Actor, person: Person, **said: Any) -> None:
    """Somebody who says that any way is safe, unless `said` says else."""
    with acting(by):
        wishes: dict[str, Any] = {
            "way": SafeContact.ANY,
            "said_by": "They themselves",
            "asked_on": ON,
            "writes": PreferredLanguage.ENGLISH,
            "language_asked_on": ON,
        }
        record_contact_plan(
            by=by, person_id=person.pk, seen_number=0, plan=ContactWishes(**(wishes | said)), at=factories.AT
        )


def link(by: Actor, of: Episode, version: PlanVersion, reader: Person, **said: str) -> Made:
    """A private link by e-mail, with a code that is said aloud."""
    ways = {"channel": "email", "code_way": "spoken", "destination": "someone@example.org"} | said
    with acting(by):
        plan = plan_of(by, of, at=factories.AT)
        return make_family_link(
            by=by, plan=plan, version=version, reader_id=reader.pk, at=factories.AT, **ways
        )


def rows_of_plans(by: Actor, of: Episode) -> None:
    """One row in each table of plans, of the first member of an episode."""
    wanted = goal(by, of)
    with acting(by):
        person = of.members.all()[0].person
    visit(by, of, Mark(wanted.pk, person.pk, 3, "They themselves"))
    with acting(by):
        visits.say_level(by=by, episode=of, seen_number=0, level=2, rationale="They ask.", at=factories.AT)
    can_be_written_to(by, person)
    made = link(by, of, paper(by, of, person), person)
    reader = reader_of(made.link.pk)
    with acting(reader):
        give_family_reply(by=reader, link=made.link, answer="right", words="", language="en", at=factories.AT)
