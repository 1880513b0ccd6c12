"""Adding, changing and closing agencies. None is ever deleted: what it did keeps its name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import AgencyKind, TeamKind
from earlyhelp.partnership.models import Agency, Area, Team
from earlyhelp.partnership.queries.agencies import get_agency_to_keep, leads_programme
from earlyhelp.partnership.rules import agencies as rules

_LONGEST_CODE = 60
_FIRST_TEAM = ("Administration", "Gweinyddu")


@dataclass(frozen=True, slots=True)
class AgencyFacts:
    """What an agency is called in both languages, what it is, and the codes of the areas where it works."""

    name_en: str
    name_cy: str
    kind: str
    areas: Sequence[str]


@transaction.atomic
def add_agency(*, by: Actor, facts: AgencyFacts, at: datetime) -> Agency:
    """Add an agency, with one team in which its administrators will be. Raises NotAllowed."""
    rules.check_may_change_agencies(by, leads=leads_programme(by))
    agency = Agency.objects.create(
        code=free_code(Agency.objects.values_list("code", flat=True), facts.name_en),
        kind=AgencyKind(facts.kind),
        name_en=facts.name_en,
        name_cy=facts.name_cy,
    )
    agency.areas.set(Area.objects.filter(code__in=facts.areas))
    audit.record(by=by, did="agency.added", target=agency, at=at, detail={"after": _told(agency)})
    give_first_team(by=by, agency=agency, at=at)
    return agency


@transaction.atomic
def give_first_team(*, by: Actor, agency: Agency, at: datetime) -> Team:
    """The team of an agency in which its administrators are; made when there is none. Raises NotAllowed."""
    rules.check_may_change_agencies(by, leads=leads_programme(by))
    there = Team.objects.filter(agency=agency, kind=TeamKind.RUNNING, closed_on=None).first()
    if there is not None:
        return there
    english, welsh = _FIRST_TEAM
    codes = Team.objects.values_list("code", flat=True)
    team = Team.objects.create(
        code=free_code(codes, f"{agency.code} {english}"),
        agency=agency,
        kind=TeamKind.RUNNING,
        name_en=english,
        name_cy=welsh,
    )
    audit.record(by=by, did="team.added", target=team, at=at, detail={"agency": agency.code})
    return team


@transaction.atomic
def let_lead(*, by: Actor, agency: Agency, at: datetime) -> None:
    """Let an agency run the programme: its administrators keep the other agencies too. Raises NotAllowed."""
    rules.check_may_change_agencies(by, leads=leads_programme(by))
    if not agency.leads:
        agency.leads = True
        agency.save(update_fields=["leads"])
        detail = {"before": {"leads": False}, "after": {"leads": True}}
        audit.record(by=by, did="agency.leads", target=agency, at=at, detail=detail)


@transaction.atomic
def change_agency(*, by: Actor, agency_id: UUID, facts: AgencyFacts, at: datetime) -> Agency:
    """Change what an agency is called and where it works. Raises NotAllowed, Agency.DoesNotExist."""
    leads = leads_programme(by)
    rules.check_may_change_agencies(by, leads=leads)
    agency = _lock(by, agency_id, leads=leads)
    before = _told(agency)
    agency.name_en, agency.name_cy, agency.kind = facts.name_en, facts.name_cy, AgencyKind(facts.kind)
    agency.save(update_fields=["name_en", "name_cy", "kind"])
    agency.areas.set(Area.objects.filter(code__in=facts.areas))
    after = _told(agency)
    if after != before:
        detail = {"before": before, "after": after}
        audit.record(by=by, did="agency.changed", target=agency, at=at, detail=detail)
    return agency


@transaction.atomic
def close_agency(*, by: Actor, agency_id: UUID, at: datetime) -> Agency:
    """Say that an agency is no partner any more. Twice is once. Raises NotAllowed, CannotClose."""
    leads = leads_programme(by)
    rules.check_may_change_agencies(by, leads=leads)
    agency = _lock(by, agency_id, leads=leads)
    if agency.closed_on is None:
        open_teams = agency.teams.filter(closed_on=None).count()
        rules.check_can_close_agency(open_teams=open_teams, is_own=agency.pk == by.agency_id)
        agency.closed_on = at.astimezone(LONDON).date()
        agency.save(update_fields=["closed_on"])
        audit.record(by=by, did="agency.closed", target=agency, at=at)
    return agency


@transaction.atomic
def reopen_agency(*, by: Actor, agency_id: UUID, at: datetime) -> Agency:
    """Let a closed agency be a partner again, with a team for its administrators. Raises NotAllowed."""
    leads = leads_programme(by)
    rules.check_may_change_agencies(by, leads=leads)
    agency = _lock(by, agency_id, leads=leads)
    if agency.closed_on is not None:
        agency.closed_on = None
        agency.save(update_fields=["closed_on"])
        audit.record(by=by, did="agency.reopened", target=agency, at=at)
        give_first_team(by=by, agency=agency, at=at)
    return agency


def free_code(taken: object, name: str) -> str:
    """A code made of a name that no other one has. `taken` is a queryset of codes."""
    stem = slugify(name)[: _LONGEST_CODE - 4].strip("-") or "x"
    codes = set(taken)  # type: ignore[call-overload]
    return next(code for code in (stem, *(f"{stem}-{n}" for n in range(2, 1000))) if code not in codes)


def _lock(by: Actor, agency_id: UUID, *, leads: bool) -> Agency:
    return Agency.objects.select_for_update().get(pk=get_agency_to_keep(by, agency_id, leads=leads).pk)


def _told(agency: Agency) -> dict[str, object]:
    """An agency as the audit keeps it: it is no person."""
    areas = sorted(agency.areas.values_list("code", flat=True))
    return {"name_en": agency.name_en, "name_cy": agency.name_cy, "kind": str(agency.kind), "areas": areas}
