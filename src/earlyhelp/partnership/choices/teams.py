"""Names for what teams do."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TeamKind(TextChoices):
    """What a team does."""

    RESPONSE = "response", _("Response policing")
    CONTROL_ROOM = "control_room", _("Control room")
    FRONT_DOOR = "front_door", _("Early help front door")
    SAFEGUARDING = "safeguarding", _("Statutory safeguarding")
    SERVICE = "service", _("Service for families and adults")
    FAMILIES = "families", _("Workers with families")
    GOVERNANCE = "governance", _("Information governance")
    RUNNING = "running", _("Running the service")
