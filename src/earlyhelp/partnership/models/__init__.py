"""What this room stores: partners, their teams, the people who work there, what they agreed to share."""

from earlyhelp.partnership.models.agencies import Agency
from earlyhelp.partnership.models.agreements import SharingAgreement
from earlyhelp.partnership.models.names import Bilingual
from earlyhelp.partnership.models.places import Area
from earlyhelp.partnership.models.practitioners import Practitioner, Practitioners
from earlyhelp.partnership.models.teams import Team

__all__ = ["Agency", "Area", "Bilingual", "Practitioner", "Practitioners", "SharingAgreement", "Team"]
