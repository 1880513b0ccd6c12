"""Writing the benefits register: what should be better, and what is said of it from time to time."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from earlyhelp.evaluate.choices import ForWhom, Realised
from earlyhelp.evaluate.models import Benefit, BenefitWord
from earlyhelp.evaluate.rules.logic import check_may_edit
from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import FieldError


@dataclass(frozen=True, slots=True)
class Hope:
    """What should be better, for whom, who answers for it, and how it is counted."""

    name_en: str
    name_cy: str
    for_whom: ForWhom
    owner_en: str
    owner_cy: str
    counted_en: str
    counted_cy: str
    measure: str = ""


@transaction.atomic
def register_benefit(*, by: Actor, hope: Hope, at: datetime) -> Benefit:
    """Write a benefit of the actor's agency down. Raises NotAllowed."""
    check_may_edit(by.role)
    made = Benefit.objects.create(
        agency_id=by.agency_key,
        name_en=hope.name_en,
        name_cy=hope.name_cy,
        for_whom=hope.for_whom,
        owner_en=hope.owner_en,
        owner_cy=hope.owner_cy,
        counted_en=hope.counted_en,
        counted_cy=hope.counted_cy,
        measure=hope.measure,
        made_by_id=by.practitioner_key,
        made_at=at,
    )
    audit.record(by=by, did="benefit.registered", target=made, at=at)
    return made


@transaction.atomic
def tell_benefit(
    *, by: Actor, benefit_id: UUID, realised: Realised, evidence: str, at: datetime
) -> BenefitWord:
    """Say how far a benefit is there and what shows it. Raises NotAllowed, FieldError or Benefit.DoesNotExist."""
    check_may_edit(by.role)
    if not evidence.strip():
        raise FieldError("evidence", _("Say what shows it"))
    benefit = Benefit.objects.get(pk=benefit_id, agency_id=by.agency_key)
    word = BenefitWord.objects.create(
        agency_id=by.agency_key,
        benefit=benefit,
        realised=realised,
        evidence=evidence.strip(),
        written_in="cy" if by.language == "cy" else "en",
        said_by_id=by.practitioner_key,
        said_at=at,
    )
    audit.record(by=by, did="benefit.told", target=benefit, at=at, detail={"realised": str(realised)})
    return word
