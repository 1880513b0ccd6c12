"""Episodes of help of the demonstration, made by the product's own actions: led by Lowri and Dean, one of them closed.

One has a health visitor in the team around the family, and one waits for the statutory team.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import TeamKind
from earlyhelp.partnership.models import Practitioner, Team
from earlyhelp.solve import actions
from earlyhelp.solve.choices import ActionState, CloseReason, FamilyKnows, StepTo, WorkerPart
from earlyhelp.solve.models import Episode
from earlyhelp.synth.load.plans import ENGLISH, WELSH, reach_by_any_way, write_plan
from earlyhelp.understand import rules
from earlyhelp.understand.actions import add_person
from earlyhelp.understand.models import Person, PersonLink

_LOWRI: Final = "lowri.tudor@bridgend.example.org"
_DEAN: Final = "dean.rosser@bridgend.example.org"
_WELSH: Final = "rhiannon.cule@bridgend.example.org"
_ENGLISH: Final = "martin.sealy@bridgend.example.org"


@dataclass(frozen=True, slots=True)
class Household:
    """A family that is helped: given names with ages, and what is done, by which day of the month's length."""

    family_name: str
    people: tuple[tuple[str, int], ...]
    said_by: str
    does: tuple[tuple[str, str, int], ...]
    days_ago: int


_GWILYM = Household(
    "Gwilym",
    (("Heledd", 33), ("Cai", 8), ("Nansi", 4)),
    "Heledd ei hun",
    (
        ("Mynd â Cai i'r clwb brecwast ddwywaith yr wythnos", "Heledd", 5),
        ("Ffonio'r ysgol am le yn y feithrinfa", "", 12),
    ),
    30,
)
_BEDDOE = Household(
    "Beddoe",
    (("Stacey", 29), ("Kian", 11)),
    "Stacey herself",
    (("Ask the landlord about the damp in Kian's room", "", -3), ("Cook together on Sundays", "Stacey", 9)),
    50,
)
_TANNER = Household(
    "Tanner",
    (("Gareth", 41), ("Ellie", 14)),
    "Gareth himself",
    (("Go with Ellie to the school nurse", "", 4),),
    40,
)
_LANYON = Household(
    "Lanyon", (("Mandy", 37), ("Rhys", 6)), "Mandy herself", (("Join the Saturday group", "Mandy", -40),), 150
)

# The first visit to these two is to come.
_PENRI = Household("Penri", (("Mali", 31), ("Gruff", 7)), "Mali ei hun", (), 10)
_HADLEY = Household("Hadley", (("Joanne", 35), ("Tyler", 9)), "Joanne herself", (), 10)


@dataclass(frozen=True, slots=True)
class Hands:
    """Who acts: practitioners by e-mail, and the team that holds the families."""

    who: dict[str, Practitioner]
    team: Team

    def actor(self, email: str) -> Actor:
        """This persona, acting for early help."""
        one = self.who[email]
        return Actor(
            one.pk, one.agency_id, one.team_id, one.role, Purpose.EARLY_HELP, one.language, one.full_name
        )


def write_episodes(at: datetime) -> int:
    """Write seven episodes. Returns how many people there are more."""
    who = {one.email: one for one in Practitioner.objects.exclude(persona_en="")}
    team = Team.objects.get(agency_id=who[_LOWRI].agency_id, kind=TeamKind.FAMILIES)
    hands = Hands(who, team)
    _cadwaladr(hands, at)
    gwilym = _open(hands, _WELSH, _LOWRI, _GWILYM, at)
    beddoe = _open(hands, _ENGLISH, _DEAN, _BEDDOE, at)
    write_plan(lead=hands.actor(_LOWRI), front_door=hands.actor(_WELSH), episode=gwilym, story=WELSH, at=at)
    write_plan(
        lead=hands.actor(_DEAN), front_door=hands.actor(_ENGLISH), episode=beddoe, story=ENGLISH, at=at
    )
    for opener, lead, home, language in (
        (_WELSH, _LOWRI, _PENRI, "cy"),
        (_ENGLISH, _DEAN, _HADLEY, "en"),
    ):
        new = _open(hands, opener, lead, home, at)
        reach_by_any_way(by=hands.actor(opener), episode=new, language=language, said_by=home.said_by, at=at)
    _step_up(hands, _open(hands, _ENGLISH, _DEAN, _TANNER, at), at)
    _close(hands, _open(hands, _ENGLISH, _DEAN, _LANYON, at), at)
    return sum(len(one.people) for one in (_GWILYM, _BEDDOE, _TANNER, _LANYON, _PENRI, _HADLEY))


