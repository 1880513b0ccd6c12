"""The words of a referral: where it stands, why it was declined, how it ended."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ReferralState(TextChoices):
    """Where a referral stands. Who may move it where is in rules.states.TRANSITIONS."""

    DRAFT = "draft", pgettext_lazy("referral", "Draft")
    REQUESTED = "requested", pgettext_lazy("referral", "Sent")
    SEEN = "seen", pgettext_lazy("referral", "Opened")
    ACCEPTED = "accepted", pgettext_lazy("referral", "Accepted")
    WAITING = "waiting", pgettext_lazy("referral", "On the waiting list")
    IN_PROGRESS = "in_progress", pgettext_lazy("referral", "Started")
    ON_HOLD = "on_hold", pgettext_lazy("referral", "On hold")
    COMPLETED = "completed", pgettext_lazy("referral", "Completed")
    DECLINED = "declined", pgettext_lazy("referral", "Declined by the service")
    CANCELLED = "cancelled", pgettext_lazy("referral", "Cancelled")
    WITHDRAWN = "withdrawn", pgettext_lazy("referral", "Withdrawn by the person")
    ENTERED_IN_ERROR = "entered_in_error", pgettext_lazy("referral", "Sent by mistake")


class Side(TextChoices):
    """Who takes a step of a referral. The person is heard through the front door."""

    SENDER = "sender", pgettext_lazy("side of a referral", "The front door")
    RECEIVER = "receiver", pgettext_lazy("side of a referral", "The service")
    PERSON = "person", pgettext_lazy("side of a referral", "The person, through the front door")
    SYSTEM = "system", pgettext_lazy("side of a referral", "This service itself")


class DeclineReason(TextChoices):
    """Why a provider can not help: its own reasons. Each says what comes next (rules.states.NEXT_STEP)."""

    NO_ROOM = "no_room", _("There is no room in the service")
    NOT_ELIGIBLE = "not_eligible", _("The person is outside what the service can offer")
    OUT_OF_AREA = "out_of_area", _("The person lives outside the area of the service")
    NEEDS_MORE = "needs_more", _("The person needs more specialist help")
    KNOWN = "known", _("The service already works with the person")
    NOT_ENOUGH = "not_enough", _("The referral does not say enough")


class PersonReason(TextChoices):
    """Why the person does not go on: their own reasons. Each says what comes next (rules.states.NEXT_STEP)."""

    CONSENT = "consent", _("The person took back their consent")
    SAID_NO = "person_said_no", _("The person said no to the service")
    NO_CONTACT = "no_contact", _("The service could not reach the person")
    NOT_NOW = "not_now", _("The person wants help later, not now")
    OTHER_HELP = "other_help", _("The person has found other help")


class SenderReason(TextChoices):
    """Why the front door ends a referral. Which belong to which end is in rules.states.SENDER_REASONS."""

    NOT_NEEDED = "not_needed", _("The help is no longer needed")
    OTHER_SERVICE = "other_service", _("Another service suits better")
    TRANSFERRED = "transferred", _("Another service has taken it over")
    WRONG_PERSON = "wrong_person", _("It is about the wrong person")
    WRONG_SERVICE = "wrong_service", _("It went to the wrong service")
    SENT_TWICE = "sent_twice", _("It was sent twice")


class EventKind(TextChoices):
    """What an entry in the history of a referral is."""

    MOVED = "moved", _("It moved on")
    CHASED = "chased", _("An answer was asked for again")
    AMENDED = "amended", _("What was sent was changed")
    ASSIGNED = "assigned", _("The named worker changed")


class Basis(TextChoices):
    """On what ground a person's data is shared. All but consent need a reason in words."""

    CONSENT = "consent", _("They agreed to it")
    SAFEGUARDING = "safeguarding", _("To protect a child or an adult at risk")
    VITAL_INTERESTS = "vital_interests", _("To protect somebody’s life")
    LEGAL_DUTY = "legal_duty", _("The law says that it must be shared")


class HelpOutcome(TextChoices):
    """How the help ended, as the person and the worker see it."""

    BETTER = "better", _("Things are better")
    SOMEWHAT = "somewhat", _("Things are somewhat better")
    SAME = "same", _("Things are the same")
    STEPPED_UP = "stepped_up", _("More help was needed and has been asked for")
    ENDED_EARLY = "ended_early", _("The person ended it early")


