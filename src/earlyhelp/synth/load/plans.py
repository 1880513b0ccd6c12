"""Plans of two families of the demonstration: one in Welsh, led by Lowri, and one in English, led by Dean.

Goals in the family's words on strengths, a first visit and a review with what each person said, a level of need with
its reason, and the plan as it was given to the mother.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from earlyhelp.identify.choices import PreferredLanguage, SafeContact
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.solve.actions import goals, visits
from earlyhelp.solve.actions.papers import give_plan
from earlyhelp.solve.choices.plans import Level, VisitKind, WhoReads
from earlyhelp.solve.models import Episode
from earlyhelp.solve.queries.plans import plan_of
from earlyhelp.solve.rules.reviews import Mark, Visit
from earlyhelp.understand.actions import record_contact_plan
from earlyhelp.understand.choices.strengths import StrengthKind
from earlyhelp.understand.rules.contacts import Plan as ContactWishes

_MORNING: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Wish:
    """A goal of one of them: whose (by place in the family; None: together), in their words, and what it rests on.

    `marks` are what they said on the first visit and at the review; `does` is who does what, by days from now.
    """

    whose: int | None
    words: str
    strength: str
    kind: StrengthKind
    marks: tuple[int, int]
    does: str = ""
    days: int = 0
    who_reads: WhoReads = WhoReads.FAMILY


@dataclass(frozen=True, slots=True)
class Story:
    """A plan: its language, who said what, and how the visits went, so many days ago."""

    language: str
    said_by: str
    visited: tuple[int, int]
    was_there: str
    changed: str
    level_why: str
    wishes: tuple[Wish, ...]


WELSH: Final = Story(
    "cy",
    "Heledd ei hun",
    (27, 3),
    "Heledd, Cai a'i fam-gu",
    "Mae Cai yn mynd i'r clwb brecwast ddwywaith yr wythnos, ac mae'r boreau'n dawelach.",
    "Mae angen mwy nag un peth, ac mae Heledd am i un person ddod â nhw ynghyd.",
    (
        Wish(
            0,
            "Dw i eisiau boreau heb weiddi, a Cai yn mynd i'r ysgol yn hapus.",
            "Mae mam Heledd yn dod draw bob bore i wneud brecwast gyda'r plant.",
            StrengthKind.TRUSTED_ADULT,
            (3, 5),
            "Gosod dillad yr ysgol y noson cynt",
            10,
        ),
        Wish(
            1,
            "Dw i eisiau chwarae pêl-droed eto.",
            "Mae Cai yn rhedeg yn gyflym ac yn chwarae gyda'i ffrindiau amser cinio.",
            StrengthKind.FRIENDS,
            (2, 6),
            "Mynd â Cai i'r ymarfer ar nos Fercher",
            14,
        ),
    ),
)
ENGLISH: Final = Story(
    "en",
    "Stacey herself",
    (46, 4),
    "Stacey, Kian and his aunt",
    "They cook together on Sundays now. The damp is still there.",
    "There are several needs, and Stacey wants one person to ask.",
    (
        Wish(
            0,
            "I want us to sit down and eat together again.",
            "Stacey learned to cook from her nan and likes to show Kian.",
            StrengthKind.SKILLS,
            (4, 7),
            "Cook with Kian on Sundays",
            9,
        ),
        Wish(
            1,
            "I want a room that does not make me cough.",
            "Kian says when something is wrong, and trusts his teacher.",
            StrengthKind.TRUSTED_ADULT,
            (1, 2),
            "Write down each day that he coughs",
            12,
            WhoReads.OWN,
        ),
    ),
)


def write_plan(*, lead: Actor, front_door: Actor, episode: Episode, story: Story, at: datetime) -> None:
    """Write a plan into an episode, as its lead. The front door writes down how the mother can be reached."""
    first, review = (at - timedelta(days=days) for days in story.visited)
    with acting(lead):
        people = [one.person_id for one in episode.members.order_by("joined_at", "pk")]
        written = [_goal(lead, episode, story, wish, people, first, at) for wish in story.wishes]
        visits.say_level(
            by=lead,
            episode=episode,
            seen_number=0,
            level=Level.TARGETED,
            rationale=story.level_why,
            at=first,
        )
        for place, (kind, held) in enumerate(((VisitKind.FIRST, first), (VisitKind.REVIEW, review))):
            marks = tuple(
                Mark(
                    goal,
                    people[wish.whose or 0],
                    wish.marks[place],
                    _said_by(episode, people[wish.whose or 0]),
                )
                for goal, wish in zip(written, story.wishes, strict=True)
            )
            told = Visit(
                kind,
                held.date(),
                story.was_there,
                story.changed if kind is VisitKind.REVIEW else "",
                marks,
                held.date() + timedelta(weeks=6),
            )
            visits.record_visit(by=lead, episode=episode, visit=told, at=held + _MORNING)
    reach_by_any_way(by=front_door, episode=episode, language=story.language, said_by=story.said_by, at=first)
    with acting(lead):
        plan = plan_of(lead, episode, at=review + _MORNING)
        give_plan(
            by=lead, plan=plan, readers=[people[0]], written_in=story.language, at=review + 2 * _MORNING
        )


def _goal(
    lead: Actor,
    episode: Episode,
    story: Story,
    wish: Wish,
    people: list[UUID],
    first: datetime,
    at: datetime,
) -> UUID:
    whose = people[wish.whose] if wish.whose is not None else None
    goal = goals.add_goal(
        by=lead,
        episode=episode,
        wanted=goals.Wanted(wish.words, story.language, whose, wish.who_reads, first.date()),
        strength_ids=(),
        new_strength=goals.NewStrength(
            people[wish.whose or 0], wish.kind, wish.strength, story.said_by, story.language
        ),
        at=first,
    )
    if wish.does:
        person = episode.members.get(person_id=people[0]).person
        goals.add_goal_action(
            by=lead,
            goal_id=goal.pk,
            text=wish.does,
            due_on=_in_days(at, wish.days),
            person=person,
            at=first,
        )
    return goal.pk


def _in_days(at: datetime, days: int) -> date:
    return at.date() + timedelta(days=days)


def _said_by(episode: Episode, person_id: UUID) -> str:
    return episode.members.get(person_id=person_id).called


def reach_by_any_way(*, by: Actor, episode: Episode, language: str, said_by: str, at: datetime) -> None:
    """The first of a family says that any way of reaching them is safe, and in which language. As the front door."""
    written = PreferredLanguage.WELSH if language == "cy" else PreferredLanguage.ENGLISH
    wishes = ContactWishes(
        way=SafeContact.ANY,
        said_by=said_by,
        asked_on=at.date(),
        speaks=written,
        writes=written,
        language_asked_on=at.date(),
    )
    with acting(by):
        first = episode.members.order_by("joined_at", "pk")[0].person_id
        record_contact_plan(by=by, person_id=first, seen_number=0, plan=wishes, at=at)
