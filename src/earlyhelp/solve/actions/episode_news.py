"""Who hears of work that a colleague gives them. A message holds a reference and a page, and names nobody."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import models, transaction
from django.urls import reverse

from earlyhelp.identify.models import Notification
from earlyhelp.inform.actions import send_message
from earlyhelp.inform.choices import Template
from earlyhelp.inform.queries import list_messages_sent
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from earlyhelp.partnership.queries import list_practitioners_of_agency
from earlyhelp.solve.choices import WorkerPart
from earlyhelp.solve.models import Action, Episode
from earlyhelp.solve.queries.caseloads import count_first_visits_overdue, count_unled


def tell(
    by: Actor,
    to: Practitioner,
    template: Template,
    path: str,
    at: datetime,
    about: models.Model | None = None,
) -> None:
    """Write to a practitioner who works here, unless they did it themselves."""
    if to.is_active and to.pk != by.practitioner_id:
        send_message(by=by, to=to, template=template, about=about, context={"path": path}, at=at)


def tell_given(by: Actor, to: Practitioner, given: Sequence[Notification], at: datetime) -> None:
    """Tell somebody that notifications are theirs to decide: one message, however many there are."""
    if len(given) == 1:
        path = reverse("solve:case", args=[given[0].reference])
        tell(by, to, Template.NOTIFICATION_GIVEN, path, at, given[0])
    elif given:
        tell(by, to, Template.NOTIFICATIONS_GIVEN, reverse("solve:queue"), at)


def tell_part(by: Actor, episode: Episode, to: Practitioner, part: str, at: datetime) -> None:
    """Tell somebody that they lead a family's episode now, or are in the team around it."""
    template = Template.LEAD_GIVEN if part == WorkerPart.LEAD else Template.TEAM_JOINED
    tell(by, to, template, reverse("solve:episode", args=[episode.reference]), at, episode)


def tell_handed_over(by: Actor, to: Practitioner, at: datetime) -> None:
    """Tell somebody that a colleague's families are theirs: one message, however many there are."""
    tell(by, to, Template.CASELOAD_GIVEN, reverse("solve:my_episodes"), at)


def tell_action(by: Actor, action: Action, at: datetime) -> None:
    """Tell the practitioner who is to do it."""
    if action.practitioner is not None:
        path = reverse("solve:my_actions")
        tell(by, action.practitioner, Template.ACTION_GIVEN, path, at, action.episode)


@transaction.atomic
def tell_of_families_that_wait(*, by: Actor, at: datetime) -> int:
    """Tell the co-ordinators of a council that nobody leads a family, or that a first visit is overdue.

    One message a day, however many families wait and however often this runs. Returns how many were told.
    """
    local = at.astimezone(LONDON)
    morning = local.replace(hour=0, minute=0, second=0, microsecond=0)
    if not count_unled(by) and not count_first_visits_overdue(by, today=local.date()):
        return 0
    sent = list_messages_sent(by=by, template=Template.FAMILIES_WAIT, since=morning)
    told = set(sent.filter(queued_at__lt=morning + timedelta(days=1)).values_list("recipient_id", flat=True))
    readers = list_practitioners_of_agency(by=by, agency_id=by.agency_key, role=Role.COORDINATOR)
    waiting = [one for one in readers.order_by("pk").select_for_update(of=("self",)) if one.pk not in told]
    for reader in waiting:
        tell(by, reader, Template.FAMILIES_WAIT, reverse("solve:caseloads"), at)
    return len(waiting)
