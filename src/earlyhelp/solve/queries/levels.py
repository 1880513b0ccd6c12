"""Which level of the council's thresholds notifications meet and why, and where a practitioner said another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from earlyhelp.identify.choices import PersonRole
from earlyhelp.identify.models import ReportedPerson
from earlyhelp.kit.actor import Actor
from earlyhelp.solve.models import LevelJudgement, Threshold
from earlyhelp.solve.queries.grading import Priority
from earlyhelp.solve.queries.standards import list_thresholds
from earlyhelp.solve.rules.thresholds import Met, Seen, level_of


@dataclass(frozen=True, slots=True)
class LevelShown:
    """The level that the published words and the facts lead to, and what a practitioner said instead, if anything."""

    found: Threshold
    met: tuple[Met, ...]
    judgement: LevelJudgement | None
    all: tuple[Threshold, ...]

    @property
    def counts(self) -> Threshold:
        """The level that counts: the practitioner's word, else what the facts lead to."""
        if self.judgement is None:
            return self.found
        said = self.judgement.level
        return next((one for one in self.all if one.level == said), self.found)


def levels_of(
    by: Actor, notifications: Sequence[Any], priorities: Mapping[UUID, Priority]
) -> dict[UUID, LevelShown]:
    """The level of each of these; those whose council has published none are left out. Three queries."""
    keys = [one.pk for one in notifications]
    published = list_thresholds(by, [priorities[key].standard.version for key in keys])
    unborn = set(
        ReportedPerson.objects.filter(notification_id__in=keys, role=PersonRole.UNBORN, corrected_by=None)
        .order_by()
        .values_list("notification_id", flat=True)
    )
    judged = _judgements(by, keys)
    found = {}
    for one in notifications:
        priority = priorities[one.pk]
        levels = published.get(priority.standard.version)
        seen = _seen(one, priority, unborn=one.pk in unborn)
        met = level_of({level: row.conditions for level, row in levels.items()}, seen) if levels else None
        if levels and met:
            rows = tuple(levels[level] for level in sorted(levels, reverse=True))
            found[one.pk] = LevelShown(levels[met.level], met.met, judged.get(one.pk), rows)
    return found


def _seen(notification: Any, priority: Priority, *, unborn: bool) -> Seen:
    standard = priority.standard
    return Seen(
        track=notification.track,
        needs=tuple(notification.needs),
        help_offered=notification.help_offered,
        child_subject=priority.child_subject,
        unborn=unborn,
        notifications=priority.repeat.count_in(standard.pattern_days) if priority.repeat.confirmed else 1,
        pattern_count=standard.pattern_count,
        pattern_days=standard.pattern_days,
    )


def _judgements(by: Actor, keys: Sequence[UUID]) -> dict[UUID, LevelJudgement]:
    rows = LevelJudgement.objects.filter(agency_id=by.agency_key, notification_id__in=list(keys))
    last = rows.order_by("notification_id", "-judged_at", "-id").distinct("notification_id")
    return {one.notification_id: one for one in last.select_related("judged_by")}
