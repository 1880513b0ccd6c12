"""What should not be in referrals. Each rule once; the desk counts and lists what they find."""

from datetime import date, datetime
from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.choices.quality import QualityKind
from earlyhelp.govern.rules.quality import QualityRule
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.signpost.choices.referrals import Basis, ReferralState
from earlyhelp.signpost.models import Referral

_UNANSWERED: Final = (ReferralState.REQUESTED, ReferralState.SEEN)
_PROMISED: Final = (ReferralState.WAITING, ReferralState.ON_HOLD)
_GOING_ON: Final = (*_UNANSWERED, ReferralState.ACCEPTED, *_PROMISED, ReferralState.IN_PROGRESS)


def _today(at: datetime) -> date:
    return at.astimezone(LONDON).date()


def _unanswered(by: Actor, at: datetime) -> QuerySet[Referral]:
    return _ours(by).filter(state__in=_UNANSWERED, due_on__lt=_today(at))


def _news_overdue(by: Actor, at: datetime) -> QuerySet[Referral]:
    return _ours(by).filter(state__in=_PROMISED, next_update_on__lt=_today(at))


def _consent_taken_back(by: Actor, at: datetime) -> QuerySet[Referral]:
    return _ours(by).filter(state__in=_GOING_ON, basis=Basis.CONSENT, consent__withdrawn_at__isnull=False)


def _ours(by: Actor) -> QuerySet[Referral]:
    """Referrals that the actor's agency sent."""
    return Referral.objects.filter(agency_id=by.agency_key)


QUALITY: Final = (
    QualityRule(
        code="consent-taken-back",
        kind=QualityKind.CONTRADICTION,
        title=_("Consent was taken back, and the referral that rests on it goes on"),
        put_right=_("Withdraw the referral, or say on which other ground it goes on."),
        reference="reference",
        page="signpost:referral",
        rows=_consent_taken_back,
    ),
    QualityRule(
        code="referrals-unanswered",
        kind=QualityKind.OVERDUE,
        title=_("A service has not answered a referral in time"),
        put_right=_("Ask again, or choose another service with the person."),
        reference="reference",
        page="signpost:referral",
        rows=_unanswered,
    ),
    QualityRule(
        code="news-overdue",
        kind=QualityKind.OVERDUE,
        title=_("A service promised news of somebody who waits, and has not given it"),
        put_right=_("Ask the service how long the wait is now, and tell the person."),
        reference="reference",
        page="signpost:referral",
        rows=_news_overdue,
    ),
)
