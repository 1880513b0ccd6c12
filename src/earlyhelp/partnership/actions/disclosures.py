"""Letting something leave an agency: under an agreement, by a duty, or once by an exceptional disclosure."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models, transaction

from earlyhelp.govern.actions import audit
from earlyhelp.govern.choices import EntryKind
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices.agreements import DisclosureGround, ReviewVerdict
from earlyhelp.partnership.models import Disclosure, ExceptionalDisclosure
from earlyhelp.partnership.queries.agreements import get_live_agreement
from earlyhelp.partnership.rules import NoAgreement
from earlyhelp.partnership.rules import disclosures as rules


@transaction.atomic
def disclose(
    *,
    by: Actor,
    receiver_id: UUID,
    purpose: str,
    data_set: str,
    about: models.Model,
    at: datetime,
    giver_id: UUID | None = None,
) -> Disclosure:
    """Write down what leaves an agency, and under what it may; in the transaction that shares it.

    The actor's own agency gives, unless `giver_id` names the one whose record it is. A live agreement allows it, or
    else an exceptional disclosure about this record that was not used yet, which is then used up. Raises NoAgreement,
    and then nothing may be shared.
    """
    giver = giver_id or by.agency_key
    said: dict[str, Any] = {"receiver_id": receiver_id, "purpose": purpose, "data_set": data_set}
    # The row belongs to the giver, who may be another agency than that of the worker who leads.
    with acting(by if giver == by.agency_id else Actor.system(by.purpose, agency_id=giver)):
        try:
            on = at.astimezone(LONDON).date()
            allowed: dict[str, Any] = {"agreement": get_live_agreement(by=by, giver_id=giver, on=on, **said)}
        except NoAgreement:
            exceptional = _use_up(by, giver, said, getattr(about, "reference", ""), at)
            if exceptional is None:
                raise
            allowed = {"exceptional": exceptional}
        return _write(by, giver, about, at, said | allowed)


@transaction.atomic
def disclose_by_duty(
    *, by: Actor, receiver_id: UUID, data_set: str, duty: str, about: models.Model, at: datetime
) -> Disclosure:
    """Write down what leaves the actor's agency because a law demands it, which no missing agreement stops."""
    said = {"receiver_id": receiver_id, "purpose": by.purpose, "data_set": data_set}
    return _write(by, by.agency_key, about, at, said | {"duty": DisclosureGround(duty)})


@transaction.atomic
def decide_exception(
    *,
    by: Actor,
    receiver_id: UUID,
    purpose: str,
    data_set: str,
    about_reference: str,
    ground: str,
    law: str,
    reason: str,
    until_at: datetime,
    at: datetime,
) -> ExceptionalDisclosure:
    """Let one share about one record go through once without an agreement, and answer for it.

    Raises NotAllowed, ExceptionIncomplete, or ValueError for an unknown ground.
    """
    rules.check_may_decide_exception(by)
    rules.check_exception(reason=reason, law=law, at=at, until_at=until_at)
    made = ExceptionalDisclosure.objects.create(
        agency_id=by.agency_key,
        receiver_id=receiver_id,
        purpose=purpose,
        data_set=data_set,
        about_reference=about_reference,
        ground=DisclosureGround(ground),
        law=law.strip(),
        reason=reason.strip(),
        decided_by_id=by.practitioner_key,
        decided_at=at,
        until_at=until_at,
    )
    detail = {
        "to_agency": str(receiver_id),
        "data_set": str(data_set),
        "ground": str(ground),
        "about": about_reference,
    }
    audit.record(
        by=by, did="exceptional_disclosure.decided", target=made, kind=EntryKind.SHARE, at=at, detail=detail
    )
    return made


@transaction.atomic
def review_exception(
    *, by: Actor, exception_id: UUID, verdict: str, words: str, at: datetime
) -> ExceptionalDisclosure:
    """Say, as the information governance officer, whether it was right. Once.

    Raises NotAllowed, CannotReview, ExceptionalDisclosure.DoesNotExist, or ValueError for an unknown verdict.
    """
    rules.check_may_review_exception(by)
    found = ExceptionalDisclosure.objects.select_for_update().get(pk=exception_id, agency_id=by.agency_key)
    rules.check_not_reviewed(found.reviewed_at)
    found.reviewed_by_id, found.reviewed_at = by.practitioner_key, at
    found.verdict, found.review_words = ReviewVerdict(verdict), words.strip()
    found.save(update_fields=["reviewed_by", "reviewed_at", "verdict", "review_words"])
    audit.record(
        by=by, did="exceptional_disclosure.reviewed", target=found, at=at, detail={"verdict": str(verdict)}
    )
    return found


def _write(by: Actor, giver: UUID, about: models.Model, at: datetime, said: dict[str, Any]) -> Disclosure:
    made = Disclosure.objects.create(
        agency_id=giver,
        about_label=about._meta.model_name or "",
        about_key=about.pk,
        about_reference=getattr(about, "reference", ""),
        made_by_id=by.practitioner_id,
        at=at,
        **said,
    )
    detail = {
        "to_agency": str(made.receiver_id),
        "data_set": str(made.data_set),
        "agreement": str(made.agreement_id or ""),
        "exceptional": str(made.exceptional_id or ""),
        "duty": str(made.duty),
    }
    audit.record(by=by, did="disclosure.made", target=about, kind=EntryKind.SHARE, at=at, detail=detail)
    return made


def _use_up(
    by: Actor, giver: UUID, said: dict[str, Any], about_reference: str, at: datetime
) -> ExceptionalDisclosure | None:
    """The exception that lets this one share through, used up; or None."""
    if not about_reference:
        return None
    open_ones = ExceptionalDisclosure.objects.select_for_update(of=("self",)).filter(
        agency_id=giver, about_reference=about_reference, used_at=None, until_at__gt=at, **said
    )
    found = open_ones.order_by("decided_at").first()
    if found is not None:
        found.used_at = at
        found.save(update_fields=["used_at"])
        audit.record(by=by, did="exceptional_disclosure.used", target=found, kind=EntryKind.SHARE, at=at)
    return found
