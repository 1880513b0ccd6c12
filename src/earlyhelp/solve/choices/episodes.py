"""The words around an episode of help: who works with a family, what they do, and how it ends."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class WorkerPart(TextChoices):
    """What a practitioner is to an episode. A family has one lead worker at a time."""

    LEAD = "lead", _("Lead worker")
    TEAM = "team", _("In the team around the family")


class ActionState(TextChoices):
    """How far an action is. No more than four words: each means something else to who reads the list."""

    NOT_STARTED = "not_started", pgettext_lazy("state of an action", "Not started")
    IN_PROGRESS = "in_progress", pgettext_lazy("state of an action", "In progress")
    DONE = "done", pgettext_lazy("state of an action", "Done")
    NOT_NEEDED = "not_needed", pgettext_lazy("state of an action", "No longer needed")


class ActionStep(TextChoices):
    """What can be done with an action."""

    START = "start", pgettext_lazy("step of an action", "Start")
    FINISH = "finish", pgettext_lazy("step of an action", "Finish")
    DROP = "drop", pgettext_lazy("step of an action", "Say that it is no longer needed")
    HAND_OVER = "hand_over", pgettext_lazy("step of an action", "Hand over")


class EpisodeState(TextChoices):
    """Where an episode stands. Never stored: it follows from who leads, whether it rests, and whether it is closed."""

    LED = "led", pgettext_lazy("state of an episode", "Open, with a lead worker")
    UNLED = "unled", pgettext_lazy("state of an episode", "Open, and nobody leads")
    PAUSED = "paused", pgettext_lazy("state of an episode", "Resting")
    STEPPING_UP = "stepping_up", pgettext_lazy("state of an episode", "Waits for the statutory team")
    CLOSED = "closed", pgettext_lazy("state of an episode", "Closed")


class EpisodeStep(TextChoices):
    """What moves an episode from one state to another."""

    GIVE_LEAD = "give_lead", pgettext_lazy("step of an episode", "Give it a lead worker")
    LOSE_LEAD = "lose_lead", pgettext_lazy("step of an episode", "The lead worker leaves")
    PAUSE = "pause", pgettext_lazy("step of an episode", "Let it rest")
    RESUME = "resume", pgettext_lazy("step of an episode", "Go on")
    ASK_STEP_UP = "ask_step_up", pgettext_lazy("step of an episode", "Ask to step up")
    STEP_REFUSED = "step_refused", pgettext_lazy("step of an episode", "The other side says no")
    STEP_AGREED = "step_agreed", pgettext_lazy("step of an episode", "The other side says yes")
    CLOSE = "close", pgettext_lazy("step of an episode", "Close")


class CloseReason(TextChoices):
    """Why an episode ended. Whether the family moved forward is said apart, by their own outcomes."""

    GOALS_REACHED = "goals_reached", _("The family reached what they wanted")
    UNIVERSAL = "universal", _("Everyday services give the help that is left")
    PART_FAMILY_ENDS = "part_family_ends", _("Part was reached, and the family wishes to stop")
    LOST_CONTACT = "lost_contact", _("We lost contact, after trying in safe ways")
    CONSENT_WITHDRAWN = "consent_withdrawn", _("They withdrew their consent")
    NEVER_BEGAN = "never_began", _("The family never took part")
    MOVED = "moved", _("They moved away")
    CARE_AND_SUPPORT = "care_and_support", _("Stepped up to care and support")
    CHILD_PROTECTION = "child_protection", _("Stepped up to child protection")
    OTHER_LEAD = "other_lead", _("Another agency leads now")
    DUPLICATE = "duplicate", _("The same help is recorded in another episode")
