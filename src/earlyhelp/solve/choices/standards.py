"""The words around a council's own rules: its clocks, its published levels of need, and who takes what."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class FrontDoorClock(TextChoices):
    """The four clocks that run at a front door."""

    ACKNOWLEDGE = "acknowledge", _("Tell the officer that the report has arrived")
    DECIDE = "decide", _("Decide what happens next")
    CHASE = "chase", _("Bring it up again when nobody was heard")
    REVIEW = "review", _("Look again at the last decision")


class LimitUnit(TextChoices):
    """In what a limit counts. Hours are office hours; days end at the cut-off."""

    HOURS = "hours", _("working hours")
    DAYS = "days", _("working days")


class ThresholdLevel(IntegerChoices):
    """The four levels of need in the threshold documents of Welsh councils. Words, not a sum of anything."""

    UNIVERSAL = 1, _("Level 1")
    EARLY = 2, _("Level 2")
    TARGETED = 3, _("Level 3")
    SIGNIFICANT = 4, _("Level 4")


class Condition(TextChoices):
    """What the service can see in a notification. A level lists those of its document that can be seen here."""

    SAFEGUARDING_REPORT = "safeguarding_report", _("It is a safeguarding report")
    ABUSE = "abuse", _("Domestic abuse is among the needs")
    UNBORN = "unborn", _("A child is not born yet")
    CHILD = "child", _("The person who needs help is a child")
    CARE = "care", _("Care and support at home is among the needs")
    PATTERN = "pattern", _("The same people were notified as often as the published rule says")
    SEVERAL_NEEDS = "several_needs", _("More than one kind of need is named")
    ONE_NEED = "one_need", _("One kind of need is named")
    WANTS_HELP = "wants_help", _("They would like help")
    HAS_HELP = "has_help", _("They already have help")


class RouteHours(TextChoices):
    """When a line of the routing table counts."""

    ANY = "any", _("At any time")
    OFFICE = "office", _("In office hours")
    OUTSIDE = "outside", _("Outside office hours")


class RouteMiss(TextChoices):
    """Why a line of the routing table did not take a notification."""

    AREA = "area", _("It is for another area.")
    TRACK = "track", _("It is for another kind of notification.")
    NEED = "need", _("Its need is not among the needs that were named.")
    HOURS = "hours", _("It counts at other hours.")
    NOBODY = "nobody", _("Nobody works in its team who could take it.")


class RepeatBy(TextChoices):
    """Through whom or what an earlier notification belongs to this one."""

    PERSON = "person", _("The same person")
    HOUSEHOLD = "household", _("The same household")
    ADDRESS = "address", _("The same address")


class LookState(TextChoices):
    """Where a second look at the last decision stands. Never stored: it follows from what was kept and decided."""

    TO_REVIEW = "to_review", pgettext_lazy("state of a decision", "To look at again")
    KEPT = "kept", pgettext_lazy("state of a decision", "Still holds")
    DECIDED_ANEW = "decided_anew", pgettext_lazy("state of a decision", "Decided anew")


class LookStep(TextChoices):
    """What ends a second look."""

    KEEP = "keep", pgettext_lazy("step of a second look", "Keep the decision")
    DECIDE_ANEW = "decide_anew", pgettext_lazy("step of a second look", "Decide anew")
