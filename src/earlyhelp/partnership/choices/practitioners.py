"""Names for roles, languages and levels of Welsh."""

from typing import Final

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a practitioner may do. One role each; the table is in docs/generated/access.md."""

    NOTIFIER = "notifier", _("Notifier")
    SUPERVISOR = "supervisor", _("Supervisor of a team that notifies")
    DECISION_MAKER = "decision_maker", _("Triage decision-maker")
    COORDINATOR = "coordinator", _("Early help co-ordinator")
    PARTNER = "partner", _("Partner who works with families")
    SERVICE_WORKER = "service_worker", _("Service worker")
    AUDITOR = "auditor", _("Information governance officer")
    ADMINISTRATOR = "administrator", _("Administrator")


# Who works at the front door. The co-ordinator does all that a decision-maker does, and shares out the work.
FRONT_DOOR_ROLES: Final = (Role.DECISION_MAKER, Role.COORDINATOR)


class Language(TextChoices):
    """The two languages of the service, each named in itself."""

    ENGLISH = "en", "English"
    WELSH = "cy", "Cymraeg"


class WelshLevel(IntegerChoices):
    """The levels of spoken Welsh that the Welsh police forces share, 0 to 5."""

    NONE = 0, _("Level 0: no Welsh")
    COURTESY = 1, _("Level 1: courtesy")
    BASIC = 2, _("Level 2: basic conversation")
    INTERMEDIATE = 3, _("Level 3: routine work")
    HIGHER = 4, _("Level 4: most work")
    FLUENT = 5, _("Level 5: fluent")
