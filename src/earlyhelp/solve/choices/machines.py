"""Who has the next move, and which clock runs meanwhile: one list of words for every state machine of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Owner(TextChoices):
    """Who must do something next."""

    FRONT_DOOR = "front_door", _("The front door")
    OFFICER = "officer", _("The officer who sent it")
    DECISION_OWNER = "decision_owner", _("Who follows the decision up")
    PARTNER = "partner", _("The agency that was asked")
    CHAIR = "chair", _("Who leads the meeting")
    LEAD_WORKER = "lead_worker", _("The family’s lead worker")
    DOER = "doer", _("Whoever said that they would do it")
    OTHER_SIDE = "other_side", _("The team that it is handed to")
    FAMILY = "family", _("The family")
    SUPERVISOR = "supervisor", _("The supervisor of the team")
    NOBODY = "nobody", _("Nobody: it is over")


class Clock(TextChoices):
    """Which clock runs in a state. Every state that is no end has one."""

    DECIDE = "decide", _("One working day to decide")
    ANSWER = "answer", _("The day by which the officer answers")
    NEXT_DATE = "next_date", _("The decision’s next date, unless its outcome is an end")
    CHECK_DUE = "check_due", _("The time by which the agency answers")
    HOLD_UNTIL = "hold_until", _("The day on which it comes back")
    MEETING_AT = "meeting_at", _("The time of the meeting")
    MINUTES_DUE = "minutes_due", _("The day by which the minutes are ready")
    REVIEW_DUE = "review_due", _("The day of the next review")
    ACTION_DUE = "action_due", _("The day by which it is done")
    REPLY_DUE = "reply_due", _("The day by which the other side replies")
    REOPEN_UNTIL = "reopen_until", _("The day until which it can be reopened")
