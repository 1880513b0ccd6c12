"""The words of a referral: where it stands, why it was declined, how it ended."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ReferralState(TextChoices):
    """Where a referral stands. The transitions are in rules.referrals.TRANSITIONS."""

    SENT = "sent", pgettext_lazy("referral", "Sent")
    OPENED = "opened", pgettext_lazy("referral", "Opened")
    WAITING = "waiting", pgettext_lazy("referral", "On the waiting list")
    ACCEPTED = "accepted", pgettext_lazy("referral", "Accepted")
    STARTED = "started", pgettext_lazy("referral", "Started")
    COMPLETED = "completed", pgettext_lazy("referral", "Completed")
    DECLINED = "declined", pgettext_lazy("referral", "Declined by the service")
    WITHDRAWN = "withdrawn", pgettext_lazy("referral", "Withdrawn")


class DeclineReason(TextChoices):
    """Why a service can not help. Each says what the front door can do next (rules.referrals.NEXT_STEP)."""

    NO_ROOM = "no_room", _("There is no room in the service")
    NOT_ELIGIBLE = "not_eligible", _("The person is outside what the service can offer")
    OUT_OF_AREA = "out_of_area", _("The person lives outside the area of the service")
    NEEDS_MORE = "needs_more", _("The person needs more specialist help")
    KNOWN = "known", _("The service already works with the person")
    NOT_ENOUGH = "not_enough", _("The referral does not say enough")
    PERSON_SAID_NO = "person_said_no", _("The person said no to the service")
    NO_CONTACT = "no_contact", _("The service could not reach the person")


class WithdrawReason(TextChoices):
    """Why the front door takes a referral back."""

    CONSENT = "consent", _("The person took back their consent")
    NOT_NEEDED = "not_needed", _("The help is no longer needed")
    OTHER_SERVICE = "other_service", _("Another service suits better")
    MISTAKE = "mistake", _("It was sent by mistake")


class HelpOutcome(TextChoices):
    """How the help ended, as the person and the worker see it."""

    BETTER = "better", _("Things are better")
    SOMEWHAT = "somewhat", _("Things are somewhat better")
    SAME = "same", _("Things are the same")
    STEPPED_UP = "stepped_up", _("More help was needed and has been asked for")
    ENDED_EARLY = "ended_early", _("The person ended it early")


class InboxTab(TextChoices):
    """The stages of a service's worklist. Each is made of whole states (rules.referrals.TABS)."""

    NEW = "new", pgettext_lazy("referrals", "New")
    WAITING = "waiting", pgettext_lazy("referrals", "Waiting list")
    WORKING = "working", pgettext_lazy("referrals", "Working with")
    CLOSED = "closed", pgettext_lazy("referrals", "Closed")


class ToldHow(TextChoices):
    """How a person was told about a service."""

    IN_PERSON = "in_person", _("In person")
    TELEPHONE = "telephone", _("On the telephone")
    TEXT = "text", _("By text message")
    EMAIL = "email", _("By e-mail")
    LETTER = "letter", _("By letter")
    THROUGH = "through", _("Through someone they trust")
