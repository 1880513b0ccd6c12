"""A logic model as plain values, and how one version becomes the next. Pure."""

from dataclasses import dataclass, replace
from datetime import date
from math import isfinite
from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.evaluate.choices import Term
from earlyhelp.kit.errors import FieldError, NotAllowed, RuleError
from earlyhelp.partnership.choices import Role

EDITORS: Final = frozenset({Role.ADMINISTRATOR, Role.COORDINATOR})
READERS: Final = EDITORS | {Role.AUDITOR}


class ChangedMeanwhile(RuleError):
    """Somebody else made the next version first."""


@dataclass(frozen=True, slots=True)
class Aim:
    """How an outcome is seen: a measure in a place, from where, how far, by when, and who answers for it."""

    name_en: str
    name_cy: str
    measure: str
    measure_version: int
    force: str
    area: str
    baseline: float
    baseline_on: date
    target: float
    target_on: date
    owner_en: str
    owner_cy: str


@dataclass(frozen=True, slots=True)
class Change:
    """What should change for people, and how it is seen."""

    name_en: str
    name_cy: str
    term: Term
    aims: tuple[Aim, ...] = ()


@dataclass(frozen=True, slots=True)
class Logic:
    """A whole logic model: what is done, and what it should change."""

    name_en: str
    name_cy: str
    done_en: str
    done_cy: str
    changes: tuple[Change, ...] = ()


def with_change(logic: Logic, change: Change) -> Logic:
    """The model with one outcome more, the last."""
    return replace(logic, changes=(*logic.changes, change))


def without_change(logic: Logic, position: int) -> Logic:
    """The model without one outcome and its indicators."""
    return replace(logic, changes=logic.changes[:position] + logic.changes[position + 1 :])


def with_aim(logic: Logic, position: int, aim: Aim, number: int | None = None) -> Logic:
    """The model with one indicator more under an outcome, or with one of them changed."""
    change = logic.changes[position]
    aims = list(change.aims)
    if number is None:
        aims.append(aim)
    else:
        aims[number] = aim
    return _with(logic, position, replace(change, aims=tuple(aims)))


def without_aim(logic: Logic, position: int, number: int) -> Logic:
    """The model without one indicator."""
    change = logic.changes[position]
    return _with(logic, position, replace(change, aims=change.aims[:number] + change.aims[number + 1 :]))


def _with(logic: Logic, position: int, change: Change) -> Logic:
    changes = list(logic.changes)
    changes[position] = change
    return replace(logic, changes=tuple(changes))


def check_aim(aim: Aim) -> None:
    """A target comes after its baseline, and both are numbers. Raises FieldError."""
    if aim.target_on <= aim.baseline_on:
        raise FieldError("target_on", _("The target must be for a day after the baseline"))
    if not isfinite(aim.baseline) or not isfinite(aim.target):
        raise FieldError("target", _("Enter a number"))


def check_may_edit(role: str) -> None:
    """Administrators and co-ordinators write an agency's logic models and benefits. Raises NotAllowed."""
    if role not in EDITORS:
        raise NotAllowed(_("Administrators and co-ordinators write what figures are set against."))


def check_may_read(role: str) -> None:
    """Those who write them, and information governance officers, read them. Raises NotAllowed."""
    if role not in READERS:
        raise NotAllowed(_("These figures are for other roles."))
