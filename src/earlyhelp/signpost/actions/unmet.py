"""Noting a need that no service met, for those who plan services. Nobody can be found from it."""

import hmac
from datetime import datetime

from django.conf import settings
from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.signpost.models import UnmetNeed
from earlyhelp.signpost.rules import referrals as referral_rules
from earlyhelp.signpost.rules.unmet import Unmet, age_group


@transaction.atomic
def note_unmet_need(*, by: Actor, unmet: Unmet, search: str, at: datetime) -> UnmetNeed:
    """Note a need that nothing met. The same search with the same reason is noted once. Raises NotAllowed.

    `search` tells one search from another; only its keyed digest is kept, which leads back to nothing.
    """
    referral_rules.check_may_choose_service(by)
    noted, is_new = UnmetNeed.objects.get_or_create(
        once=_digest(search, unmet),
        defaults={
            "needs": sorted(unmet.needs),
            "age_group": age_group(unmet.age),
            "area_id": unmet.area_code,
            "language": unmet.language,
            "level": unmet.level,
            "why": unmet.why,
            "noted_on": at.astimezone(LONDON).date(),
        },
    )
    if is_new:
        audit.record(by=by, did="unmet_need.noted", at=at, detail={"why": unmet.why.value})
    return noted


def _digest(search: str, unmet: Unmet) -> str:
    said = "/".join((search, unmet.why, *sorted(unmet.needs)))
    return hmac.new(settings.SECRET_KEY.encode(), said.encode(), "sha256").hexdigest()[:32]
