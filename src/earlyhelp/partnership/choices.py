"""Names for partners, teams and roles."""

from typing import Final

from django.db.models import IntegerChoices, TextChoices
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


class AgreementKind(TextChoices):
    """The kinds of agreement of the Wales Accord on the Sharing of Personal Information (WASPI)."""

    ISP = "isp", _("Information sharing protocol")
    DDA = "dda", _("Data disclosure agreement")
    JCA = "jca", _("Joint controller agreement")


class DataSet(TextChoices):
    """What is shared: named sets, so that an agreement can say which."""

    NOTIFICATION = "notification", _("Notification as reported")
    REFERRAL = "referral", _("Referral: the least a service needs")
    FEEDBACK = "feedback", _("What happened, for the person who reported")
    RECORDS = "records", _("Records of the people whom a partner knows")
    CIRCUMSTANCES = "circumstances", _("Strengths, circumstances and a child’s own view")
    EVENTS = "events", _("Events of the people whom a partner knows")
    HEALTH_EVENTS = "health_events", _("Events about health")
    CHECKS = "checks", _("Checks: who somebody is, and whether a partner knows them")
