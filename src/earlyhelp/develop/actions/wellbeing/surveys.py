"""Opening a survey, handing out links, taking an answer, counting. Who answered, and what, nobody writes down."""

import secrets
from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import Final

from django.db import IntegrityError, connections
from django.utils.translation import gettext_lazy as _

from earlyhelp.develop.choices.wellbeing import INSTRUMENT, Item
from earlyhelp.develop.models.wellbeing import HandedLink, SurveyAnswer, SurveyFigure, SurveyRound
from earlyhelp.develop.queries.wellbeing import surveys as queries
from earlyhelp.develop.queries.wellbeing.links import SIGNER, get_round_of_link, read_link
from earlyhelp.develop.queries.wellbeing.walls import CONNECTION, apart
from earlyhelp.develop.rules.wellbeing import surveys as rules
from earlyhelp.develop.rules.wellbeing.figures import BASE, Counted, publish
from earlyhelp.govern.actions import audit
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON

# Only one round of an agency is made at a time, so that two that overlap are never made side by side.
_LOCK: Final = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


def open_round(*, by: Actor, opens_on: date, closes_on: date, at: datetime) -> SurveyRound:
    """Set the window of the next survey of the actor's agency. Raises NotAllowed, FieldError, Overlapping."""
    rules.check_may_keep_surveys(by)
    with apart(by):
        with connections[CONNECTION].cursor() as cursor:
            cursor.execute(_LOCK, [f"round {by.agency_key}"])
        others = SurveyRound.objects.filter(agency_key=by.agency_key).values_list("opens_on", "closes_on")
        rules.check_window(opens_on=opens_on, closes_on=closes_on, today=_day(at), others=others)
        made = SurveyRound.objects.create(
            agency_key=by.agency_key, instrument=INSTRUMENT, opens_on=opens_on, closes_on=closes_on
        )
    detail = {"opens_on": opens_on.isoformat(), "closes_on": closes_on.isoformat()}
    audit.record(by=by, did="survey.opened", target=made, at=at, detail=detail)
    return made


def hand_link(*, by: Actor, at: datetime) -> str:
    """Hand the actor a link to the open round of their agency: a signed text that is kept nowhere, made at random.

    That a link was handed out is kept, so that nobody gets two. Raises NotOpen, UsedLink.
    """
    found = queries.get_open_round(by, today=_day(at))
    if found is None or by.practitioner_id is None:
        raise rules.NotOpen(_("No survey is open in your agency now."))
    team = rules.team_on_answer(team=by.team_id, size=queries.count_team(by))
    try:
        with apart(by):
            HandedLink.objects.create(round=found, practitioner_key=by.practitioner_id)
    except IntegrityError as again:
        raise rules.UsedLink(
            _("You were handed a link to this survey already. It works once; we cannot make it again.")
        ) from again
    told = [str(found.pk), str(found.agency_key), str(team or ""), secrets.token_urlsafe(18)]
    return SIGNER.sign_object(told)


def answer_survey(*, token: str, answers: Mapping[Item, int], by: Actor, at: datetime) -> None:
    """Keep the answers of whoever holds a link; who that is, is not asked, and `by` not looked at. Raises NotOpen,
    UsedLink."""
    link = read_link(Actor.nobody(), token)
    found = get_round_of_link(Actor.nobody(), link, today=_day(at))
    digest = sha256(token.encode()).hexdigest()
    try:
        with apart(Actor.system(Purpose.RUNNING, agency_id=link.agency)):
            SurveyAnswer.objects.create(
                round=found,
                team_key=link.team,
                link_digest=digest,
                **{item.value: int(answers[item]) for item in Item},
            )
    except IntegrityError as again:
        raise rules.UsedLink(_("This link was used already. Each link works once.")) from again


def count_round(*, by: Actor, found: SurveyRound, at: datetime) -> int:
    """Count a round after its last day, keep what may be shown, and delete every answer. How many figures there are.

    A round is counted once: again, nothing happens. PostgreSQL gives counts only, and only after the last day.
    """
    with apart(by):
        uncounted = SurveyRound.objects.filter(pk=found.pk, counted_on=None)
        was_counted = not uncounted.exists()
        with connections[CONNECTION].cursor() as cursor:
            cursor.execute("SELECT team, item, people, good FROM wellbeing.take_answers(%s)", [found.pk])
            rows = cursor.fetchall()
        counted = [Counted(team, Item(item), people, good) for team, item, people, good in rows]
        figures = publish(counted, lambda: secrets.randbelow(BASE))
        SurveyFigure.objects.bulk_create(
            SurveyFigure(
                round=found,
                agency_key=found.agency_key,
                place=one.place,
                team_key=one.team,
                item=one.item,
                people=one.people,
                good=one.good,
            )
            for one in figures
        )
        is_done = not was_counted and not uncounted.exists()
    if is_done:
        audit.record(by=by, did="survey.counted", target=found, at=at, detail={"figures": len(figures)})
    return len(figures)


def count_due_rounds(*, by: Actor, at: datetime) -> int:
    """Count every round of the actor's agency whose last day is over. How many there were."""
    with apart(by):
        due = list(
            SurveyRound.objects.filter(agency_key=by.agency_key, counted_on=None, closes_on__lt=_day(at))
        )
    for found in due:
        count_round(by=by, found=found, at=at)
    return len(due)


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()
