"""What a worker keeps for themselves of their days, and their wish for a check-in. None of it is in the audit.

An entry that a worker ticked something, wished for somebody or took it back would be read by others, and would tell
what this room promises to tell nobody.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import connections
from django.utils.translation import gettext_lazy as _

from earlyhelp.develop.choices.wellbeing import ExposureKind
from earlyhelp.develop.models.wellbeing import CheckInWish, ExposureConsent, ExposureTick
from earlyhelp.develop.queries.wellbeing.walls import CONNECTION, apart
from earlyhelp.develop.rules.wellbeing.surveys import check_leads_team
from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.kit.working_days import LONDON

_BACK: Final = timedelta(days=7)


class NoConsent(RuleError):
    """Nothing is kept of somebody who has not said that it may be."""


class UnlikelyDay(RuleError):
    """A day that is not one of the last seven."""


def turn_on(*, by: Actor, at: datetime) -> None:
    """Begin to keep what the actor ticks, for themselves. Again, nothing changes."""
    with apart(by):
        ExposureConsent.objects.get_or_create(
            practitioner_key=_own(by), defaults={"since_on": at.astimezone(LONDON).date()}
        )


def turn_off(*, by: Actor, at: datetime) -> None:
    """Stop, and delete everything that the actor ever ticked, at once."""
    with apart(by):
        ExposureConsent.objects.filter(practitioner_key=_own(by)).delete()


def tick_day(*, by: Actor, kinds: Collection[str], day: date, at: datetime) -> None:
    """Keep what the actor met on a day; what is no longer ticked goes. Raises NoConsent, UnlikelyDay."""
    today = at.astimezone(LONDON).date()
    if not today - _BACK < day <= today:
        raise UnlikelyDay(_("Choose today, or one of the six days before."))
    with apart(by):
        consent = ExposureConsent.objects.filter(practitioner_key=_own(by)).first()
        if consent is None:
            raise NoConsent(_("Turn this on first. Nothing was kept."))
        wanted = {ExposureKind(kind).value for kind in kinds}
        there = ExposureTick.objects.filter(practitioner_key=_own(by), met_on=day)
        there.exclude(kind__in=wanted).delete()
        known = set(there.values_list("kind", flat=True))
        ExposureTick.objects.bulk_create(
            ExposureTick(consent=consent, practitioner_key=_own(by), kind=kind, met_on=day)
            for kind in sorted(wanted - known)
        )


def wish_for_check_in(*, by: Actor, at: datetime) -> None:
    """Let the leads of the actor's team offer a check-in. Nothing else goes with it. Again, it begins anew."""
    with apart(by):
        CheckInWish.objects.filter(practitioner_key=_own(by)).delete()
        CheckInWish.objects.create(
            practitioner_key=_own(by), team_key=by.team_key, wished_on=at.astimezone(LONDON).date()
        )


def take_wish_back(*, by: Actor, at: datetime) -> None:
    """Take the wish back: from now on nobody sees that there was one."""
    with apart(by):
        CheckInWish.objects.filter(practitioner_key=_own(by)).delete()


def offer_check_in(*, by: Actor, wish_id: UUID, at: datetime) -> bool:
    """A lead says that they offered a check-in to somebody who let them. False where the wish is no longer there."""
    check_leads_team(by)
    with apart(by):
        found = CheckInWish.objects.filter(pk=wish_id, team_key=by.team_key).exclude(
            practitioner_key=_own(by)
        )
        return bool(found.update(offered_on=at.astimezone(LONDON).date()))


def sweep(*, by: Actor, gone: Collection[UUID], at: datetime) -> None:
    """Delete what is over: ticks after a year, wishes after 90 days, and all that those who left (`gone`) kept."""
    with apart(by), connections[CONNECTION].cursor() as cursor:
        cursor.execute("SELECT wellbeing.sweep(%s::uuid[])", [list(gone)])
    audit.record(by=by, did="wellbeing.swept", at=at)


def _own(by: Actor) -> UUID:
    if by.practitioner_id is None:
        raise NotAllowed(_("Sign in first."))
    return by.practitioner_id
