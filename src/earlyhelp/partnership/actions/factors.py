"""Setting up, showing and removing second factors."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.govern.choices import EntryKind
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.choices import FactorKind
from earlyhelp.partnership.factors import app, paper, passkey
from earlyhelp.partnership.models import Practitioner, RecoveryCode, SecondFactor


@transaction.atomic
def add_app(*, by: Actor, seed: str, step: int, name: str, at: datetime) -> SecondFactor:
    """Keep an authenticator app whose first code was right. That code counts as used."""
    made = SecondFactor.objects.create(
        practitioner_id=by.practitioner_key,
        kind=FactorKind.APP,
        name=name,
        secret=app.locked(seed),
        counter=step,
        made_at=at,
    )
    audit.record(by=by, did="second_factor.added", target=made, at=at, detail={"kind": made.kind})
    return made


@transaction.atomic
def add_passkey(*, by: Actor, number: bytes, public_key: bytes, name: str, at: datetime) -> SecondFactor:
    """Keep a passkey that a browser has just made for this practitioner."""
    made = SecondFactor.objects.create(
        practitioner_id=by.practitioner_key,
        kind=FactorKind.PASSKEY,
        name=name,
        secret=public_key,
        credential=number,
        made_at=at,
    )
    audit.record(by=by, did="second_factor.added", target=made, at=at, detail={"kind": made.kind})
    return made


@transaction.atomic
def remove_factor(*, by: Actor, factor_id: UUID, at: datetime) -> bool:
    """Remove one of the actor's own second factors. Returns False when it is not theirs."""
    found = SecondFactor.objects.filter(practitioner_id=by.practitioner_key, pk=factor_id).first()
    if found is None:
        return False
    audit.record(by=by, did="second_factor.removed", target=found, at=at, detail={"kind": found.kind})
    found.delete()
    return True


@transaction.atomic
def remove_factors(*, by: Actor, practitioner_id: UUID, because: str, at: datetime) -> int:
    """Remove all that somebody could show, since they lost it: they set up anew. Returns how many there were."""
    who = Practitioner.objects.get(pk=practitioner_id)
    removed, _by_model = SecondFactor.objects.filter(practitioner=who).delete()
    RecoveryCode.objects.filter(practitioner=who).delete()
    audit.record(
        by=by, did="second_factor.reset", target=who, reason=because, at=at, detail={"removed": removed}
    )
    return removed


@transaction.atomic
def make_codes(*, by: Actor, at: datetime) -> list[str]:
    """Make fresh codes on paper, in place of all earlier ones. They are shown once: only hashes are kept."""
    owner = by.practitioner_key
    RecoveryCode.objects.filter(practitioner_id=owner).delete()
    codes = paper.new_codes()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(practitioner_id=owner, digest=paper.digest_of(code, owner), made_at=at) for code in codes
    )
    audit.record(by=by, did="recovery_codes.made", at=at)
    return codes


@transaction.atomic
def use_code(*, by: Actor, code: str, at: datetime) -> bool:
    """Take a code of the actor's app, or one of their codes on paper. Each is good once. Returns whether it was."""
    code = code.replace(" ", "")
    used = _use_app(by, code, at) or _use_paper(by, code, at)
    if used:
        audit.record(by=by, did=used, kind=EntryKind.SIGN_IN, at=at)
    return bool(used)


@transaction.atomic
def use_passkey(
    *,
    by: Actor,
    factor: SecondFactor,
    place: passkey.Place,
    state: dict[str, object],
    sent: str,
    at: datetime,
) -> bool:
    """Check the answer of a passkey. Returns whether it was good. One that counts backwards was copied."""
    try:
        answer = passkey.shown(place, state, bytes(factor.secret), sent)
    except passkey.BadAnswer:
        return False
    if answer.counter and answer.counter <= factor.counter:
        return False
    SecondFactor.objects.filter(pk=factor.pk).update(counter=answer.counter, used_at=at)
    audit.record(by=by, did="second_factor.used", target=factor, kind=EntryKind.SIGN_IN, at=at)
    return True


def _use_app(by: Actor, code: str, at: datetime) -> str:
    apps = SecondFactor.objects.select_for_update().filter(
        practitioner_id=by.practitioner_key, kind=FactorKind.APP
    )
    for one in apps:
        step = app.step_of(app.unlocked(one.secret), code, at=at)
        if step is not None and step > one.counter:
            one.counter, one.used_at = step, at
            one.save(update_fields=["counter", "used_at"])
            return "second_factor.used"
    return ""


def _use_paper(by: Actor, code: str, at: datetime) -> str:
    if not paper.looks_like_one(code):
        return ""
    digest = paper.digest_of(code, by.practitioner_key)
    mine = RecoveryCode.objects.filter(practitioner_id=by.practitioner_key, used_at=None, digest=digest)
    return "recovery_code.used" if mine.update(used_at=at) else ""
