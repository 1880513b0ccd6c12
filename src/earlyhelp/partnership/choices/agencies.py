"""Names for partners."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AgencyKind(TextChoices):
    """What sort of partner an agency is."""

    POLICE = "police", _("Police force")
    COMMISSIONER = "commissioner", _("Police and crime commissioner")
    PUBLIC_HEALTH = "public_health", _("Public health")
    HEALTH_BOARD = "health_board", _("Health board")
    COUNCIL = "council", _("Council")
    CHARITY = "charity", _("Charity")
    PRISON_PROBATION = "prison_probation", _("Prison and probation")
    YOUTH_JUSTICE = "youth_justice", _("Youth justice")
    HOUSING = "housing", _("Housing association")
    SCHOOL = "school", _("School")
    GP_PRACTICE = "gp_practice", _("GP practice")
