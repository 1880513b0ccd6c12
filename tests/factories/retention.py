"""Information-governance officers, records whose time is over, and the nights that pass."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from earlyhelp.govern.actions.retention import (
    confirm_disposal,
    decide_review,
    end_legal_hold,
    erase_disposals,
    look_for_due,
    make_legal_hold,
    propose_disposal,
    set_retention_rule,
)
from earlyhelp.govern.actions.retention.disposing import ReviewSaid
from earlyhelp.govern.actions.retention.holds import HoldSaid
from earlyhelp.govern.actions.retention.schedule import RuleSaid
from earlyhelp.govern.choices import Purpose
from earlyhelp.govern.models import Disposal, RetentionTask
from earlyhelp.govern.proofs import Erased
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.models import new_id
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Agency, Team
from tests import factories

LATER = factories.AT + timedelta(days=45 * 365)
DISPOSE = ReviewSaid(
    keep=False, reason="No longer needed for a policing purpose.", answers={"necessary": "no"}
)


def officer(team: Team) -> Actor:
    """An information-governance officer of the team's agency."""
    return factories.actor(factories.practitioner(team, Role.AUDITOR), Purpose.ASSURANCE)


def night(agency: Agency) -> Actor:
    """The service itself, at night, for one agency."""
    return Actor.system(Purpose.RUNNING, agency_id=agency.pk)


def look(agency: Agency, at: datetime = LATER) -> list[RetentionTask]:
    """What falls due in an agency, after a night's look."""
    with acting(night(agency)) as by:
        look_for_due(by=by, at=at)
        return list(RetentionTask.objects.filter(agency_id=agency.pk))


def erase(agency: Agency, at: datetime = LATER + timedelta(days=31)) -> list[Erased]:
    """Let the 30 days pass."""
    with acting(night(agency)) as by:
        return erase_disposals(by=by, at=at)


def dispose_all(agency: Agency, first: Actor, second: Actor, at: datetime = LATER) -> None:
    """Decide everything that is due and free, class by class, until nothing moves any longer."""
    before = -1
    while (left := len([task for task in look(agency, at) if task.state == "waiting"])) not in (0, before):
        before = left
        _decide_once(agency, first, second, at)


def _decide_once(agency: Agency, first: Actor, second: Actor, at: datetime) -> None:
    with acting(first):
        tasks = list(RetentionTask.objects.filter(agency_id=agency.pk, state="waiting", why_not=[]))
        for task in tasks:
            if task.by_review:
                _try_review(first, task, at)
        by_class: dict[str, list[RetentionTask]] = {}
        for task in tasks:
            if not task.by_review:
                by_class.setdefault(task.record_class, []).append(task)
    for found in by_class.values():
        confirm(propose(first, found, at), second, at)


def _try_review(by: Actor, task: RetentionTask, at: datetime) -> None:
    try:
        decide_review(by=by, task_id=task.pk, said=DISPOSE, at=at)
    except RuleError:
        return


def propose(by: Actor, tasks: Iterable[RetentionTask], at: datetime = LATER) -> Disposal:
    """Propose these records."""
    tasks = list(tasks)
    with acting(by):
        return propose_disposal(
            by=by,
            record_class=tasks[0].record_class,
            task_ids=[task.pk for task in tasks],
            reason="Their time is over.",
            at=at,
        )


def confirm(disposal: Disposal, by: Actor, at: datetime = LATER) -> Disposal:
    """Confirm a list."""
    with acting(by):
        return confirm_disposal(by=by, disposal_id=disposal.pk, at=at)


def rows_of_retention(team: Team, at: datetime = factories.AT) -> None:
    """One row in every table of retention, of the team's agency. The hold is over."""
    by = officer(team)
    with acting(by):
        said = RuleSaid(7, "last", 25, "dispose", "Our schedule.", "Ein hamserlen.", "Cabinet", at.date())
        set_retention_rule(by=by, record_class="early_help", said=said, at=at)
        hold = make_legal_hold(by=by, said=HoldSaid("Inquiry", "It asked.", at.date()), at=at)
        end_legal_hold(by=by, hold_id=hold.pk, because="It has ended.", at=at)
        task = RetentionTask.objects.create(
            agency_id=team.agency_id,
            record_class="early_help",
            root="solve.Episode",
            record_key=new_id(),
            due_on=at.date(),
            by_review=False,
            looked_at=at,
        )
    propose(by, [task], at)
