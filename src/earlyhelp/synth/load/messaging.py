"""Messages of the last days, as their readers find them; and a few that did not arrive, for the administrator."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models
from django.urls import reverse

from earlyhelp.inform.choices import Failure, MessageState, Template
from earlyhelp.inform.models import Message
from earlyhelp.partnership.models import Practitioner
from earlyhelp.signpost.choices.referrals import InboxTab
from earlyhelp.signpost.models import Referral
from earlyhelp.signpost.rules.states import TABS
from earlyhelp.solve import rules
from earlyhelp.solve.choices import Outcome
from earlyhelp.solve.models import Feedback, Question
from earlyhelp.synth.load.cast import Cast

KEPT_DAYS = 21
NOT_ARRIVED = 3
_TRIES = 6
_A_MOMENT = timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class _News:
    """Something to tell one reader."""

    to: Practitioner
    template: Template
    about: models.Model
    context: dict[str, str]
    at: datetime
    read_at: datetime | None


def write_messages(
    cast: Cast,
    feedback: list[Feedback],
    questions: list[Question],
    referrals: list[Referral],
    at: datetime,
) -> list[Message]:
    """Rows for what officers and services were told lately. All were sent, but for a few whose mailbox refused."""
    since = at - timedelta(days=KEPT_DAYS)
    news = [_told(row) for row in feedback if row.given_at > since and row.event not in _NOT_TOLD]
    news += [_asked(row) for row in questions if row.asked_at > since]
    for referral in referrals:
        if referral.state in TABS[InboxTab.NEW]:
            news += _referred(cast, referral)
    news.sort(key=lambda one: one.at)
    quiet = [one for one in news if not one.to.persona_en][-NOT_ARRIVED:]
    return [_message(one, arrived=one not in quiet) for one in news]


# The question has a message of its own; what the officer said is no news to them.
_NOT_TOLD = frozenset({rules.event_of(Outcome.ASKED_BACK), "question.answered"})


def _told(row: Feedback) -> _News:
    reference = row.notification.reference
    path = reverse("desk:notification", args=[reference])
    context = {"reference": reference, "path": path, "says": rules.message_id_of(row.event)}
    return _News(
        row.notification.submitted_by, Template.FEEDBACK, row.notification, context, row.given_at, row.read_at
    )


def _asked(row: Question) -> _News:
    context = {"reference": row.notification.reference, "path": reverse("solve:answer", args=[row.pk])}
    to = row.notification.submitted_by
    return _News(to, Template.QUESTION, row.notification, context, row.asked_at, row.answered_at)


def _referred(cast: Cast, referral: Referral) -> list[_News]:
    agency = referral.service.organisation.agency
    workers = cast.workers[agency.code] if agency is not None else ()
    path = reverse("signpost:referral", args=[referral.reference])
    context = {"reference": referral.reference, "path": path}
    return [_News(worker, Template.REFERRAL, referral, context, referral.sent_at, None) for worker in workers]


def _message(news: _News, *, arrived: bool) -> Message:
    tried_at = news.at + _A_MOMENT
    return Message(
        recipient=news.to,
        template=news.template.value,
        context=news.context,
        language=news.to.language,
        about_label=news.about._meta.model_name or "",
        about_key=str(news.about.pk),
        state=(MessageState.SENT if arrived else MessageState.FAILED).value,
        attempts=1 if arrived else _TRIES,
        queued_at=news.at,
        tried_at=tried_at,
        sent_at=tried_at if arrived else None,
        read_at=news.read_at,
        last_error="" if arrived else Failure.ADDRESS_REFUSED.value,
        last_error_code=None if arrived else 550,
    )
