"""Entries of a chronology from what the front door did: decisions, questions and their answers, feedback."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext

from earlyhelp.kit.actor import Actor
from earlyhelp.solve.models import Decision, Feedback, Question
from earlyhelp.solve.rules.feedback import FEEDBACK
from earlyhelp.understand.choices.chronology import Certainty, EventKind, Seen
from earlyhelp.understand.queries.chronology import Linked
from earlyhelp.understand.rules.chronology import Entry, Link, is_minor


def list_dated_entries(by: Actor, notifications: Linked) -> list[Entry]:
    """What became of these notifications, as far as the actor's agency may see. Three queries.

    Whoever shows them has audited the reading of the notifications.
    """
    keys = list(notifications)
    if not keys:
        return []
    return [
        *_decisions(by, keys, notifications),
        *_questions(by, keys, notifications),
        *_feedback(by, keys, notifications),
    ]


def _seen(by: Actor, agency_id: UUID) -> Seen:
    return Seen.OWN if agency_id == by.agency_id else Seen.INVOLVED


def _ours(by: Actor) -> dict[str, UUID]:
    """Only what came to the actor's own front door."""
    return {"notification__front_door__agency_id": by.agency_key}


def _case(reference: str) -> Link:
    return Link("solve:case", (reference,), reference)


def _by(name: str) -> str:
    return gettext("Recorded by: %(name)s") % {"name": name}


def _decisions(by: Actor, keys: list[UUID], about: Linked) -> Iterator[Entry]:
    rows = Decision.objects.filter(agency_id=by.agency_key, notification_id__in=keys)
    for row in rows.select_related("agency", "decided_by", "notification"):
        yield Entry(
            key=f"decision:{row.pk}",
            when=row.decided_at,
            agency_id=row.agency_id,
            agency=row.agency.name,
            kind=EventKind.DECISION,
            title=row.get_outcome_display(),
            certainty=Certainty.FACT,
            known=_by(row.decided_by.full_name),
            seen=_seen(by, row.agency_id),
            about=about[row.notification_id],
            text="\n".join((row.get_reason_display(), row.rationale)),
            link=_case(row.notification.reference),
            is_minor=is_minor(EventKind.DECISION),
        )


def _questions(by: Actor, keys: list[UUID], about: Linked) -> Iterator[Entry]:
    rows = Question.objects.filter(notification_id__in=keys, **_ours(by))
    for row in rows.select_related("agency", "asked_by__agency", "answered_by__agency", "notification"):
        yield Entry(
            key=f"question:{row.pk}:asked",
            when=row.asked_at,
            agency_id=row.asked_by.agency_id,
            agency=row.asked_by.agency.name,
            kind=EventKind.QUESTION,
            title=gettext("The front door asked the officer"),
            certainty=Certainty.FACT,
            known=_by(row.asked_by.full_name),
            seen=_seen(by, row.asked_by.agency_id),
            about=about[row.notification_id],
            text=row.text,
            link=_case(row.notification.reference),
            is_minor=True,
        )
        if row.answered_by is not None and row.answered_at is not None:
            yield Entry(
                key=f"question:{row.pk}:answered",
                when=row.answered_at,
                agency_id=row.answered_by.agency_id,
                agency=row.answered_by.agency.name,
                kind=EventKind.QUESTION,
                title=gettext("The officer answered"),
                certainty=Certainty.REPORTED,
                known=_by(row.answered_by.full_name),
                seen=_seen(by, row.answered_by.agency_id),
                about=about[row.notification_id],
                text=row.answer,
                link=_case(row.notification.reference),
                is_minor=True,
            )


def _feedback(by: Actor, keys: list[UUID], about: Linked) -> Iterator[Entry]:
    rows = Feedback.objects.filter(notification_id__in=keys, **_ours(by))
    for row in rows.select_related("notification__front_door__agency"):
        giver = row.notification.front_door.agency
        yield Entry(
            key=f"feedback:{row.pk}",
            when=row.given_at,
            agency_id=giver.pk,
            agency=giver.name,
            kind=EventKind.FEEDBACK,
            title=gettext("The officer was told what happened"),
            certainty=Certainty.FACT,
            known=gettext("Recorded in this service"),
            seen=_seen(by, giver.pk),
            about=about[row.notification_id],
            text=str(FEEDBACK[row.event].sentence),
            link=_case(row.notification.reference),
            is_minor=True,
        )
