"""Names for agreements and what they share."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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
