"""Groups of training with their askings, sheets of made-up people, and months of practice."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from earlyhelp.develop.actions.instruments import load_instrument
from earlyhelp.develop.choices.evaluation import Wave
from earlyhelp.develop.facts.instruments import list_shipped
from earlyhelp.develop.models import AnswerSheet, EvaluatedGroup, PracticeMonth, QuestionnaireRound
from earlyhelp.develop.rules.rounds import keyed_code, window_of
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from tests import factories

OURS = list_shipped()[0]
# Seven made-up sentences in the shape of a questionnaire that somebody else owns. None of its words is here.
SEVEN = """
code = "seven"
version = 1
title_en = "Seven made-up sentences"
title_cy = "Saith brawddeg wneud"
about_en = "Seven."
about_cy = "Saith."
licence = "Made up"
lowest = 1
labels_en = ["1", "2", "3", "4", "5"]
labels_cy = ["1", "2", "3", "4", "5"]
rule = "sum"
least_answered = 1.0
conversion = "swemwbs"

[[scales]]
code = "whole"
title_en = "The whole"
title_cy = "Y cyfan"
""" + "".join(
    f'\n[[items]]\ncode = "s{number}"\nscale = "whole"\nen = "Sentence {number}"\ncy = "Brawddeg {number}"\n'
    for number in range(1, 8)
)


def group_of(
    by: Actor,
    *,
    trained_on: date,
    people: int = 30,
    teams: Iterable[UUID] = (),
    instrument: str = OURS.code,
    name: str = "Response teams, spring",
) -> EvaluatedGroup:
    """A group of the actor's agency with its four askings."""
    with acting(by):
        made = EvaluatedGroup.objects.create(
            agency_id=by.agency_key,
            name=name,
            trained_on=trained_on,
            people=people,
            teams=list(teams) or [by.team_id],
            instrument=instrument,
            version=1,
            made_by_id=by.practitioner_id,
            made_at=factories.AT,
        )
        for wave in Wave:
            window = window_of(wave, trained_on)
            QuestionnaireRound.objects.create(
                agency_id=by.agency_key,
                group=made,
                wave=wave,
                opens_on=window.opens_on,
                closes_on=window.closes_on,
            )
    return made


def answer_all(
    by: Actor, group: EvaluatedGroup, wave: Wave, answers: Mapping[str, Mapping[str, int]]
) -> None:
    """A sheet for each person of this asking, by what they made up."""
    with acting(by):
        asked = QuestionnaireRound.objects.get(group=group, wave=wave)
        AnswerSheet.objects.bulk_create(
            AnswerSheet(
                agency_id=by.agency_key,
                round=asked,
                person_code=keyed_code(group.pk, code),
                answers=dict(given),
                answered_on=asked.opens_on,
            )
            for code, given in answers.items()
        )


def all_alike(answer: int) -> dict[str, int]:
    """The same view on every item: a reversed one is answered from the other end."""
    return {item.code: 6 - answer if item.reversed else answer for item in OURS.items}


def rows_of_evaluation(by: Actor, *, at: datetime = factories.AT) -> None:
    """One row in each table: a group that was asked, a sheet, a loaded questionnaire and a month of practice."""
    group = group_of(by, trained_on=at.date())
    answer_all(by, group, Wave.PRE, {"aabb01": all_alike(3)})
    with acting(by):
        load_instrument(by=by, text=SEVEN, licence="Made up", at=at)
        PracticeMonth.objects.create(
            agency_id=by.agency_key,
            team_id=by.team_id,
            month=date(2026, 1, 1),
            notifications=10,
            complete=5,
            with_child=8,
            voice=4,
            strengths=6,
            minutes=90,
            counted_at=at,
        )
