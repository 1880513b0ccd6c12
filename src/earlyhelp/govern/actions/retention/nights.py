"""What one night does for one agency: look, delete for good what is over, sweep, and keep the register beside it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from earlyhelp.govern.actions.retention.erasing import erase_disposals, sweep_empty_rows
from earlyhelp.govern.actions.retention.looking import look_for_due
from earlyhelp.govern.proofs import add_to_register
from earlyhelp.kit.actor import Actor


@dataclass(frozen=True, slots=True)
class Night:
    """How many records fall due, were deleted for good, and how many empty rows were swept."""

    due: int
    erased: int
    swept: int


@transaction.atomic
def run_retention(*, by: Actor, at: datetime, register: Path | None) -> Night:
    """One night's work for the actor's agency, for the service itself. Nothing is deleted that nobody decided.

    What is deleted for good is also written into the `register`, unless it is None.
    """
    erased = erase_disposals(by=by, at=at)
    swept = sweep_empty_rows(by=by, at=at)
    due = look_for_due(by=by, at=at)
    # Before the deletion is committed: a line too many does no harm, and one too few would bring a record back.
    if register is not None:
        add_to_register(register, erased)
    return Night(due, len(erased), swept)
