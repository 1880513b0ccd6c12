"""Answers about consent, at a synthetic front door, through the real actions."""

from datetime import date, datetime, timedelta
from typing import Any

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.signpost.actions.consenting import Followed, answer_consent
from earlyhelp.understand.actions import Notice, record_notice
from earlyhelp.understand.choices.consents import (
    AnswerKind,
    ConsentEvidence,
    ConsentPurpose,
    NoticeForm,
    NoticeLanguage,
)
from earlyhelp.understand.choices.people import ConsentGiver
from earlyhelp.understand.models import CompetenceView, NoticeGiven, Person
from earlyhelp.understand.rules.answers import Heard
from earlyhelp.understand.rules.consents import AROUND, Recipient
from tests import factories

AT = factories.AT + timedelta(days=1)
DAY = AT.date()


def heard(kind: AnswerKind = AnswerKind.YES, **changes: Any) -> Heard:
    """An answer that can be written down. `changes` are fields of Heard."""
    said: dict[str, Any] = {
        "giver": ConsentGiver.SELF,
        "on": DAY,
        "evidence": ConsentEvidence.ALOUD if kind is AnswerKind.YES else "",
        "words": "" if kind is AnswerKind.YES else "“Not now, thank you.”",
    }
    return Heard(kind, **(said | changes))


def notice(by: Actor, person: Person, *, on: date = DAY, at: datetime = AT) -> NoticeGiven:
    """The privacy notice was given to a person."""
    with acting(by):
        given = Notice(NoticeLanguage.BOTH, NoticeForm.READ_OUT, on, "2026-11")
        return record_notice(by=by, person_id=person.pk, notice=given, at=at)


def answer(
    by: Actor,
    person: Person,
    kind: AnswerKind = AnswerKind.YES,
    *,
    purpose: ConsentPurpose = ConsentPurpose.TAKE_PART,
    to: Recipient = AROUND,
    at: datetime = AT,
    **changes: Any,
) -> Followed:
    """One answer, with what follows. `changes` are fields of Heard."""
    with acting(by):
        return answer_consent(
            by=by, person_id=person.pk, purpose=purpose, to=to, heard=heard(kind, **changes), at=at
        )


def rows_of_consents(by: Actor, person: Person) -> None:
    """One row in each table of answers about consent."""
    notice(by, person)
    answer(by, person)
    with acting(by):
        # Written as it stands: a grown-up of a synthetic case is nobody whose understanding would be judged.
        CompetenceView.objects.create(
            agency_id=by.agency_key,
            person=person,
            purpose=ConsentPurpose.TAKE_PART,
            understands=True,
            why="They said it in their own words.",
            assessed_on=DAY,
            recorded_by_id=by.practitioner_key,
            recorded_at=AT,
        )
