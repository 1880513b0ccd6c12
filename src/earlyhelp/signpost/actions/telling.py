"""Who hears that a referral moved: the officer in plain words, and the other side of the referral by message."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from earlyhelp.identify.models import Notification
from earlyhelp.inform.actions import send_message
from earlyhelp.inform.choices import Template
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from earlyhelp.partnership.queries import list_practitioners_of_agency, list_practitioners_of_team
from earlyhelp.signpost.choices.referrals import ReferralState
from earlyhelp.signpost.models import Referral
from earlyhelp.signpost.rules import referrals as rules
from earlyhelp.solve.actions import give_feedback


@transaction.atomic
def tell_officer(*, by: Actor, referral: Referral, was: str, at: datetime) -> None:
    """Give the officer feedback when the move is news, and no more than the person agreed to.

    Written as the front door: the service has no part in the notification, and must not get one by this.
    """
    shown = rules.is_shown(referral.state, hears_progress=referral.hears_progress)
    if not (shown and rules.is_news(referral.state, was=was)):
        return
    event = rules.FEEDBACK[ReferralState(referral.state)]
    with acting(Actor.system(by.purpose, agency_id=referral.agency_id)) as front_door:
        notification = Notification.objects.get(pk=referral.notification_id)
        give_feedback(by=front_door, notification=notification, event=event, at=at)


@transaction.atomic
def tell_service(*, by: Actor, referral: Referral, template: Template, at: datetime) -> None:
    """Send a message to the workers of the receiving service: that there is something to see, and nothing more."""
    workers = list_practitioners_of_agency(
        by=by, agency_id=referral.receiving_agency_id, role=Role.SERVICE_WORKER
    )
    # A referral that was taken back cannot be opened any more, so its message leads to the list.
    gone = template is Template.REFERRAL_WITHDRAWN
    path = reverse("signpost:inbox") if gone else _path_to(referral)
    _send(by, workers, referral, template, path, at)


@transaction.atomic
def tell_sender(*, by: Actor, referral: Referral, template: Template, at: datetime) -> None:
    """Send a message to whoever sent the referral, or to their team when they have left."""
    sender = referral.sent_by
    team = list_practitioners_of_team(by=by, team_id=referral.referrer_team_id, role=Role.DECISION_MAKER)
    readers: Iterable[Practitioner] = [sender] if sender.is_active else team
    declined = template is Template.REFERRAL_DECLINED
    _send(
        by, readers, referral, template, reverse("signpost:returned") if declined else _path_to(referral), at
    )


def _send(
    by: Actor,
    readers: Iterable[Practitioner],
    referral: Referral,
    template: Template,
    path: str,
    at: datetime,
) -> None:
    for reader in readers:
        send_message(by=by, to=reader, template=template, about=referral, at=at, context={"path": path})


def _path_to(referral: Referral) -> str:
    return reverse("signpost:referral", args=[referral.reference])
