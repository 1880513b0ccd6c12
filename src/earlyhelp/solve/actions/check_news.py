"""Who hears about a check, and when. A message says that there is something to read, and names nobody."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from earlyhelp.govern.choices import Purpose
from earlyhelp.identify.models import Notification
from earlyhelp.inform.actions import send_message
from earlyhelp.inform.choices import Template
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.models import Practitioner
from earlyhelp.partnership.queries import list_front_door, list_practitioners_of_agency
from earlyhelp.solve.models import Check, CheckAnswer, Claim
from earlyhelp.solve.queries.decisions import get_last_decision
from earlyhelp.solve.rules.checks import ANSWERS_CHECKS


def tell_asked(by: Actor, check: Check, agency_id: UUID, at: datetime) -> None:
    """Tell those who answer for an agency that it is asked."""
    _to_agency(by, check, agency_id, Template.CHECK, at)


def tell_withdrawn(by: Actor, check: Check, agency_id: UUID, at: datetime) -> None:
    """Tell them that nobody waits for their answer any more."""
    _to_agency(by, check, agency_id, Template.CHECK_WITHDRAWN, at)


def remind(by: Actor, answer: CheckAnswer, at: datetime) -> None:
    """Tell them that their answer is due soon."""
    _to_agency(by, Check.objects.get(pk=answer.checked_id), answer.asked_id, Template.CHECK_ENDS, at)


def tell_late(by: Actor, answer: CheckAnswer, at: datetime) -> None:
    """Tell the front door that an agency has not answered in time."""
    _to_front_door(by, Check.objects.get(pk=answer.checked_id), Template.CHECK_LATE, at)


def tell_answered(check: Check, at: datetime) -> None:
    """Tell the front door that an agency has answered: who asked, who has it open, and who decided meanwhile.

    The agency that answers may not know of claims and decisions, so the service looks in the front door's name.
    """
    with acting(Actor.system(Purpose.EARLY_HELP, agency_id=check.agency_id)) as service:
        _to_front_door(service, check, Template.CHECK_ANSWERED, at)


def _to_agency(by: Actor, check: Check, agency_id: UUID, template: Template, at: datetime) -> None:
    path = {"path": reverse("solve:check", args=[check.pk])}
    for role in ANSWERS_CHECKS:
        for reader in list_practitioners_of_agency(by=by, agency_id=agency_id, role=role).order_by("pk"):
            send_message(by=by, to=reader, template=template, context=path, at=at)


def _to_front_door(by: Actor, check: Check, template: Template, at: datetime) -> None:
    notification = Notification.objects.select_related("front_door").get(pk=check.notification_id)
    path = {"path": reverse("solve:case", args=[notification.reference])}
    for reader in _readers(by, check, notification):
        send_message(by=by, to=reader, template=template, about=notification, context=path, at=at)


def _readers(by: Actor, check: Check, notification: Notification) -> Iterable[Practitioner]:
    last = get_last_decision(by, notification.pk)
    claim = Claim.objects.filter(notification=notification, released_at=None).first()
    keys = {check.asked_by_id}
    keys |= {last.decided_by_id} if last else set()
    keys |= {claim.practitioner_id} if claim else set()
    team = list_front_door(by=by, team_id=notification.front_door_id)
    concerned = team.filter(pk__in=keys).order_by("pk")
    # Nobody of them works here any more: then the whole front door hears.
    return concerned if concerned.exists() else team.order_by("pk")