def _cadwaladr(hands: Hands, at: datetime) -> None:
    """The family of the Welsh notification, with the health visitor in the team around it."""
    by, opened = hands.actor(_WELSH), at - timedelta(hours=1)
    visitor = hands.who["anwen.clee@health.example.org"]
    with acting(by):
        people = [_linked(by, "Lowri"), _linked(by, "Osian")]
        episode = _episode(hands, by, _LOWRI, people, opened)
        actions.add_worker(
            by=by, episode=episode, practitioner=visitor, part=WorkerPart.TEAM, at=opened, why=""
        )
        due = at.date() + timedelta(days=14)
        _do(by, episode, "Ymweld â Lowri cyn geni'r babi", due, opened, practitioner=visitor)
        _do(by, episode, "Siarad ag Osian am y babi newydd", due, opened, person=people[0])


def _linked(by: Actor, given_name: str) -> Person:
    link = PersonLink.objects.filter(
        agency_id=by.agency_key, reported__given_name=given_name, reported__family_name="Cadwaladr"
    )
    return link.select_related("person").latest("linked_at").person


def _open(hands: Hands, opener: str, lead: str, home: Household, at: datetime) -> Episode:
    by, opened = hands.actor(opener), at - timedelta(days=home.days_ago)
    source = rules.Source(home.said_by, opened.date())
    with acting(by):
        people = [
            add_person(
                by=by,
                said=rules.Particulars(source, given_name=given, family_name=home.family_name, age=age),
                at=opened,
            )
            for given, age in home.people
        ]
        episode = _episode(hands, by, lead, people, opened)
        for text, given, days in home.does:
            due = at.date() + timedelta(days=days)
            if given:
                _do(by, episode, text, due, opened, person=people[0])
            else:
                _do(by, episode, text, due, opened, practitioner=hands.who[lead])
    return episode


def _episode(hands: Hands, by: Actor, lead: str, people: Sequence[Person], at: datetime) -> Episode:
    return actions.open_episode(
        by=by,
        notification=None,
        decision=None,
        person_ids=[one.pk for one in people],
        lead=hands.who[lead],
        team=hands.team,
        at=at,
    )


def _do(
    by: Actor,
    episode: Episode,
    text: str,
    due_on: date,
    at: datetime,
    *,
    practitioner: Practitioner | None = None,
    person: Person | None = None,
) -> None:
    actions.add_action(
        by=by,
        record_id=episode.pk,
        agency_id=episode.agency_id,
        episode=episode,
        text=text,
        due_on=due_on,
        practitioner=practitioner,
        person=person,
        at=at,
    )


def _step_up(hands: Hands, episode: Episode, at: datetime) -> None:
    by = hands.actor(_DEAN)
    statutory = Team.objects.get(code="bridgend-safeguarding")
    with acting(by):
        actions.ask_step_up(
            by=by,
            episode=episode,
            team=statutory,
            to=StepTo.CARE_AND_SUPPORT,
            reason="Ellie has not been to school for five weeks, and Gareth asks for more than we can give.",
            family_knows=FamilyKnows.AGREES,
            last_met_on=at.date() - timedelta(days=2),
            at=at - timedelta(hours=20),
        )


def _close(hands: Hands, episode: Episode, at: datetime) -> None:
    by, closed = hands.actor(_DEAN), at - timedelta(days=20)
    with acting(by):
        for action in episode.actions.all():
            actions.move_action(
                by=by,
                action_id=action.pk,
                state=ActionState.DONE,
                came_of_it="They go every week.",
                at=closed,
            )
        actions.close_episode(
            by=by,
            episode=episode,
            reason=CloseReason.GOALS_REACHED,
            summary="Mandy found friends at the Saturday group, and Rhys sleeps through the night.",
            family_view="“I knew what I wanted. It helped that somebody asked.”",
            at=closed,
        )
