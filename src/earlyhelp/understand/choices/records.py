"""Words for the records of partners' own systems."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Regime(TextChoices):
    """Under which law a partner holds a record."""

    UK_GDPR = "uk_gdpr", _("UK GDPR")
    LAW_ENFORCEMENT = "law_enforcement", _("Law enforcement: Data Protection Act 2018, part 3")


class IdentifierSystem(TextChoices):
    """Who gives the numbers by which one person is known."""

    NHS = "nhs", _("NHS number")
    UPN = "upn", _("Unique pupil number (UPN)")
    COUNCIL = "council", _("Council case number")
    POLICE = "police", _("Police reference of a person")
    PRISON = "prison", _("Prison number")
    PROBATION = "probation", _("Probation case number (CRN)")
    YOUTH_JUSTICE = "youth_justice", _("Youth justice number")
    HOUSING = "housing", _("Housing tenant number")
    CHARITY = "charity", _("Case number of a charity")
