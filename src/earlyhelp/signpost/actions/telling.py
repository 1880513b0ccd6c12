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
from earlyhelp.partnership.queries import list_front_door, list_practitioners_of_agency
from earlyhelp.signpost.actions.linking import STOP_JOB, defer, make_link
from earlyhelp.signpost.choices.referrals import HelpOutcome, ReferralState
from earlyhelp.signpost.models import AnsweringContact, Referral
from earlyhelp.signpost.rules import referrals as rules
from earlyhelp.signpost.rules import states
from earlyhelp.solve.actions import give_feedback

# A referral that was taken back cannot be opened any more, so its message leads to the list.
_GONE = frozenset({Template.REFERRAL_WITHDRAWN})
_GOT_BETTER = frozenset({HelpOutcome.BETTER, HelpOutcome.SOMEWHAT})


@transaction.atomic
def tell_officer(*, by: Actor, referral: Referral, was: str, at: datetime) -> None:
    """Give the officer feedback when the move is news, and no more than the person agreed to.

    Written as the front door: the service has no part in the notification, and must not get one by this.
    """
    shown = rules.is_shown(referral.state, hears_progress=referral.hears_progress)
    if not (shown and rules.is_news(referral.state, was=was)):
        return
    event = states.FEEDBACK[ReferralState(referral.state)]
    if referral.help_outcome in _GOT_BETTER:
        event = states.GOT_BETTER
    with acting(Actor.system(by.purpose, agency_id=referral.agency_id)) as front_door:
        notification = Notification.objects.get(pk=referral.notification_id)
        give_feedback(by=front_door, notification=notification, event=event, at=at)


@transaction.atomic
def tell_service(*, by: Actor, referral: Referral, template: Template, at: datetime) -> None:
    """Tell the receiving service that there is something to see, and nothing more.

    Its named worker, or else all its workers; a partner without accounts gets a new link, or word to stop.
    """
    workers = list_practitioners_of_agency(
        by=by, agency_id=referral.receiving_agency_id, role=Role.SERVICE_WORKER
    )
    named = workers.filter(pk=referral.worker_id) if referral.worker_id else workers.none()
    readers = list(named) or list(workers)
    if not readers:
        _tell_partner(by, referral, template, at)
        return
    path = reverse("signpost:inbox") if template in _GONE else _path_to(referral)
    _send(by, readers, referral, template, path, at)


def _tell_partner(by: Actor, referral: Referral, template: Template, at: datetime) -> None:
    contact = AnsweringContact.objects.filter(partner=referral.receiving_agency_id).first()
    if contact is None:
        return
    if template in _GONE:
        defer(STOP_JOB, contact_id=contact.pk)
    else:
        make_link(by=by, referral=referral, at=at)


@transaction.atomic
def tell_sender(*, by: Actor, referral: Referral, template: Template, at: datetime) -> None:
    """Send a message to whoever sent the referral, or to their team when they have left."""
    sender = referral.sent_by
    team = list_front_door(by=by, team_id=referral.referrer_team_id)
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
