"""The words around the queue: its stages, whose work is looked at, why something rests, and what giving it came to."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Stage(TextChoices):
    """The tabs of the queue. Each is one state, never a mixture."""

    TO_DECIDE = "to_decide", pgettext_lazy("tab of the queue", "To decide")
    WAITING = "waiting", pgettext_lazy("tab of the queue", "Waiting for an answer")
    CHECKS = "checks", pgettext_lazy("tab of the queue", "Partners are asked")
    ON_HOLD = "on_hold", pgettext_lazy("tab of the queue", "On hold")
    DECIDED = "decided", pgettext_lazy("tab of the queue", "Decided")
    CLOSED = "closed", pgettext_lazy("tab of the queue", "Closed")


class View(TextChoices):
    """Whose work is looked at."""

    ALL = "all", pgettext_lazy("view of the queue", "Everything")
    MINE = "mine", pgettext_lazy("view of the queue", "Given to me")
    TEAM = "team", pgettext_lazy("view of the queue", "My team’s")
    WITH_ME = "with_me", pgettext_lazy("view of the queue", "Open with me")
    BY_ME = "by_me", pgettext_lazy("view of the queue", "Sent on by me")


class Order(TextChoices):
    """What comes first."""

    URGENT = "urgent", _("Most pressing first")
    DUE = "due", _("Due first")


class HoldReason(TextChoices):
    """What a notification on hold waits for."""

    FAMILY_AWAY = "family_away", _("The family is away")
    FAMILY_ASKED = "family_asked", _("The family asked for time")
    SAFE_TIME = "safe_time", _("It is not safe to contact them yet")
    VISIT = "visit", _("A visit or a call is arranged")
    MEETING = "meeting", _("It goes to a meeting")
    RECORDS = "records", _("Records from elsewhere are on their way")


class HoldState(TextChoices):
    """Where a hold stands. Whether its day has come is seen when it is read."""

    RESTING = "resting", pgettext_lazy("state of a hold", "On hold")
    OVER = "over", pgettext_lazy("state of a hold", "Back in the queue")


class HoldStep(TextChoices):
    """What moves a hold on."""

    PUT_OFF = "put_off", pgettext_lazy("step of a hold", "Choose another day or reason")
    DAY_COMES = "day_comes", pgettext_lazy("step of a hold", "The day comes, and it is back by itself")
    TAKE_BACK = "take_back", pgettext_lazy("step of a hold", "Take it back now")
    DECIDE = "decide", pgettext_lazy("step of a hold", "Decide")


class Given(TextChoices):
    """What became of one notification when several were given to somebody."""

    GIVEN = "given", _("It is theirs now")
    TAKEN_BACK = "taken_back", _("It is nobody’s now")
    UNCHANGED = "unchanged", _("Nothing changed: it was so already")
    OPEN_WITH = "open_with", _("Not given: a colleague works on it now")
    DECIDED = "decided", _("Not given: it is decided")
    OTHER_TEAM = "other_team", _("Not given: it belongs to another team’s front door")
    NOT_HERE = "not_here", _("Not given: it is not in your queue")
