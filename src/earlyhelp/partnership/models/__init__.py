"""What this room stores: partners, their teams, the people who work there, what they agreed to share."""

from earlyhelp.partnership.models.agencies import Agency
from earlyhelp.partnership.models.agreements import (
    AgreementDataSet,
    AgreementEvent,
    AgreementParty,
    SharingAgreement,
)
from earlyhelp.partnership.models.codelists import CodeChange
from earlyhelp.partnership.models.disclosures import Disclosure, ExceptionalDisclosure
from earlyhelp.partnership.models.joiners import Departure, Invitation
from earlyhelp.partnership.models.names import Bilingual
from earlyhelp.partnership.models.places import Area, PlacesEdition, Postcode, SmallArea
from earlyhelp.partnership.models.practitioners import Practitioner, Practitioners
from earlyhelp.partnership.models.signing_in import (
    AgencyIdentity,
    IdentityProvider,
    OpenSession,
    PasswordLink,
    RecoveryCode,
    SecondFactor,
    WrongTry,
)
from earlyhelp.partnership.models.teams import Team

__all__ = [
    "Agency",
    "AgencyIdentity",
    "AgreementDataSet",
    "AgreementEvent",
    "AgreementParty",
    "Area",
    "Bilingual",
    "CodeChange",
    "Departure",
    "Disclosure",
    "ExceptionalDisclosure",
    "IdentityProvider",
    "Invitation",
    "OpenSession",
    "PasswordLink",
    "PlacesEdition",
    "Postcode",
    "Practitioner",
    "Practitioners",
    "RecoveryCode",
    "SecondFactor",
    "SharingAgreement",
    "SmallArea",
    "Team",
    "WrongTry",
]
