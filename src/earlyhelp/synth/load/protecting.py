"""Three people of the demonstration who are protected, and a record that was opened in an emergency.

Mared's record opens to named readers only. Carys and Wayne are kept apart. A worker of a charity opened Carys's record
yesterday in an emergency, and the council's officer has it to review.
"""

from datetime import date, datetime, timedelta
from typing import Final

from earlyhelp.govern.actions.breakglass import close_glass
from earlyhelp.govern.choices import Purpose
from earlyhelp.govern.choices.breakglass import WhyBroken
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve.actions.emergencies import open_in_emergency
from earlyhelp.understand import actions, rules
from earlyhelp.understand.choices import Sex
from earlyhelp.understand.choices.protection import WhyKept
from earlyhelp.understand.models import Person

_COORDINATOR: Final = "rhiannon.cule@bridgend.example.org"
_READERS: Final = ("eleri.gruffudd@bridgend.example.org", "karen.treharne@bridgend.example.org")
_STRANGER: Final = "jade.loosemore@barnardos.example.org"


def write_protected(at: datetime) -> int:
    """Write them. Returns how many people there are more."""
    who = {one.email: one for one in Practitioner.objects.exclude(persona_en="")}
    by = _actor(who[_COORDINATOR])
    source = rules.Source("Eu hunain, ar y ffôn", at.date() - timedelta(days=30))
    with acting(by):
        mared = _someone(by, source, "Mared", "Llwyd", 27, Sex.FEMALE, at)
        carys = _someone(by, source, "Carys", "Penhale", 33, Sex.FEMALE, at)
        wayne = _someone(by, source, "Wayne", "Penhale", 36, Sex.MALE, at)
        lives = actions.Lives("4 Lôn Gudd, Pen-y-bont ar Ogwr", "CF99 2GD", source)
        actions.make_household(by=by, lives=lives, member_ids=[mared.pk], at=at - timedelta(days=29))
        review_on = at.date() + timedelta(days=60)
        actions.restrict_person(
            by=by,
            person_id=mared.pk,
            why=WhyKept.HIGH_RISK,
            words="",
            readers=[who[email].pk for email in _READERS],
            review_on=review_on,
            at=at - timedelta(days=28),
        )
        actions.keep_apart(
            by=by,
            person_id=carys.pk,
            other_id=wayne.pk,
            why="Gadawodd hi ef ar ôl iddo ei hanafu. Ni chaiff wybod ble mae hi.",
            review_on=review_on,
            at=at - timedelta(days=28),
        )
    stranger = _actor(who[_STRANGER])
    opened_at = at - timedelta(hours=20)
    with acting(stranger):
        glass = open_in_emergency(
            by=stranger,
            reference=carys.reference,
            why=WhyBroken.ADULT,
            words="Carys rang the helpline and the call broke off. Her address was needed for the police.",
            at=opened_at,
        )
        close_glass(by=stranger, glass_id=glass.pk, at=opened_at + timedelta(minutes=12))
    return 3


def _actor(one: Practitioner) -> Actor:
    return Actor(
        one.pk, one.agency_id, one.team_id, one.role, Purpose.SAFEGUARDING, one.language, one.full_name
    )


def _someone(
    by: Actor, source: rules.Source, given: str, family: str, years: int, sex: Sex, at: datetime
) -> Person:
    said = rules.Particulars(
        source,
        given_name=given,
        family_name=family,
        date_of_birth=date(at.year - years, 5, 14),
        sex=sex,
    )
    return actions.add_person(by=by, said=said, at=at - timedelta(days=29))
