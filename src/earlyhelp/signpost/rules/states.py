"""The states of a referral as one dictionary: who may move it where, whose turn it is, and by when. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.working_days import next_working_day
from earlyhelp.signpost.choices.referrals import (
    DeclineReason,
    InboxTab,
    PersonReason,
    ReferralState,
    SenderReason,
    Side,
)

State = ReferralState
_S, _R, _P, _SYSTEM = Side.SENDER, Side.RECEIVER, Side.PERSON, Side.SYSTEM
_ONLY_R: Final = frozenset({_R})
# Until help has started, the front door can call it off; a service that took it over closes it by itself.
_CALL_OFF: Final[Mapping[State, frozenset[Side]]] = {
    State.CANCELLED: frozenset({_S, _SYSTEM}),
    State.WITHDRAWN: frozenset({_P}),
    State.ENTERED_IN_ERROR: frozenset({_S}),
}
# Once it has, it is ended by the people in it, unless another service takes over or it should never have been sent.
_BREAK_OFF: Final[Mapping[State, frozenset[Side]]] = {
    State.CANCELLED: frozenset({_SYSTEM}),
    State.WITHDRAWN: frozenset({_P}),
    State.ENTERED_IN_ERROR: frozenset({_S}),
}

# From each state, the states it can go to and the sides that may take it there. Nothing else can happen.
TRANSITIONS: Final[Mapping[State, Mapping[State, frozenset[Side]]]] = {
    # A draft is kept apart and becomes a referral by being sent; one that is thrown away leaves nothing behind.
    State.DRAFT: {State.REQUESTED: frozenset({_S})},
    # Seeing it happens by itself, when somebody at the service first opens it.
    State.REQUESTED: {State.SEEN: _ONLY_R, **_CALL_OFF},
    State.SEEN: {State.ACCEPTED: _ONLY_R, State.WAITING: _ONLY_R, State.DECLINED: _ONLY_R, **_CALL_OFF},
    # From the waiting list to the waiting list is a new promise of news, on another day. So it is on hold.
    State.WAITING: {State.WAITING: _ONLY_R, State.ACCEPTED: _ONLY_R, State.DECLINED: _ONLY_R, **_CALL_OFF},
    State.ACCEPTED: {
        State.IN_PROGRESS: _ONLY_R,
        State.ON_HOLD: _ONLY_R,
        State.DECLINED: _ONLY_R,
        **_CALL_OFF,
    },
    State.IN_PROGRESS: {State.ON_HOLD: _ONLY_R, State.COMPLETED: _ONLY_R, **_BREAK_OFF},
    State.ON_HOLD: {
        State.ON_HOLD: _ONLY_R,
        State.IN_PROGRESS: _ONLY_R,
        State.COMPLETED: _ONLY_R,
        **_BREAK_OFF,
    },
    State.COMPLETED: {},
    State.DECLINED: {},
    State.CANCELLED: {},
    State.WITHDRAWN: {},
    State.ENTERED_IN_ERROR: {},
}

# Whose turn it is in each state; None where nobody need do anything more.
OWNER: Final[Mapping[State, Side | None]] = {
    State.DRAFT: _S,
    State.REQUESTED: _R,
    State.SEEN: _R,
    State.ACCEPTED: _R,
    State.WAITING: _R,
    State.IN_PROGRESS: _R,
    State.ON_HOLD: _R,
    State.COMPLETED: None,
    State.DECLINED: _S,
    State.CANCELLED: None,
    State.WITHDRAWN: None,
    State.ENTERED_IN_ERROR: None,
}

# What the owner does next, or why there is nothing to do.
NEXT: Final[Mapping[State, Promise]] = {
    State.DRAFT: _("Finish it with the person and send it, or throw it away."),
    State.REQUESTED: _("The service opens it."),
    State.SEEN: _("The service accepts it, puts it on the waiting list or declines it."),
    State.ACCEPTED: _("The service starts the help."),
    State.WAITING: _("The service gives news by the day it promised."),
    State.IN_PROGRESS: _("The service helps, and says how things are when the help ends."),
    State.ON_HOLD: _("The service gives news by the day it promised."),
    State.COMPLETED: _("Nothing more. The outcome is recorded."),
    State.DECLINED: _("The front door looks for another way to help."),
    State.CANCELLED: _("Nothing more. The reason is recorded."),
    State.WITHDRAWN: _("Nothing more is shared. The person can ask again at any time."),
    State.ENTERED_IN_ERROR: _("Nothing more. The service no longer sees it."),
}

# How it ended, and so nobody's turn; a declined one is the front door's.
ENDED: Final = frozenset(state for state in State if not TRANSITIONS[state])
# States in which the receiving service may no longer see the referral.
CLOSED_TO_RECEIVER: Final = ENDED - {State.COMPLETED}
# A waiting list, or a pause, comes with a day by which there will be news.
PROMISED: Final = frozenset({State.WAITING, State.ON_HOLD})

# What the officer hears when a referral comes into a state (solve.rules.FEEDBACK holds the words). Sending it is told
# by the decision; opening it, or a pause, is not news. Of a mistake the officer hears nothing: it was not about them.
FEEDBACK: Final[Mapping[State, str]] = {
    State.WAITING: "referral.waiting",
    State.ACCEPTED: "referral.accepted",
    State.IN_PROGRESS: "referral.started",
    State.COMPLETED: "referral.completed",
    State.DECLINED: "referral.declined",
    State.CANCELLED: "referral.withdrawn",
    State.WITHDRAWN: "referral.withdrawn",
}
# What the officer hears instead when help ended well; they hear of no worse ending than that it ended.
GOT_BETTER: Final = "referral.better"
# How the help itself goes. Told, with its notes, only when the person agreed that the service says how it goes.
PROGRESS: Final = frozenset({State.IN_PROGRESS, State.ON_HOLD, State.COMPLETED})

# The stages of a service's worklist: whole states, never mixtures.
TABS: Final[Mapping[InboxTab, frozenset[State]]] = {
    InboxTab.NEW: frozenset({State.REQUESTED, State.SEEN}),
    InboxTab.WAITING: frozenset({State.WAITING}),
    InboxTab.WORKING: frozenset({State.ACCEPTED, State.IN_PROGRESS, State.ON_HOLD}),
    InboxTab.CLOSED: frozenset({State.COMPLETED}),
}

# The reasons with which the front door ends a referral. That another service took it over, only the system says.
SENDER_REASONS: Final[Mapping[State, frozenset[SenderReason]]] = {
    State.CANCELLED: frozenset(
        {SenderReason.NOT_NEEDED, SenderReason.OTHER_SERVICE, SenderReason.TRANSFERRED}
    ),
    State.ENTERED_IN_ERROR: frozenset(
        {SenderReason.WRONG_PERSON, SenderReason.WRONG_SERVICE, SenderReason.SENT_TWICE}
    ),
}
# With which of the person's reasons a service says that they do not go on; taking back consent goes to the front door.
SAID_TO_SERVICE: Final = frozenset(
    {PersonReason.SAID_NO, PersonReason.NO_CONTACT, PersonReason.NOT_NOW, PersonReason.OTHER_HELP}
)
# With which the person withdraws through the front door.
SAID_TO_FRONT_DOOR: Final = frozenset(
    {PersonReason.CONSENT, PersonReason.SAID_NO, PersonReason.NOT_NOW, PersonReason.OTHER_HELP}
)

# What the front door can do next, by the reason: first the provider's, then the person's.
NEXT_STEP: Final[Mapping[DeclineReason | PersonReason, Promise]] = {
    DeclineReason.NO_ROOM: _(
        "Choose another service for the same needs. The person's consent was for this service only, so ask them again."
    ),
    DeclineReason.NOT_ELIGIBLE: _(
        "Read what the service offers, then choose one that takes people of this age and with these needs."
    ),
    DeclineReason.OUT_OF_AREA: _(
        "Check where the person lives now, then choose a service for that council area or for all of Wales."
    ),
    DeclineReason.NEEDS_MORE: _(
        "Decide again: the person may need care and support from social services, or a specialist service."
    ),
    DeclineReason.KNOWN: _(
        "Nothing new is needed from this service. Decide again that the need is already met, and say by whom."
    ),
    DeclineReason.NOT_ENOUGH: _(
        "Read what the service asks for, ring the person if it is safe, then send a fuller referral to it."
    ),
    PersonReason.CONSENT: _(
        "Share nothing more without asking. Decide again that they declined, and tell them how to come back."
    ),
    PersonReason.SAID_NO: _(
        "Do not refer them again without asking. Decide again that they declined, and tell them how to come back."
    ),
    PersonReason.NO_CONTACT: _(
        "Check with the person, or with whoever knows them, which way of contact is safe. Then choose again."
    ),
    PersonReason.NOT_NOW: _(
        "Ask them when it would suit, and note the day. Refer them again when they say so."
    ),
    PersonReason.OTHER_HELP: _(
        "Nothing new is needed. Decide again that the need is already met, and say by whom."
    ),
}


@dataclass(frozen=True, slots=True)
class Clock:
    """How many working days the owner of a state has before an answer is asked for again."""

    working_days: int
    from_sending: bool = False


# Who keeps these settings, and how to change them: docs/en/reference/settings.md (EARLYHELP_REFERRAL_DAYS).
CLOCKS: Final[Mapping[State, Clock]] = {
    State.REQUESTED: Clock(2, from_sending=True),
    State.SEEN: Clock(5, from_sending=True),
    State.ACCEPTED: Clock(10),
    State.IN_PROGRESS: Clock(30),
    State.DECLINED: Clock(2),
}
# Asked again so often, so many working days apart; then it is back with the sender.
CHASES: Final = 2
CHASE_AGAIN_AFTER: Final = 2


def after_working_days(on: date, days: int) -> date:
    """The day so many working days later."""
    for _day in range(days):
        on = next_working_day(on)
    return on


def due_on(
    state: str,
    *,
    sent_on: date,
    moved_on: date,
    promised_on: date | None,
    days: Mapping[str, int] | None = None,
) -> date | None:
    """The day by which the owner of a state should have acted; None where nobody need act.

    A promise counts as it was made. `days` are the working days that an area has set, by state.
    """
    of = State(state)
    if of in PROMISED:
        return promised_on
    clock = CLOCKS.get(of)
    if clock is None:
        return None
    allowed = (days or {}).get(of.value, clock.working_days)
    return after_working_days(sent_on if clock.from_sending else moved_on, allowed)


def must_chase(due: date | None, *, chased: int, chased_on: date | None, on: date) -> bool:
    """Whether an answer is asked for again today: the day has passed, and it was not asked too often or just now."""
    if due is None or on <= due or chased >= CHASES:
        return False
    return chased_on is None or on > after_working_days(chased_on, CHASE_AGAIN_AFTER - 1)


def is_unanswered(due: date | None, *, chased: int, on: date) -> bool:
    """Whether a referral is back with its sender, because nobody answered when they were asked again and again."""
    return due is not None and on > due and chased >= CHASES


def owner_of(state: str, *, unanswered: bool = False) -> Side | None:
    """Whose turn it is. What nobody answered is the sender's, though the service may still act."""
    owner = OWNER[State(state)]
    return _S if unanswered and owner is _R else owner
