"""The words of a family's plan: goals, visits at which the family says how it goes, levels of need."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class GoalState(TextChoices):
    """Whether a goal is still worked on. Never stored: it follows from how the goal ended."""

    OPEN = "open", pgettext_lazy("state of a goal", "Being worked on")
    REACHED = "reached", pgettext_lazy("state of a goal", "Reached")
    LEFT = "left", pgettext_lazy("state of a goal", "Left behind")


class GoalStep(TextChoices):
    """What happens to a goal."""

    CHANGE = "change", pgettext_lazy("step of a goal", "Change its words")
    REACH = "reach", pgettext_lazy("step of a goal", "Say that it is reached")
    LEAVE = "leave", pgettext_lazy("step of a goal", "Leave it behind, with a reason")


class GoalEnd(TextChoices):
    """How a goal ended. The family says so."""

    REACHED = "reached", _("They reached it")
    NOT_WANTED = "not_wanted", _("They do not want it any more")
    ANOTHER = "another", _("Another goal took its place")
    HELP_ENDED = "help_ended", _("The help ended before it was reached")


class WhoReads(TextChoices):
    """Who of the family may read a goal and what hangs on it."""

    OWN = "own", _("Only the person whose goal it is")
    FAMILY = "family", _("Everybody in the family who takes part in the plan")


class VisitKind(TextChoices):
    """When the family is asked how it goes."""

    FIRST = "first", _("First visit")
    REVIEW = "review", pgettext_lazy("visit to a family", "Review")
    END = "end", pgettext_lazy("visit to a family", "At the end")


class ReviewState(TextChoices):
    """How near a review is. Not stored: the day says so."""

    PLANNED = "planned", pgettext_lazy("state of a review", "Planned")
    SOON = "soon", pgettext_lazy("state of a review", "Due within a week")
    DUE = "due", pgettext_lazy("state of a review", "Due today")
    OVERDUE = "overdue", pgettext_lazy("state of a review", "Overdue")
    DONE = "done", pgettext_lazy("state of a review", "Done")
    STOPPED = "stopped", pgettext_lazy("state of a review", "Not held: the help ended")


class ReviewStep(TextChoices):
    """What happens to a review, by time or by hand."""

    WEEK_BEFORE = "week_before", _("A week is left")
    DAY_COMES = "day_comes", _("The day comes")
    DAY_PASSES = "day_passes", _("The day passes")
    MOVE = "move", pgettext_lazy("step of a review", "Set another day")
    HOLD = "hold", pgettext_lazy("step of a review", "Hold it")
    STOP = "stop", pgettext_lazy("step of a review", "The help ends")


class PlanState(TextChoices):
    """How far a plan is. Not stored: it follows from the first visit and from the episode."""

    TO_BEGIN = "to_begin", pgettext_lazy("state of a plan", "The first visit is to come")
    RUNNING = "running", pgettext_lazy("state of a plan", "Under way")
    ENDED = "ended", pgettext_lazy("state of a plan", "Ended")


class PlanStep(TextChoices):
    """What moves a plan on."""

    BEGIN = "begin", _("Hold the first visit")
    REVIEW = "review", _("Hold a review")
    END = "end", _("The help ends")


class Level(IntegerChoices):
    """How much help a family's needs ask for. A practitioner says so with a reason; nothing works it out."""

    UNIVERSAL = 1, _("Level 1: everyday services are enough")
    EARLY = 2, _("Level 2: some early help")
    TARGETED = 3, _("Level 3: several needs, with a lead worker")
    STATUTORY = 4, _("Level 4: care and support, or protection")
