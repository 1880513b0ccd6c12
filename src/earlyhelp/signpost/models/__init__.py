"""What this room stores."""

from earlyhelp.signpost.models.contacts import Contact, Phone, ServiceLanguage
from earlyhelp.signpost.models.locations import Accessibility, Address, Location, ServiceAtLocation
from earlyhelp.signpost.models.offers import (
    Capacity,
    CostOption,
    EligibilityRule,
    Funding,
    Schedule,
    ServiceArea,
)
from earlyhelp.signpost.models.organisations import Organisation, OrganisationIdentifier
from earlyhelp.signpost.models.referrals import Referral, ReferralEvent, Signposting
from earlyhelp.signpost.models.services import Service, Services
from earlyhelp.signpost.models.sources import DirectorySource, RejectedRecord
from earlyhelp.signpost.models.taxonomies import Attribute, Taxonomy, TaxonomyTerm

__all__ = [
    "Accessibility",
    "Address",
    "Attribute",
    "Capacity",
    "Contact",
    "CostOption",
    "DirectorySource",
    "EligibilityRule",
    "Funding",
    "Location",
    "Organisation",
    "OrganisationIdentifier",
    "Phone",
    "Referral",
    "ReferralEvent",
    "RejectedRecord",
    "Schedule",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
    "ServiceLanguage",
    "Services",
    "Signposting",
    "Taxonomy",
    "TaxonomyTerm",
]