class InboxTab(TextChoices):
    """A service's worklist: stages, each made of whole states (rules.states.TABS), and two views across them."""

    NEW = "new", pgettext_lazy("referrals", "New")
    WAITING = "waiting", pgettext_lazy("referrals", "Waiting list")
    WORKING = "working", pgettext_lazy("referrals", "Working with")
    CLOSED = "closed", pgettext_lazy("referrals", "Closed")
    ACTION = "action", pgettext_lazy("referrals", "Needs an answer")
    MINE = "mine", pgettext_lazy("referrals", "I am the named worker")


class ToldHow(TextChoices):
    """How a person was told about a service."""

    IN_PERSON = "in_person", _("In person")
    TELEPHONE = "telephone", _("On the telephone")
    TEXT = "text", _("By text message")
    EMAIL = "email", _("By e-mail")
    LETTER = "letter", _("By letter")
    THROUGH = "through", _("Through someone they trust")


class Item(TextChoices):
    """What may be sent about a person beside their name, what they ask for and how to reach them safely."""

    AGE = "age", pgettext_lazy("sent to a service", "Age")
    DATE_OF_BIRTH = "date_of_birth", pgettext_lazy("sent to a service", "Date of birth")
    LANGUAGE = "language", pgettext_lazy("sent to a service", "Preferred language")
    STRENGTHS = "strengths", pgettext_lazy("sent to a service", "What is going well, and who supports them")


class GoalOutcome(TextChoices):
    """How far the help got with one of the person's goals."""

    BETTER = "better", pgettext_lazy("goal", "Better")
    SOMEWHAT = "somewhat", pgettext_lazy("goal", "Somewhat better")
    SAME = "same", pgettext_lazy("goal", "The same")
    WORSE = "worse", pgettext_lazy("goal", "Worse")
    NOT_TRIED = "not_tried", pgettext_lazy("goal", "Not worked on")


class AppointmentState(TextChoices):
    """What became of an appointment. A moved one stays visible beside the one that took its place."""

    BOOKED = "booked", pgettext_lazy("appointment", "Booked")
    MOVED = "moved", pgettext_lazy("appointment", "Moved")
    ATTENDED = "attended", pgettext_lazy("appointment", "Attended")
    LATE = "late", pgettext_lazy("appointment", "Attended, but late")
    MISSED = "missed", pgettext_lazy("appointment", "Did not attend")
    CANCELLED = "cancelled", pgettext_lazy("appointment", "Cancelled")


class AppointmentReason(TextChoices):
    """Why an appointment was moved, cancelled or missed. None of them blames."""

    ILL = "ill", _("Illness")
    WORK_OR_CARE = "work_or_care", _("Work or caring for somebody")
    TRANSPORT = "transport", _("Could not get there")
    FORGOT = "forgot", _("Forgot, or the reminder did not arrive")
    WORRIED = "worried", _("Did not feel ready, or was worried")
    NOT_TOLD = "not_told", _("Did not know about it")
    SERVICE = "service", _("The service could not keep it")
    NO_REASON = "no_reason", _("No reason known")


class AskedBy(TextChoices):
    """Who asked for an appointment to be moved or cancelled."""

    PERSON = "person", _("The person")
    SERVICE = "service", _("The service")


class MeetingWay(TextChoices):
    """How an appointment takes place."""

    AT_SERVICE = "at_service", _("At the service")
    AT_HOME = "at_home", _("A visit")
    ELSEWHERE = "elsewhere", _("Somewhere else")
    TELEPHONE = "telephone", _("By telephone")
    VIDEO = "video", _("By video")


class LinkEnd(TextChoices):
    """Why a secure link no longer opens anything."""

    ANSWERED = "answered", _("The referral has ended.")
    REPLACED = "replaced", _("A newer link was sent.")
    EXPIRED = "expired", _("Its time is over.")
    LOCKED = "locked", _("A wrong code was entered too often.")


class ReferralView(TextChoices):
    """Ways to look at referrals. What has ended stands apart."""

    ACTION = "action", pgettext_lazy("referrals", "Needs you")
    BY_ME = "by_me", pgettext_lazy("referrals", "Sent by me")
    BY_TEAM = "by_team", pgettext_lazy("referrals", "Sent by my team")
    CLOSED = "closed", pgettext_lazy("referrals", "Closed")
