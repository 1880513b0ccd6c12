"""Openings in an emergency: those that last, one's own, and those that an owner's officer reviews."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from earlyhelp.govern.choices.breakglass import GlassState
from earlyhelp.govern.models.breakglass import BreakGlass, GlassWord
from earlyhelp.govern.rules import breakglass as rules
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON

MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class Glass:
    """One opening as a page shows it."""

    row: BreakGlass
    state: GlassState
    words: tuple[GlassWord, ...]
    is_overdue: bool

    @property
    def colleagues(self) -> int:
        """How many were sent a message when the record was opened."""
        return len(self.row.told)

    @property
    def is_open(self) -> bool:
        """True while the record can be read."""
        return self.state is GlassState.OPEN

    @property
    def is_finished(self) -> bool:
        """True when an officer has found it justified or not."""
        return self.state not in rules.TO_DO


def find_live_glass(by: Actor, record_ids: Iterable[UUID], *, at: datetime) -> BreakGlass | None:
    """The actor's own opening of one of these records that lasts now, or None. One query."""
    mine = BreakGlass.objects.filter(
        practitioner_id=by.practitioner_key, record_id__in=list(record_ids), closed_at=None, until_at__gt=at
    )
    return mine.order_by("-until_at").first()


def get_my_glass(by: Actor, glass_id: UUID, *, at: datetime) -> Glass:
    """One opening of the actor's own. Raises BreakGlass.DoesNotExist."""
    return _shown(BreakGlass.objects.filter(practitioner_id=by.practitioner_key), glass_id, at)


def get_glass_to_review(by: Actor, glass_id: UUID, *, at: datetime) -> Glass:
    """One opening of a record that the actor's agency owns. Raises NotAllowed, BreakGlass.DoesNotExist."""
    rules.check_may_review(by, owner=by.agency_key)
    return _shown(BreakGlass.objects.filter(owner_agency_id=by.agency_key), glass_id, at)


def list_my_glasses(by: Actor, *, at: datetime) -> list[Glass]:
    """What the actor opened in emergencies, the newest first. Two queries."""
    return _list(BreakGlass.objects.filter(practitioner_id=by.practitioner_key), at)


def list_glasses_to_review(by: Actor, *, at: datetime) -> list[Glass]:
    """Openings of the agency's records: what waits first, the longest waiting at the top, then what is finished."""
    rules.check_may_review(by, owner=by.agency_key)
    found = _list(BreakGlass.objects.filter(owner_agency_id=by.agency_key), at)
    waiting = [one for one in found if not one.is_finished]
    return [*reversed(waiting), *(one for one in found if one.is_finished)]


def count_glasses_to_review(by: Actor) -> int:
    """How many openings of the agency's records no officer has finished with. One query."""
    done = GlassWord.objects.filter(step__in=["justify", "condemn"]).values("glass_id")
    return BreakGlass.objects.filter(owner_agency_id=by.agency_key).exclude(pk__in=done).count()


def count_glasses_to_answer(by: Actor, *, at: datetime) -> int:
    """How many of the actor's own openings an officer asks more about. Two queries."""
    return len([one for one in list_my_glasses(by, at=at) if one.state is GlassState.ASKED])


def _shown(rows: QuerySet[BreakGlass], glass_id: UUID, at: datetime) -> Glass:
    return _glass(rows.prefetch_related("steps").get(pk=glass_id), at)


def _list(rows: QuerySet[BreakGlass], at: datetime) -> list[Glass]:
    found = rows.prefetch_related("steps").order_by("-broken_at", "-id")[:MOST_LISTED]
    return [_glass(row, at) for row in found]


def _glass(row: BreakGlass, at: datetime) -> Glass:
    words = tuple(row.steps.all())
    state = rules.state_of(
        until_at=row.until_at, closed_at=row.closed_at, steps=[one.step for one in words], at=at
    )
    late = rules.is_overdue(state, row.review_by, at.astimezone(LONDON).date())
    return Glass(row, state, words, late)
