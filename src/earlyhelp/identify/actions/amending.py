"""Changing what was sent: the notification says what counts now, and the amendment what stood before, and why."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from earlyhelp.govern.actions import audit
from earlyhelp.identify import rules
from earlyhelp.identify.actions.notifications import reported_row
from earlyhelp.identify.models import Amendment, Notification, ReportedPerson
from earlyhelp.identify.people import list_current_people, named_of
from earlyhelp.identify.report import Amending, Named
from earlyhelp.inform.actions import send_message
from earlyhelp.inform.choices import Template
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.queries import list_front_door

Change = dict[str, Any]


@transaction.atomic
def amend_notification(
    *,
    by: Actor,
    notification_id: UUID,
    amendment_id: UUID,
    expected_number: int,
    amending: Amending,
    at: datetime,
) -> Amendment:
    """Change a notification that one sent, and tell the front door. The page brings the key, so twice is once.

    `expected_number` is the number of the last change that the page knew of, 0 for none. Raises NotAllowed,
    ReportIncomplete, NothingAmended, AmendedMeanwhile, Notification.DoesNotExist or ReportedPerson.DoesNotExist.
    """
    found = Notification.objects.select_for_update(of=("self",)).select_related("front_door")
    notification = found.get(pk=notification_id)
    rules.check_may_amend(by, submitted_by=notification.submitted_by_id)
    if made := Amendment.objects.filter(pk=amendment_id, notification=notification).first():
        return made
    rules.check_reason_to_amend(amending.reason)
    last = Amendment.objects.filter(notification=notification).aggregate(last=Max("number"))["last"] or 0
    if last != expected_number:
        raise rules.AmendedMeanwhile
    changes = _change(notification, amending, at)
    amendment = Amendment.objects.create(
        id=amendment_id,
        agency_id=notification.agency_id,
        notification=notification,
        number=last + 1,
        reason=amending.reason.strip(),
        changes=changes,
        amended_by_id=by.practitioner_key,
        amended_at=at,
    )
    detail = {
        "number": amendment.number,
        "fields": [one["field"] for one in changes["fields"]],
        "added": changes["added"],
        "corrected": [one["of"] for one in changes["corrected"]],
    }
    audit.record(by=by, did="notification.amended", target=notification, at=at, detail=detail)
    tell_front_door(by, notification, at)
    return amendment


def _change(notification: Notification, amending: Amending, at: datetime) -> Change:
    """Write what is different; say what was. Raises NothingAmended."""
    fields = _differences({name: getattr(notification, name) for name in amending.said}, amending.said)
    people = list_current_people(notification.pk)
    highest = ReportedPerson.objects.filter(notification=notification).aggregate(last=Max("position"))["last"]
    free = 0 if highest is None else highest + 1
    corrected = []
    for position, person in amending.corrected.items():
        if done := _correct(notification, people.get(position=position), person, free, at):
            corrected.append(done)
            free += 1
    added = list(range(free, free + len(amending.added)))
    if not (fields or corrected or added):
        raise rules.NothingAmended
    if people.count() + len(added) > rules.MOST_PEOPLE:
        raise rules.ReportIncomplete((rules.too_many_people(),))
    rows = [
        reported_row(notification, number, person, at)
        for number, person in zip(added, amending.added, strict=True)
    ]
    ReportedPerson.objects.bulk_create(rows)
    changed = [one["field"] for one in fields]
    for name in changed:
        setattr(notification, name, amending.said[name])
    if changed:
        notification.save(update_fields=changed)
    return {"fields": fields, "added": added, "corrected": corrected}


def _correct(
    notification: Notification, before: ReportedPerson, person: Named, position: int, at: datetime
) -> Change | None:
    """Put a row in the place of another, which stays as it is. None when nothing is different."""
    fields = _differences(asdict(named_of(before)), asdict(person))
    if not fields:
        return None
    row = reported_row(notification, position, person, at)
    row.corrects, row.place = before, before.position if before.place is None else before.place
    row.save(force_insert=True)
    return {"of": before.position, "position": position, "fields": fields}


def _differences(before: Mapping[str, object], after: Mapping[str, object]) -> list[Change]:
    told = ((name, _plain(before[name]), _plain(after[name])) for name in after)
    return [{"field": name, "before": old, "after": new} for name, old, new in told if old != new]


def _plain(value: object) -> Any:
    """A value as JSON keeps it. Moments count to the minute, because that is what the page asks for."""
    if isinstance(value, datetime):
        return value.astimezone(LONDON).isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return sorted(str(one) for one in cast("list[object]", value))
    return None if value is None else value if isinstance(value, int) else str(value).replace("\r\n", "\n")


def tell_front_door(by: Actor, notification: Notification, at: datetime) -> None:
    """Tell its decision-makers that a notification is not what it was. For actions of this room."""
    path = reverse("solve:case", args=[notification.reference])
    readers = list_front_door(by=by, team_id=notification.front_door_id)
    for reader in readers:
        send_message(
            by=by, to=reader, template=Template.AMENDMENT, about=notification, context={"path": path}, at=at
        )
