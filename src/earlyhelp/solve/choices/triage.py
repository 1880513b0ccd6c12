"""The closed list of outcomes, and the words around a decision."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Grade(TextChoices):
    """How soon a notification is looked at. It orders the queue; it decides nothing about a person."""

    RED = "red", _("Red")
    AMBER = "amber", _("Amber")
    GREEN = "green", _("Green")


class Outcome(TextChoices):
    """How a triage can end. There is no other way, and none of them is silence."""

    SAFEGUARDING = "safeguarding", _("Safeguarding report to social services")
    EARLY_HELP = "early_help", _("Early help, with consent")
    SIGNPOST = "signpost", _("Signpost to a service")
    ALREADY_MET = "already_met", _("The need is already met")
    DECLINED = "declined", _("The family declined help")
    NO_CONTACT = "no_contact", _("We could not reach them")
    ASKED_BACK = "asked_back", _("Not enough information: asked back")
    NO_NEED = "no_need", _("No need found")


class Reason(TextChoices):
    """Why this outcome. Each belongs to one outcome (see rules.REASONS)."""

    CHILD_AT_RISK = "child_at_risk", _("A child may be at risk of harm")
    ADULT_AT_RISK = "adult_at_risk", _("An adult may be at risk of harm")
    STATUTORY_NEED = "statutory_need", _("There may be needs for care and support")
    SEVERAL_NEEDS = "several_needs", _("Several needs that one worker should bring together")
    ONE_NEED = "one_need", _("One need that a service can meet")
    ASKED_FOR_HELP = "asked_for_help", _("The person asked for this help")
    INFORMATION_ENOUGH = "information_enough", _("Information and advice are enough")
    OPEN_TO_SOCIAL_CARE = "open_to_social_care", _("Social services already work with them")
    OPEN_TO_SERVICE = "open_to_service", _("Another service already works with them")
    FAMILY_SUPPORT = "family_support", _("Family and friends already give this help")
    NOT_NOW = "not_now", _("They do not want help now, and know how to ask")
    NOT_THIS = "not_this", _("They did not want the help that was offered")
    DID_NOT_SAY = "did_not_say", _("They gave no reason, and need give none")
    NO_ANSWER = "no_answer", _("No answer after three tries in safe ways")
    NO_SAFE_WAY = "no_safe_way", _("There is no safe way to contact them")
    MOVED = "moved", _("They have moved and we do not know where")
    WHO = "who", _("It is not clear who the person is")
    WHAT = "what", _("It is not clear what happened")
    CONSENT_UNKNOWN = "consent_unknown", _("It is not clear what the person said about sharing")
    RESOLVED = "resolved", _("What happened is over, and nothing more is needed")
    DUPLICATE = "duplicate", _("The same event was notified before")
    POLICE_ONLY = "police_only", _("It is a matter for the police alone")


class TriageState(TextChoices):
    """Where a notification stands. Never stored: it follows from decisions and questions (rules.states)."""

    AWAITING = "awaiting", _("To be decided")
    ASKED_BACK = "asked_back", _("Waiting for an answer")
    ANSWERED = "answered", _("Answered, to be decided")
    DECIDED = "decided", pgettext_lazy("state of a notification", "Decided")


class Step(TextChoices):
    """What moves a notification from one state to another."""

    DECIDE = "decide", pgettext_lazy("step of triage", "Decide")
    ASK = "ask", pgettext_lazy("step of triage", "Ask the officer")
    ANSWER = "answer", pgettext_lazy("step of triage", "Answer")


class Holder(TextChoices):
    """Who has a notification now, as its officer may know it. Which service it is, they may not."""

    FRONT_DOOR = "front_door", _("The front door")
    OFFICER = "officer", _("You: the front door waits for your answer")
    SERVICE = "service", _("A service that helps")
    SOCIAL_SERVICES = "social_services", _("Social services")
    NOBODY = "nobody", _("Nobody: it is closed")


class Tab(TextChoices):
    """The three tabs of the queue."""

    TO_DECIDE = "to_decide", pgettext_lazy("tab of the queue", "To decide")
    WAITING = "waiting", pgettext_lazy("tab of the queue", "Waiting for an answer")
    DECIDED = "decided", pgettext_lazy("tab of the queue", "Decided")


class Shared(TextChoices):
    """What a message to the officer lets them know."""

    OUTCOME = "outcome", _("What kind of decision it was")
    PROGRESS = "progress", _("How far it has come")
    QUESTION = "question", _("The question, and their own answer")
