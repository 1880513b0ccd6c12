"""What the officer hears: one plain sentence for everything that can happen, and what it lets them know.

The officer's right is to hear that it mattered. What a person said, who helps them and how they are doing is the
person's own, so no sentence here can hold it: none has a blank to fill.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from earlyhelp.kit.errors import RuleError
from earlyhelp.solve.choices import Outcome, Shared

NOT_SHARED: Final = _("We do not share who helps, what the person said, or the reasons behind the decision.")


@dataclass(frozen=True, slots=True)
class Telling:
    """What the officer reads, and what may be shared with them. `needs_answer`: they are asked for something."""

    sentence: Promise
    shares: tuple[Shared, ...]
    needs_answer: bool = False


ACKNOWLEDGED: Final = "received.acknowledged"
REMINDED: Final = "received.reminded"


def event_of(outcome: str) -> str:
    """The key of the event that a decision with this outcome is: `decided.signpost`."""
    return f"decided.{Outcome(outcome).value}"


# What a colleague at the front door may say in thanks: whole sentences, so that none can name or describe anybody.
THANKS: Final[Mapping[str, Telling]] = {
    "thanked.noticed": Telling(
        _("The front door says thank you: what you noticed made a difference."),
        (Shared.PROGRESS,),
    ),
    "thanked.voice": Telling(
        _("The front door says thank you: you wrote down what a child said, and that helped to understand."),
        (Shared.PROGRESS,),
    ),
    "thanked.strengths": Telling(
        _("The front door says thank you: you wrote down what goes well, and the help could build on it."),
        (Shared.PROGRESS,),
    ),
    "thanked.clear": Telling(
        _("The front door says thank you: your notification was so clear that help came sooner."),
        (Shared.PROGRESS,),
    ),
    "thanked.kind": Telling(
        _("The front door says thank you: how you spoke with the family made it easier to ask for help."),
        (Shared.PROGRESS,),
    ),
}

FEEDBACK: Final[Mapping[str, Telling]] = {
    event_of(Outcome.SAFEGUARDING): Telling(
        _(
            "Thank you for speaking up. What you saw is now a safeguarding report with social services. They "
            "will contact you if they need to know more."
        ),
        (Shared.OUTCOME,),
    ),
    event_of(Outcome.EARLY_HELP): Telling(
        _(
            "Thank you. Because of what you noticed, early help is being arranged with the person’s agreement. "
            "Nothing more is needed from you."
        ),
        (Shared.OUTCOME,),
    ),
    event_of(Outcome.SIGNPOST): Telling(
        _(
            "Thank you. Because of what you noticed, the person is being put in touch with a service that can "
            "help. Nothing more is needed from you."
        ),
        (Shared.OUTCOME,),
    ),
    event_of(Outcome.ALREADY_MET): Telling(
        _(
            "Thank you. The person already has help with what you noticed. It was right to tell us. Nothing "
            "more is needed from you."
        ),
        (Shared.OUTCOME,),
    ),
    event_of(Outcome.DECLINED): Telling(
        _(
            "Thank you. Help was offered, and the answer for now was no, which is their choice. They know how to "
            "ask later. If you meet them again and are worried, please tell us again."
        ),
        (Shared.OUTCOME,),
    ),
    event_of(Outcome.NO_CONTACT): Telling(
        _(
            "Thank you. We tried to reach the person in safe ways and could not. If you meet them again, please "
            "tell us."
        ),
        (Shared.OUTCOME,),
    ),
    event_of(Outcome.ASKED_BACK): Telling(
        _(
            "Thank you. We want to get this right and need to know a little more. Please answer the question we "
            "have sent you."
        ),
        (Shared.OUTCOME, Shared.QUESTION),
        needs_answer=True,
    ),
    event_of(Outcome.NO_NEED): Telling(
        _(
            "Thank you. We looked at this with care and found nothing more to do this time. If you are worried "
            "again, please tell us again."
        ),
        (Shared.OUTCOME,),
    ),
    "question.answered": Telling(
        _("Thank you for your answer. The front door has it and will look at the notification again first."),
        (Shared.PROGRESS,),
    ),
    ACKNOWLEDGED: Telling(
        _("Thank you. The front door has your safeguarding report and has begun to look at it."),
        (Shared.PROGRESS,),
    ),
    REMINDED: Telling(
        _(
            "Thank you for waiting. Nobody has answered you yet, so we have reminded the front door. If you are "
            "still worried, ring them."
        ),
        (Shared.PROGRESS,),
    ),
    "referral.accepted": Telling(
        _("Good news: a service has said that it will help. Thank you for starting this."),
        (Shared.PROGRESS,),
    ),
    "referral.waiting": Telling(
        _("A service can help, and the person is on its waiting list. Thank you for starting this."),
        (Shared.PROGRESS,),
    ),
    "referral.started": Telling(
        _("The help has started. Thank you: it began with what you noticed."),
        (Shared.PROGRESS,),
    ),
    "referral.completed": Telling(
        _("The help that you set in motion has come to its end. Thank you for noticing and for telling us."),
        (Shared.PROGRESS,),
    ),
    "referral.better": Telling(
        _("The help that you set in motion has ended, and things are better now. Thank you for noticing."),
        (Shared.PROGRESS,),
    ),
    "referral.declined": Telling(
        _(
            "The first service could not help, so we are looking for another way. Thank you. Nothing more is "
            "needed from you."
        ),
        (Shared.PROGRESS,),
    ),
    "referral.withdrawn": Telling(
        _(
            "The help that was planned will not go ahead now. Thank you all the same: you did right to tell us. "
            "Nothing more is needed from you."
        ),
        (Shared.PROGRESS,),
    ),
    **THANKS,
}

# What led to something good, for the page on which an officer reads it again. None of these says who it was.
WENT_WELL: Final = (
    event_of(Outcome.EARLY_HELP),
    event_of(Outcome.SIGNPOST),
    "referral.accepted",
    "referral.started",
    "referral.completed",
    "referral.better",
    *THANKS,
)


class CannotThank(RuleError):
    """No such sentence, or nothing was decided yet."""


def check_thanks(event: str, *, is_decided: bool) -> None:
    """A word of thanks is one of a few sentences, after a decision. Raises CannotThank."""
    if event not in THANKS:
        raise CannotThank(_("Choose one of the sentences on this page."))
    if not is_decided:
        raise CannotThank(_("Decide first. Then you can thank the officer."))


def message_id_of(event: str) -> str:
    """The sentence of an event as the catalogue knows it, so that a message can say it in its reader's language."""
    with override("en"):
        return str(FEEDBACK[event].sentence)


def list_message_ids() -> list[str]:
    """Every sentence that an officer can hear, for `inform` to let through."""
    return [message_id_of(event) for event in FEEDBACK]
