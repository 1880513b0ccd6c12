"""Making a group that is asked before and after its training, telling everybody of it, and taking answers."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from earlyhelp.develop.choices.evaluation import Wave
from earlyhelp.develop.models import AnswerSheet, EvaluatedGroup, QuestionnaireRound
from earlyhelp.develop.queries.instruments import get_instrument
from earlyhelp.develop.rules import rounds as rules
from earlyhelp.develop.rules.instruments import check_answers
from earlyhelp.govern.actions import audit
from earlyhelp.govern.choices import Purpose
from earlyhelp.inform.actions import send_message
from earlyhelp.inform.choices import Template
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.models import Practitioner, Team


@transaction.atomic
def make_group(
    *,
    by: Actor,
    name: str,
    course_code: str,
    trained_on: date,
    people: int,
    teams: Sequence[UUID],
    instrument: str,
    version: int,
    at: datetime,
) -> EvaluatedGroup:
    """Make a group with its four askings. The same group twice is once.

    Raises NotAllowed, UnfitGroup, LoadedInstrument.DoesNotExist, Team.DoesNotExist.
    """
    rules.check_may_organise(by)
    today = at.astimezone(LONDON).date()
    rules.check_group(people=people, trained_on=trained_on, today=today, teams=teams)
    get_instrument(by, instrument, version)
    ours = Team.objects.filter(agency_id=by.agency_key, pk__in=teams)
    if ours.count() != len(set(teams)):
        raise Team.DoesNotExist
    there = EvaluatedGroup.objects.filter(
        agency_id=by.agency_key, name=name.strip(), trained_on=trained_on
    ).first()
    if there is not None:
        return there
    made = EvaluatedGroup.objects.create(
        agency_id=by.agency_key,
        name=name.strip(),
        course_code=course_code.strip(),
        trained_on=trained_on,
        people=people,
        teams=sorted(set(teams)),
        instrument=instrument,
        version=version,
        made_by_id=by.practitioner_key,
        made_at=at,
    )
    for wave in Wave:
        window = rules.window_of(wave, trained_on)
        days = {"opens_on": window.opens_on, "closes_on": window.closes_on}
        QuestionnaireRound.objects.create(agency_id=by.agency_key, group=made, wave=wave, **days)
    detail = {"people": people, "instrument": f"{instrument} {version}"}
    audit.record(by=by, did="evaluated_group.made", target=made, at=at, detail=detail)
    return made


@transaction.atomic
def tell_everybody(*, by: Actor, round_id: UUID, at: datetime) -> int:
    """Tell everybody of the group's teams that they are asked, and how many were told; 0 when it was done before.

    Nobody knows who has answered, so everybody is told, and told once.
    """
    asked = (
        QuestionnaireRound.objects.select_for_update(of=("self",)).select_related("group").get(pk=round_id)
    )
    if asked.told_at is not None or not asked.is_open(today=at.astimezone(LONDON).date()):
        return 0
    asked.told_at = at
    asked.save(update_fields=["told_at"])
    everybody = Practitioner.objects.filter(team_id__in=asked.group.teams, is_active=True).order_by("pk")
    told = list(everybody.filter(agency_id=asked.agency_id))
    for one in told:
        send_message(
            by=by,
            to=one,
            template=Template.QUESTIONNAIRE,
            context={"path": reverse("develop:questionnaires")},
            at=at,
        )
    detail = {"wave": asked.wave, "people": len(told)}
    audit.record(by=by, did="questionnaire.told", target=asked, at=at, detail=detail)
    return len(told)


@transaction.atomic
def give_answers(
    *, by: Actor, asked: QuestionnaireRound, code: str, answers: Mapping[str, int | None], at: datetime
) -> None:
    """Take one person's sheet, through the link of a round. `code` is what they made up, as rules.plain_code has it.

    A second sheet with the same code is thanked for and not kept: to refuse it would tell whoever tries a colleague's
    code that the colleague has answered. The audit says that a sheet came in, not which one.

    Raises NotOpen, NotAnAnswer.
    """
    today = at.astimezone(LONDON).date()
    with acting(_agency_of(asked, by)) as agency:
        QuestionnaireRound.objects.select_for_update().get(pk=asked.pk)
        group = EvaluatedGroup.objects.get(pk=asked.group_id)
        check_answers(get_instrument(agency, group.instrument, group.version), answers)
        there = AnswerSheet.objects.filter(round_id=asked.pk)
        has_room = rules.has_room(sheets=there.count(), people=group.people)
        if not asked.is_open(today=today) or not has_room:
            raise rules.NotOpen(rules.CLOSED)
        person_code = rules.keyed_code(group.pk, code)
        if not there.filter(person_code=person_code).exists():
            AnswerSheet.objects.create(
                agency_id=group.agency_id,
                round_id=asked.pk,
                person_code=person_code,
                answers=dict(answers),
                answered_on=today,
            )
        audit.record(by=agency, did="questionnaire.answered", target=asked, at=at)


def _agency_of(asked: QuestionnaireRound, by: Actor) -> Actor:
    """The agency whose group it is, acting because somebody used a link of it. Who that is, nobody says."""
    return Actor(
        None, asked.agency_id, None, rules.ROUND_ROLE, Purpose.OWN_WORK, by.language, "questionnaire link"
    )
