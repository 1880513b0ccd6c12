"""Notifications as officers send them: through the real action, with its audit, access and receipt."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from earlyhelp.identify.actions import amend_notification, attach_file, start_draft, submit_notification
from earlyhelp.identify.choices import Danger, HelpOffered, Need, PersonRole, SharingView
from earlyhelp.identify.models import Amendment, Attachment, Notification
from earlyhelp.identify.report import Amending, Named, Report
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.models import new_id
from earlyhelp.partnership.models import Practitioner
from tests import factories
from tests.factories.files import picture

SOMEBODY = Named(role=PersonRole.SUBJECT, given_name="Synthetic", family_name="Resident", age=34)


def report(
    partners: factories.Partners,
    *,
    people: Sequence[Named] = (SOMEBODY,),
    at: datetime = factories.AT,
    **changes: Any,
) -> Report:
    """Make a report that may be sent. `changes` are fields of Report."""
    said: dict[str, Any] = {
        "area": partners.area.code,
        "occurred_at": at - timedelta(hours=2),
        "place": "1 Made-up Street",
        "people": tuple(people),
        "seen_and_heard": "The cupboards were empty.",
        "own_words": "We are managing, just about.",
        "strengths": "A neighbour helps with the school run.",
        "needs": (Need.MONEY,),
        "help_offered": HelpOffered.WANTS,
        "sharing_view": SharingView.AGREES,
    }
    return Report(**(said | changes))


def notification(
    partners: factories.Partners,
    by: Practitioner | Actor,
    *,
    people: Sequence[Named] = (SOMEBODY,),
    at: datetime = factories.AT,
    danger: Danger = Danger.NEITHER,
    **changes: Any,
) -> Notification:
    """Send a notification as this notifier. `changes` are fields of Report. Read it back inside `acting`."""
    who = by if isinstance(by, Actor) else factories.actor(by)
    with acting(who):
        draft = start_draft(by=who, danger=danger, at=at)
        said = report(partners, people=people, at=at, **changes)
        return submit_notification(by=who, draft_id=draft.pk, report=said, at=at)


def amendment(
    sent: Notification,
    by: Practitioner,
    *,
    at: datetime = factories.AT,
    reason: str = "They told me more.",
    added: Sequence[Named] = (),
    corrected: Mapping[int, Named] | None = None,
    **said: Any,
) -> Amendment:
    """Change a notification as who sent it. `said` are columns; without any, the place changes."""
    who = factories.actor(by)
    if not (added or corrected or said):
        said = {"place": "2 Made-up Street"}
    with acting(who):
        amending = Amending(reason=reason, said=said, added=tuple(added), corrected=corrected or {})
        last = Amendment.objects.filter(notification=sent).count()
        return amend_notification(
            by=who,
            notification_id=sent.pk,
            amendment_id=new_id(),
            expected_number=last,
            amending=amending,
            at=at,
        )


def attachment(
    sent: Notification,
    by: Practitioner,
    *,
    content: bytes = b"",
    shows: str = "",
    at: datetime = factories.AT,
) -> Attachment:
    """Attach a file to a notification as who sent it."""
    who = factories.actor(by)
    with acting(who):
        return attach_file(
            by=who, notification_id=sent.pk, sent=content or picture(), shows=shows, scanner="", at=at
        )
