"""Why somebody acts."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Purpose(TextChoices):
    """The purpose for which a practitioner reads or changes a record."""

    PUBLIC = "public", _("Public information")
    EARLY_HELP = "early_help", _("To get early help for a person")
    SAFEGUARDING = "safeguarding", _("To protect a child or an adult at risk")
    OWN_WORK = "own_work", _("To follow their own work")
    ASSURANCE = "assurance", _("To check that records are used properly")
    RUNNING = "running", _("To keep the service running")
