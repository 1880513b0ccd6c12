"""Who assesses an organisation, when an assessment is whole, and what differs from last time. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.develop.choices.maturity import Domain, ImprovementState, Instrument, Step
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.partnership.choices import Role

RUNNING: Final = (Role.ADMINISTRATOR, Role.COORDINATOR)
_LONGEST: Final = timedelta(days=5 * 366)


class UnfinishedAssessment(RuleError):
    """A statement has no answer yet."""


class FinishedAssessment(RuleError):
    """A finished assessment is not changed."""


class AnsweredMeanwhile(RuleError):
    """A colleague answered the same page in the meantime."""


class UnclearImprovement(RuleError):
    """An action that does not say what, by whom or by when."""


def may_assess(by: Actor, *, agency_id: UUID) -> bool:
    """An administrator or co-ordinator, for their own organisation."""
    return by.role in RUNNING and by.practitioner_id is not None and by.agency_id == agency_id


def check_may_assess(by: Actor, *, agency_id: UUID) -> None:
    """Refuse everybody else. Raises NotAllowed."""
    if not may_assess(by, agency_id=agency_id):
        raise NotAllowed(_("Only an administrator or a co-ordinator of the organisation can do this."))


def may_tell(by: Actor, *, agency_id: UUID, owner_id: UUID) -> bool:
    """Whoever has an action says how it goes; so does whoever assesses."""
    own = by.practitioner_id == owner_id and by.agency_id == agency_id
    return own or may_assess(by, agency_id=agency_id)


def check_may_tell(by: Actor, *, agency_id: UUID, owner_id: UUID) -> None:
    """Refuse everybody else. Raises NotAllowed."""
    if not may_tell(by, agency_id=agency_id, owner_id=owner_id):
        raise NotAllowed(
            _("Only whoever has this action, or a co-ordinator or administrator, says how it goes.")
        )


def check_is_open(*, is_finished: bool) -> None:
    """Refuse to change what was finished. Raises FinishedAssessment."""
    if is_finished:
        raise FinishedAssessment(_("This self-assessment is finished. Begin a new one to say how it is now."))


def check_is_as_seen(stored: str, seen: str) -> None:
    """Refuse to write over a colleague's answers. Raises AnsweredMeanwhile."""
    if stored != seen:
        raise AnsweredMeanwhile(
            _("A colleague has answered this page in the meantime. Look at their answers, then save yours.")
        )


def list_unanswered(instrument: Instrument, answers: Mapping[str, int]) -> list[str]:
    """The keys of the domains in which a statement has no answer, in their order."""
    return [
        domain.key
        for domain in instrument.domains
        if any(one.key not in answers for one in domain.statements)
    ]


def check_is_whole(instrument: Instrument, answers: Mapping[str, int]) -> None:
    """Refuse to finish while a statement has no answer. Raises UnfinishedAssessment."""
    if list_unanswered(instrument, answers):
        raise UnfinishedAssessment(_("Answer every statement first. The list shows where one is missing."))


def check_owner(*, works_here: bool) -> None:
    """An improvement belongs to somebody who works for the organisation. Raises UnclearImprovement."""
    if not works_here:
        raise UnclearImprovement(_("Choose somebody who works for your organisation now."))


def check_due(due_on: date, today: date) -> None:
    """An improvement is due on a day that is still to come, within five years. Raises UnclearImprovement."""
    if not today <= due_on <= today + _LONGEST:
        raise UnclearImprovement(_("Enter a day from today on, at most five years ahead."))


def check_words(state: str, words: str) -> None:
    """Whoever gives something up, or is done, says in a few words what came of it. Raises UnclearImprovement."""
    if state != ImprovementState.OPEN and not words.strip():
        raise UnclearImprovement(_("Say in a few words what came of it."))


@dataclass(frozen=True, slots=True)
class DomainNow:
    """One domain: how many statements stand at each step, now and the time before, and how many moved.

    `before` is None where nothing was assessed before. `up`, `down` and `same` count statements that are in both.
    """

    domain: Domain
    now: tuple[int, ...]
    before: tuple[int, ...] | None
    up: int = 0
    down: int = 0
    same: int = 0


def compare(
    instrument: Instrument, now: Mapping[str, int], before: Mapping[str, int] | None
) -> tuple[DomainNow, ...]:
    """Set an assessment beside the one before it, domain by domain. Nothing is added up over domains."""
    return tuple(_compare(domain, now, before) for domain in instrument.domains)


def _compare(domain: Domain, now: Mapping[str, int], before: Mapping[str, int] | None) -> DomainNow:
    keys = [one.key for one in domain.statements]
    here = _at_each_step(keys, now)
    if before is None:
        return DomainNow(domain, here, None)
    both = [key for key in keys if key in now and key in before]
    return DomainNow(
        domain,
        here,
        _at_each_step(keys, before),
        up=sum(1 for key in both if now[key] > before[key]),
        down=sum(1 for key in both if now[key] < before[key]),
        same=sum(1 for key in both if now[key] == before[key]),
    )


def _at_each_step(keys: list[str], answers: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(sum(1 for key in keys if answers.get(key) == step) for step in Step)
