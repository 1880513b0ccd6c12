"""What colleagues did since a page of the queue was drawn: by marks, so that no clock has to agree with another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any

from django.utils.translation import gettext as _

from earlyhelp.identify.models import Notification
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve.choices import Outcome
from earlyhelp.solve.choices.queue import Stage
from earlyhelp.solve.models import Claim, Decision, Hold
from earlyhelp.solve.queries.stages import in_stage, in_view, stage_of_row, with_holders, with_stage
from earlyhelp.solve.rules.queue import Looking

MOST_MARKS = 50


@dataclass(frozen=True, slots=True)
class Mark:
    """How one notification stands, as a code, and in a sentence for whoever has an older page."""

    reference: str
    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Since:
    """What happened since somebody last looked: counts, and what was taken over from them."""

    since: datetime
    new: int
    decided: int
    taken_over: tuple[Claim, ...]

    @property
    def is_something(self) -> bool:
        """True when there is anything to say."""
        return bool(self.new or self.decided or self.taken_over)


def mark_of(notification: Any) -> str:
    """A short code that is another one as soon as anybody did anything. For rows of `with_stage` and `with_holders`."""
    stands = (
        stage_of_row(notification),
        notification.last_outcome,
        notification.last_decided_at,
        notification.claim_by,
        notification.given_to,
        notification.hold_key,
    )
    return blake2b(repr(stands).encode(), digest_size=6).hexdigest()


def list_marks(by: Actor, references: Sequence[str], at: datetime) -> list[Mark]:
    """The marks of these notifications. Two queries. Holds references and colleagues' names, nobody who is helped."""
    found: Any = with_holders(by, with_stage(by, at)).filter(reference__in=list(references)[:MOST_MARKS])
    rows = list(found.select_related(None).order_by("reference"))
    names = _names({key for row in rows for key in (row.claim_by, row.given_to) if key})
    return [Mark(row.reference, mark_of(row), _sentence(by, row, names)) for row in rows]


def count_waiting(by: Actor, at: datetime, looking: Looking) -> int:
    """How many stand in the tab and view that somebody looks at, whatever they filter by. One query."""
    found: Any = with_stage(by, at)
    return in_view(by, in_stage(found, looking.stage), looking.view).order_by().count()


def _names(keys: set[Any]) -> dict[Any, str]:
    return {one.pk: one.full_name for one in Practitioner.objects.filter(pk__in=keys)} if keys else {}


def _sentence(by: Actor, row: Any, names: dict[Any, str]) -> str:
    """Where it stands now, in words."""
    stage = stage_of_row(row)
    if stage in (Stage.DECIDED, Stage.CLOSED):
        return _("Decided meanwhile: %(outcome)s") % {"outcome": Outcome(row.last_outcome).label}
    if stage is Stage.WAITING:
        return _("A question went to the officer meanwhile")
    if stage is Stage.ON_HOLD:
        return _("Put on hold meanwhile")
    if row.claim_by and row.claim_by != by.practitioner_key:
        return _("Open with: %(name)s") % {"name": names.get(row.claim_by, "")}
    if row.given_to and row.given_to != by.practitioner_key:
        return _("Given to: %(name)s") % {"name": names.get(row.given_to, "")}
    return _("Changed meanwhile")


def list_taken_over(by: Actor, at: datetime, since: datetime) -> tuple[Claim, ...]:
    """What colleagues took over from the practitioner since then and still have open. One query.

    Each is the colleague's claim, with its notification's reference and the colleague's name.
    """
    mine = Claim.objects.filter(
        agency_id=by.agency_key, practitioner_id=by.practitioner_key, released_at__gt=since
    )
    ended = {(one.notification_id, one.released_at) for one in mine}
    if not ended:
        return ()
    theirs = Claim.objects.filter(
        agency_id=by.agency_key, notification_id__in={key for key, _at in ended}, released_at=None
    ).exclude(practitioner_id=by.practitioner_key)
    found = theirs.select_related("practitioner", "notification").order_by("claimed_at")
    return tuple(one for one in found if (one.notification_id, one.claimed_at) in ended)


def get_since(by: Actor, since: datetime, at: datetime) -> Since:
    """What happened in the queue since somebody last looked, without what they did themselves."""
    arrived: Any = with_stage(by, at).filter(submitted_at__gt=since)
    decided = Decision.objects.filter(agency_id=by.agency_key, decided_at__gt=since)
    return Since(
        since=since,
        new=arrived.order_by().count(),
        decided=decided.exclude(decided_by_id=by.practitioner_key).count(),
        taken_over=list_taken_over(by, at, since),
    )


def get_taken_over(by: Actor, claim: Claim | None) -> Claim | None:
    """The live claim of a notification, if it was taken over from the practitioner; else None. At most one query."""
    if claim is None or claim.practitioner_id == by.practitioner_id:
        return None
    mine = Claim.objects.filter(
        notification_id=claim.notification_id,
        practitioner_id=by.practitioner_key,
        released_at=claim.claimed_at,
    )
    return claim if mine.exists() else None


def get_hold(by: Actor, notification: Notification) -> Hold | None:
    """The hold of a notification that nobody has ended; its day may have come. Names nobody who is helped."""
    live = Hold.objects.filter(agency_id=by.agency_key, notification=notification, ended_at=None)
    return live.select_related("held_by").first()
