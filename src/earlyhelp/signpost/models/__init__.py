"""What this room stores."""

from earlyhelp.signpost.models.contacts import Contact, Phone, ServiceLanguage
from earlyhelp.signpost.models.links import AnsweringContact, AnswerLink
from earlyhelp.signpost.models.locations import Accessibility, Address, Location, ServiceAtLocation
from earlyhelp.signpost.models.loop import (
    Appointment,
    Assignment,
    NeededItem,
    ReferralAmendment,
    ReferralDraft,
    ReferralGoal,
    ReferralMessage,
)
from earlyhelp.signpost.models.offers import (
    Capacity,
    CostOption,
    EligibilityRule,
    Funding,
    Schedule,
    ServiceArea,
)
from earlyhelp.signpost.models.organisations import Organisation, OrganisationIdentifier
from earlyhelp.signpost.models.proposals import Proposal
from earlyhelp.signpost.models.referrals import Referral, ReferralEvent, Signposting
from earlyhelp.signpost.models.remarks import Remark, VisitorMark
from earlyhelp.signpost.models.services import Service, Services
from earlyhelp.signpost.models.sources import DirectorySource, RejectedRecord
from earlyhelp.signpost.models.taxonomies import Attribute, Taxonomy, TaxonomyTerm
from earlyhelp.signpost.models.unmet import UnmetNeed

__all__ = [
    "Accessibility",
    "Address",
    "AnswerLink",
    "AnsweringContact",
    "Appointment",
    "Assignment",
    "Attribute",
    "Capacity",
    "Contact",
    "CostOption",
    "DirectorySource",
    "EligibilityRule",
    "Funding",
    "Location",
    "NeededItem",
    "Organisation",
    "OrganisationIdentifier",
    "Phone",
    "Proposal",
    "Referral",
    "ReferralAmendment",
    "ReferralDraft",
    "ReferralEvent",
    "ReferralGoal",
    "ReferralMessage",
    "RejectedRecord",
    "Remark",
    "Schedule",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
    "ServiceLanguage",
    "Services",
    "Signposting",
    "Taxonomy",
    "TaxonomyTerm",
    "UnmetNeed",
    "VisitorMark",
]
