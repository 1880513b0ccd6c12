"""Writing down who signs in and out."""

from datetime import datetime

from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.govern.choices import EntryKind
from earlyhelp.kit.actor import Actor


@transaction.atomic
def record_sign_in(*, by: Actor, at: datetime, demonstration: bool = False) -> None:
    """Write down that a practitioner signed in."""
    audit.record(
        by=by, did="session.started", kind=EntryKind.SIGN_IN, at=at, detail={"demonstration": demonstration}
    )


@transaction.atomic
def record_sign_out(*, by: Actor, at: datetime) -> None:
    """Write down that a practitioner signed out."""
    audit.record(by=by, did="session.ended", kind=EntryKind.SIGN_IN, at=at)


@transaction.atomic
def record_proof(*, by: Actor, at: datetime) -> None:
    """Write down that a practitioner showed once more that it is they."""
    audit.record(by=by, did="session.confirmed", kind=EntryKind.SIGN_IN, at=at)
