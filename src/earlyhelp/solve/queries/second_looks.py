"""Which notifications ask for a second look at the last decision, and where that stands. Constant queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.solve.choices import Outcome, Tab
from earlyhelp.solve.choices.standards import FrontDoorClock, LookState
from earlyhelp.solve.models import Decision, SecondLook
from earlyhelp.solve.queries.decisions import list_last_decisions
from earlyhelp.solve.queries.standards import standards_for
from earlyhelp.solve.queries.states import in_tab, with_state
from earlyhelp.solve.queries.timing import other_clock
from earlyhelp.solve.rules.clocks import Reading
from earlyhelp.solve.rules.second_looks import LastDecision, look_state
from earlyhelp.solve.rules.standards import Standard
from earlyhelp.understand.queries import list_repeat_contact
from earlyhelp.understand.rules import RepeatContact


@dataclass(frozen=True, slots=True)
class Look:
    """The last decision about the same people beside a new notification. `clock` runs while it is to be looked at."""

    decision: Decision
    state: LookState
    kept: SecondLook | None
    clock: Reading | None

    @property
    def is_open(self) -> bool:
        """True while somebody must say whether it still holds."""
        return self.state is LookState.TO_REVIEW


def looks_of(
    by: Actor,
    notifications: Sequence[Any],
    at: datetime,
    *,
    repeats: Mapping[UUID, RepeatContact] | None = None,
    standards: Mapping[UUID, Standard] | None = None,
) -> dict[UUID, Look]:
    """The second look that each asks for; those that ask for none are left out. Names nobody.

    Only people who were linked count. Seven queries, three where repeat contact and standards were read already.
    """
    keys = [one.pk for one in notifications]
    repeats = list_repeat_contact(by, keys) if repeats is None else repeats
    earlier = {key for repeat in repeats.values() for key in repeat.earlier}
    own = list_last_decisions(by, {*earlier, *keys})
    ended = {key: one for key, one in own.items() if one.outcome != Outcome.ASKED_BACK}
    decisions = {
        key: max((ended[one] for one in repeat.earlier if one in ended), key=_when, default=None)
        for key, repeat in repeats.items()
    }
    kept = _kept(by, keys)
    standards = standards_for(by, notifications) if standards is None else standards
    found = {}
    for one in notifications:
        decision = decisions.get(one.pk)
        if decision is None:
            continue
        last = LastDecision(decision.decided_at, decision.number)
        look = kept.get((one.pk, decision.pk))
        state = look_state(last, one.submitted_at, kept=look is not None, new_decided=one.pk in ended)
        if state is not None:
            is_open = state is LookState.TO_REVIEW
            clock = other_clock(FrontDoorClock.REVIEW, one.submitted_at, standards[one.pk], at)
            found[one.pk] = Look(decision, state, look, clock if is_open else None)
    return found


def count_looks(by: Actor, at: datetime) -> int:
    """How many last decisions wait for somebody to look again. Constant queries."""
    return len(_open_looks(by, at))


def list_looks(by: Actor, at: datetime) -> list[tuple[Any, Look]]:
    """The notifications that ask for a second look, with the last decision: what is due first stands first. Audited."""
    found = sorted(_open_looks(by, at), key=lambda one: (one[0].submitted_at, one[0].pk))
    audit.record_read(
        by=by, what="notification", targets=[one for one, _ in found], at=at, reason="second look"
    )
    return found


def _open_looks(by: Actor, at: datetime) -> list[tuple[Any, Look]]:
    # Asked back is not decided: the question about the last decision stands meanwhile.
    undecided = (in_tab(with_state(by), tab) for tab in (Tab.TO_DECIDE, Tab.WAITING))
    waiting: list[Any] = [one for found in undecided for one in found]
    looks = looks_of(by, waiting, at)
    return [(one, looks[one.pk]) for one in waiting if one.pk in looks and looks[one.pk].is_open]


def _when(decision: Decision) -> datetime:
    return decision.decided_at


def _kept(by: Actor, keys: Sequence[UUID]) -> dict[tuple[UUID, UUID], SecondLook]:
    rows = SecondLook.objects.filter(agency_id=by.agency_key, notification_id__in=list(keys))
    return {(one.notification_id, one.decision_id): one for one in rows.select_related("kept_by")}
