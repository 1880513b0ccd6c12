"""The parts of the page of what there is to govern."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Section(TextChoices):
    """What a row of the page *Governance* is about. The page shows them in this order."""

    READING = "reading", _("How records are read and changed")
    PEOPLE = "people", _("People’s records and rights")
    PARTNERS = "partners", _("Agencies and the people who work in them")
    SETTINGS = "settings", _("Lists and settings")
