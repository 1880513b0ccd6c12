"""Notifications that colleagues read for their writers: drawn here, and found again by a key that says nothing.

`develop` never sees a notification. It keeps the seed and the keys; which notification a key stands for is worked out
here, from what the team sent in that month.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from earlyhelp.develop.choices.reviews import Rubric, rubric
from earlyhelp.develop.models import ReviewSample
from earlyhelp.develop.queries import reviews as develop
from earlyhelp.develop.rules.reviews import key_of
from earlyhelp.develop.rules.rounds import months_after
from earlyhelp.identify import queries as identify
from earlyhelp.identify.models import Notification
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person of a notification without a name: what part they had, what they said, how they looked."""

    role: str
    own_words: str
    looked: str


@dataclass(frozen=True, slots=True)
class ToRead:
    """What a reader sees of a notification, and what they are asked. Names, addresses and the place are left out."""

    key: str
    notification: Notification
    people: tuple[Somebody, ...]
    rubric: Rubric


def list_writers(by: Actor, *, team_id: UUID, month: date) -> dict[UUID, UUID]:
    """Who wrote each notification that a team sent in a month, by the key of the notification. One query."""
    first, after = (datetime.combine(day, time(0), LONDON) for day in (month, months_after(month, 1)))
    return dict(identify.list_sent_by_team(by, team_id=team_id, first=first, before=after))


def get_to_read(*, by: Actor, key: str, at: datetime) -> ToRead:
    """What the actor took on to read; audited with its reason.

    Raises PeerReview.DoesNotExist, Notification.DoesNotExist, or NotAllowed.
    """
    sample = develop.get_taken(by, key=key, at=at)
    found = identify.get_for_review(by=by, notification_id=_notification_of(by, sample), at=at)
    people = tuple(Somebody(one.get_role_display(), one.own_words, one.looked) for one in found.people.all())
    return ToRead(key, found, people, rubric(sample.round.rubric))


def get_own_reference(by: Actor, *, key: str) -> str:
    """Which of the actor's own notifications was read. Raises ReviewSample or Notification.DoesNotExist."""
    wanted = _notification_of(by, develop.get_own_sample(by, key=key))
    return identify.list_my_notifications(by=by).get(pk=wanted).reference


def _notification_of(by: Actor, sample: ReviewSample) -> UUID:
    drawn = sample.round
    for notification_id in list_writers(by, team_id=drawn.team_id, month=drawn.month):
        if key_of(drawn.seed, notification_id) == sample.key:
            return notification_id
    raise Notification.DoesNotExist
