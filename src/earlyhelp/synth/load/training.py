"""A group of the council that was trained in the spring, and what its people said before, after and three months on."""

from datetime import datetime, timedelta
from random import Random
from typing import Final

from earlyhelp.develop.choices.evaluation import Wave
from earlyhelp.develop.facts.instruments import Instrument, list_shipped
from earlyhelp.develop.models import AnswerSheet, EvaluatedGroup, QuestionnaireRound
from earlyhelp.develop.rules.rounds import keyed_code, window_of
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Agency, Practitioner
from earlyhelp.synth.load.copying import OWNER

_DAYS_AGO: Final = 130
_PEOPLE: Final = 34
# How many of them answered, and how far they moved from before: much right after the training, less later on.
_ANSWERED: Final = {Wave.PRE: (32, 0.0), Wave.POST: (26, 0.9), Wave.THREE_MONTHS: (19, 0.6)}


def ask_a_group(council: str, seed: int, at: datetime) -> None:
    """Write the group with its askings and sheets; the three months are over, and the six still to come."""
    chance = Random(f"training {seed}")
    agency = Agency.objects.using(OWNER).get(code=council)
    maker = Practitioner.objects.using(OWNER).filter(agency=agency, role=Role.COORDINATOR).order_by("pk")[0]
    teams = list(agency.teams.using(OWNER).filter(closed_on=None).values_list("pk", flat=True))
    trained_on = (at - timedelta(days=_DAYS_AGO)).date()
    instrument = list_shipped()[0]
    views = [chance.gauss(3.0, 0.7) for _ in range(_PEOPLE)]
    with acting(Actor.system(Purpose.RUNNING, agency_id=agency.pk)):
        group = EvaluatedGroup.objects.create(
            agency_id=agency.pk,
            name="Early help, summer · Cymorth cynnar, haf",
            course_code="ACE-TIME-1",
            trained_on=trained_on,
            people=_PEOPLE,
            teams=teams,
            instrument=instrument.code,
            version=instrument.version,
            made_by_id=maker.pk,
            made_at=at - timedelta(days=_DAYS_AGO + 20),
        )
        for wave in Wave:
            window = window_of(wave, trained_on)
            days = {"opens_on": window.opens_on, "closes_on": window.closes_on}
            asked = QuestionnaireRound.objects.create(
                agency_id=agency.pk,
                group=group,
                wave=wave,
                told_at=at if wave is Wave.THREE_MONTHS else None,
                **days,
            )
            number, moved = _ANSWERED.get(wave, (0, 0.0))
            AnswerSheet.objects.bulk_create(
                AnswerSheet(
                    agency_id=agency.pk,
                    round=asked,
                    person_code=keyed_code(group.pk, f"synthetic{place}"),
                    answers=_answers(instrument, view + moved, chance),
                    answered_on=window.opens_on,
                )
                for place, view in enumerate(views[:number])
            )


def _answers(instrument: Instrument, view: float, chance: Random) -> dict[str, int]:
    """An answer to each item by somebody of this view, a little up or down; reversed items from the other end."""
    lowest, highest = instrument.lowest, instrument.highest
    given = {}
    for item in instrument.items:
        answer = max(lowest, min(highest, round(chance.gauss(view, 0.6))))
        given[item.code] = lowest + highest - answer if item.reversed else answer
    return given
