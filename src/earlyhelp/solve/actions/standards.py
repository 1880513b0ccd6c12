"""Changing a council's standards: always a new version from a day to come, never what has arrived already."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.models import Agency
from earlyhelp.solve.choices import Grade
from earlyhelp.solve.models import Threshold, TriageStandard
from earlyhelp.solve.queries.standards import has_front_door
from earlyhelp.solve.rules.clocks import Limit
from earlyhelp.solve.rules.standards import check_begins, check_may_keep_standards


@dataclass(frozen=True, slots=True)
class LevelWords:
    """One level of the published document: its words in both languages, and the conditions that can be seen here."""

    name_en: str
    name_cy: str
    words_en: str
    words_cy: str
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that a version holds."""

    from_on: date
    opens: time
    cut_off: time
    out_of_hours_team_id: UUID | None
    decide: Mapping[Grade, Limit]
    acknowledge_days: int
    chase_days: int
    review_days: int
    pattern_count: int
    pattern_days: int
    research_red: bool
    research_amber: bool
    repeat_windows: tuple[int, ...]
    why: str
    levels: Mapping[int, LevelWords]


@transaction.atomic
def add_standard(*, by: Actor, settings: Settings, at: datetime) -> TriageStandard:
    """Add a version of the agency's standards, with its levels, from a day to come.

    Raises NotAllowed, CannotChangeThePast or VersionFromThatDay.
    """
    check_may_keep_standards(by, has_front_door=has_front_door(by))
    # Two at once: the agency's row keeps the versions in one line.
    Agency.objects.select_for_update(of=("self",)).get(pk=by.agency_key)
    own = TriageStandard.objects.filter(agency_id=by.agency_key)
    newest = own.aggregate(number=Max("version"), begins=Max("from_on"))
    check_begins(settings.from_on, today=at.astimezone(LONDON).date(), latest=newest["begins"])
    made = TriageStandard.objects.create(
        agency_id=by.agency_key,
        version=(newest["number"] or 0) + 1,
        added_by_id=by.practitioner_key,
        added_at=at,
        **_columns(settings),
    )
    Threshold.objects.bulk_create(
        Threshold(
            standard=made,
            agency_id=by.agency_key,
            level=level,
            name_en=words.name_en,
            name_cy=words.name_cy,
            words_en=words.words_en,
            words_cy=words.words_cy,
            conditions=list(words.conditions),
        )
        for level, words in settings.levels.items()
    )
    detail = {"version": made.version, "from_on": settings.from_on.isoformat()}
    audit.record(by=by, did="standard.added", target=made, at=at, reason=settings.why, detail=detail)
    return made


def _columns(settings: Settings) -> dict[str, Any]:
    limits = {
        f"{grade.value}_{name}": value
        for grade, limit in settings.decide.items()
        for name, value in (("within", limit.amount), ("unit", limit.unit))
    }
    return limits | {
        "from_on": settings.from_on,
        "opens": settings.opens,
        "cut_off": settings.cut_off,
        "out_of_hours_team_id": settings.out_of_hours_team_id,
        "acknowledge_days": settings.acknowledge_days,
        "chase_days": settings.chase_days,
        "review_days": settings.review_days,
        "pattern_count": settings.pattern_count,
        "pattern_days": settings.pattern_days,
        "research_red": settings.research_red,
        "research_amber": settings.research_amber,
        "repeat_windows": list(settings.repeat_windows),
        "why": settings.why,
    }
