"""The words of retention: from which day a time counts, what follows, and how far a disposal is."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CountedFrom(TextChoices):
    """From which day of a record its years count."""

    FIRST = "first", _("The day it was first recorded")
    LAST = "last", _("The last day on which anything was added to it")
    CLOSED = "closed", _("The day it was closed")


class AtTheEnd(TextChoices):
    """What follows when a record's time is over. Nothing is ever deleted without a person's decision."""

    REVIEW = "review", _("A person reviews each record")
    DISPOSE = "dispose", _("A person proposes a list, and a second one confirms it")


class TaskState(TextChoices):
    """Where one record that falls due stands."""

    WAITING = "waiting", pgettext_lazy("state of a retention task", "To be decided")
    KEPT = "kept", pgettext_lazy("state of a retention task", "Kept, with a reason")
    LISTED = "listed", pgettext_lazy("state of a retention task", "On a list to dispose of")


class DisposalState(TextChoices):
    """How far a list of records to dispose of is."""

    PROPOSED = "proposed", pgettext_lazy("state of a disposal", "Proposed")
    HIDDEN = "hidden", pgettext_lazy("state of a disposal", "Hidden, and can be undone")
    ERASED = "erased", pgettext_lazy("state of a disposal", "Deleted for good")
    CANCELLED = "cancelled", pgettext_lazy("state of a disposal", "Not agreed")
    UNDONE = "undone", pgettext_lazy("state of a disposal", "Undone")


class DisposalStep(TextChoices):
    """What moves a disposal on."""

    CONFIRM = "confirm", pgettext_lazy("step of a disposal", "Confirm")
    CANCEL = "cancel", pgettext_lazy("step of a disposal", "Do not agree")
    UNDO = "undo", pgettext_lazy("step of a disposal", "Undo")
    ERASE = "erase", pgettext_lazy("step of a disposal", "Delete for good, when the 30 days are over")


class WhyNot(TextChoices):
    """Why a record is not disposed of, though its time is over."""

    HELD = "held", _("A legal hold covers it.")
    OPEN = "open", _("It is open work.")
    RESTED_ON = "rested_on", _("Another record of your agency rests on it.")
    NOT_DUE = "not_due", _("Its time is not over.")


class HoldEnds(TextChoices):
    """How long a legal hold lasts."""

    DAY = "day", _("Until a day")
    ENDED = "ended", _("Until somebody ends it")
