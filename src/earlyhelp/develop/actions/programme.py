"""Workstreams, milestones, risks, decisions and pledges, and saying how each goes."""

from datetime import date, datetime

from django.db import transaction

from earlyhelp.develop import queries
from earlyhelp.develop.models import (
    Milestone,
    Pledge,
    ProgrammeDecision,
    ProgrammeRisk,
    ProgrammeWord,
    Workstream,
)
from earlyhelp.develop.rules import programme as rules
from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.models import Agency


@transaction.atomic
def open_workstream(
    *, by: Actor, name_en: str, name_cy: str, aim_en: str, aim_cy: str, led_by: Agency, at: datetime
) -> Workstream:
    """Open a part of the programme that one partner leads. Raises NotAllowed."""
    rules.check_may_run(by, leads=queries.is_of_leading_agency(by=by))
    made = Workstream.objects.create(
        name_en=name_en,
        name_cy=name_cy,
        aim_en=aim_en,
        aim_cy=aim_cy,
        led_by=led_by,
        opened_at=at,
        opened_by_id=by.practitioner_key,
    )
    audit.record(by=by, did="workstream.opened", target=made, at=at)
    return made


@transaction.atomic
def add_milestone(
    *, by: Actor, workstream: Workstream, name_en: str, name_cy: str, due_on: date, at: datetime
) -> Milestone:
    """Say what a workstream will have reached by a day. Raises NotAllowed or UnlikelyDay."""
    _check_may_lead(by, workstream)
    rules.check_due(due_on, _day(at))
    made = Milestone.objects.create(
        workstream=workstream,
        name_en=name_en,
        name_cy=name_cy,
        due_on=due_on,
        made_at=at,
        made_by_id=by.practitioner_key,
    )
    audit.record(by=by, did="milestone.added", target=made, at=at)
    return made


@transaction.atomic
def add_risk(
    *,
    by: Actor,
    workstream: Workstream,
    name_en: str,
    name_cy: str,
    likelihood: int,
    impact: int,
    at: datetime,
) -> ProgrammeRisk:
    """Say what could keep a workstream from its aim. Raises NotAllowed."""
    _check_may_lead(by, workstream)
    made = ProgrammeRisk.objects.create(
        workstream=workstream,
        name_en=name_en,
        name_cy=name_cy,
        likelihood=likelihood,
        impact=impact,
        made_at=at,
        made_by_id=by.practitioner_key,
    )
    audit.record(by=by, did="programme_risk.added", target=made, at=at)
    return made


@transaction.atomic
def record_programme_decision(
    *,
    by: Actor,
    workstream: Workstream,
    name_en: str,
    name_cy: str,
    why_en: str,
    why_cy: str,
    decided_on: date,
    at: datetime,
) -> ProgrammeDecision:
    """Write down what was decided for a workstream, and why. Raises NotAllowed or UnlikelyDay."""
    _check_may_lead(by, workstream)
    rules.check_decided(decided_on, _day(at))
    made = ProgrammeDecision.objects.create(
        workstream=workstream,
        name_en=name_en,
        name_cy=name_cy,
        why_en=why_en,
        why_cy=why_cy,
        decided_on=decided_on,
        made_at=at,
        made_by_id=by.practitioner_key,
    )
    audit.record(by=by, did="programme_decision.recorded", target=made, at=at)
    return made


@transaction.atomic
def make_pledge(*, by: Actor, name_en: str, name_cy: str, due_on: date, at: datetime) -> Pledge:
    """Promise something to the other partners for one's own agency. Raises NotAllowed or UnlikelyDay."""
    rules.check_may_pledge(by, partner_id=by.agency_key)
    rules.check_due(due_on, _day(at))
    made = Pledge.objects.create(
        partner_id=by.agency_key,
        name_en=name_en,
        name_cy=name_cy,
        due_on=due_on,
        made_at=at,
        made_by_id=by.practitioner_key,
    )
    audit.record(by=by, did="pledge.made", target=made, at=at)
    return made


@transaction.atomic
def tell_item(
    *,
    by: Actor,
    item: Milestone | ProgrammeRisk | Pledge,
    state: str,
    words: str,
    at: datetime,
    due_on: date | None = None,
    likelihood: int | None = None,
    impact: int | None = None,
) -> ProgrammeWord:
    """Say how a milestone, a risk or a pledge goes; a new day or a new degree goes with it.

    Raises NotAllowed, UnlikelyDay, SilentWord or SettledItem.
    """
    if isinstance(item, Pledge):
        rules.check_may_pledge(by, partner_id=item.partner_id)
    else:
        _check_may_lead(by, item.workstream)
    # A lock, so that two who settle the same at once do not both do so.
    type(item).objects.select_for_update(of=("self",)).get(pk=item.pk)
    stood = queries.standing_of(by=by, item=item, day=_day(at))
    rules.check_word(words, state=stood.state)
    if due_on is not None and due_on != stood.due_on:
        rules.check_due(due_on, _day(at))
    made = ProgrammeWord.objects.create(
        **{queries.kind_of(by=by, item=item).value: item},
        state=state,
        words=words.strip(),
        written_in=by.language,
        due_on=due_on,
        likelihood=likelihood,
        impact=impact,
        said_by_id=by.practitioner_key,
        said_at=at,
    )
    audit.record(
        by=by,
        did="programme_item.told",
        target=item,
        at=at,
        changed={"state": (stood.state.value, str(state)), "due_on": (stood.due_on, due_on or stood.due_on)},
    )
    return made


def _check_may_lead(by: Actor, workstream: Workstream) -> None:
    leads = queries.is_of_leading_agency(by=by)
    rules.check_may_lead(by, led_by=workstream.led_by_id, leads=leads)


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()
