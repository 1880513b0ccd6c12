"""A council's standards: every version, the one that counts for a notification, and the levels that it published."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from earlyhelp.identify.models import Notification
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON, OfficeHours
from earlyhelp.partnership.choices import TeamKind
from earlyhelp.partnership.models import Team
from earlyhelp.solve.choices import Grade
from earlyhelp.solve.models import Threshold, TriageStandard
from earlyhelp.solve.rules.clocks import Limit
from earlyhelp.solve.rules.standards import Standard, standard_at


def list_versions(by: Actor) -> list[TriageStandard]:
    """Every version of the actor's agency, the newest first. One query; they name nobody who is helped."""
    found = TriageStandard.objects.filter(agency_id=by.agency_key).select_related(
        "out_of_hours_team", "added_by"
    )
    return list(found.order_by("-version"))


def get_version_now(by: Actor, at: datetime) -> TriageStandard | None:
    """The version that counts for what arrives now, or None where the agency has set none."""
    today = at.astimezone(LONDON).date()
    return next((one for one in list_versions(by) if one.from_on <= today), None)


def list_standards(by: Actor) -> tuple[Standard, ...]:
    """The versions of the actor's agency as the rules read them. One query."""
    return tuple(standard_of(row) for row in TriageStandard.objects.filter(agency_id=by.agency_key))


def standards_for(by: Actor, notifications: Iterable[Notification]) -> dict[UUID, Standard]:
    """The version that counts for each notification: the one of the day on which it arrived. One query."""
    versions = list_standards(by)
    return {one.pk: standard_at(versions, one.submitted_at) for one in notifications}


def standard_of(row: TriageStandard) -> Standard:
    """One version as the rules read it."""
    return Standard(
        version=row.version,
        from_on=row.from_on,
        hours=OfficeHours(row.opens, row.cut_off),
        decide={
            Grade.RED: Limit(row.red_within, row.red_unit),
            Grade.AMBER: Limit(row.amber_within, row.amber_unit),
            Grade.GREEN: Limit(row.green_within, row.green_unit),
        },
        acknowledge=Limit(row.acknowledge_days),
        chase=Limit(row.chase_days),
        review=Limit(row.review_days),
        pattern_count=row.pattern_count,
        pattern_days=row.pattern_days,
        research_red=row.research_red,
        research_amber=row.research_amber,
        windows=tuple(row.repeat_windows),
        out_of_hours_team_id=row.out_of_hours_team_id,
    )


def list_thresholds(by: Actor, versions: Sequence[int]) -> dict[int, dict[int, Threshold]]:
    """The published levels by version, then by level. One query."""
    found: Mapping[int, dict[int, Threshold]] = defaultdict(dict)
    rows = Threshold.objects.filter(
        agency_id=by.agency_key, standard__agency_id=by.agency_key, standard__version__in=list(versions)
    )
    for row in rows.select_related("standard"):
        found[row.standard.version][row.level] = row
    return dict(found)


def has_front_door(by: Actor) -> bool:
    """True when the actor's agency runs a front door."""
    return Team.objects.filter(agency_id=by.agency_key, kind=TeamKind.FRONT_DOOR).exists()


def list_own_teams(by: Actor) -> list[Team]:
    """The teams of the actor's agency, by name. One query."""
    return list(Team.objects.filter(agency_id=by.agency_key).order_by("name_en"))
