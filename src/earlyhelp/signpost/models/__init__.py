"""What this room stores."""

from earlyhelp.signpost.models.directory import Organisation, Service
from earlyhelp.signpost.models.referrals import Referral, ReferralEvent, Signposting

__all__ = ["Organisation", "Referral", "ReferralEvent", "Service", "Signposting"]
