"""What a page says about each move of a referral: whole sentences, one set for each state it goes to."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from earlyhelp.signpost.choices.referrals import ReferralState


@dataclass(frozen=True, slots=True)
class MoveWords:
    """The heading, what the move means, the words of its button, and what is said when it is done."""

    to: ReferralState
    title: Promise
    lead: Promise
    button: Promise
    done: Promise
    note_hint: Promise
    is_warning: bool = False


MOVES: Final[Mapping[ReferralState, MoveWords]] = {
    ReferralState.ACCEPTED: MoveWords(
        ReferralState.ACCEPTED,
        _("Accept this referral"),
        _("The front door and the officer who reported hear that your service will help."),
        _("Accept the referral"),
        _("The referral is accepted."),
        _("What happens first, and when. The front door can read this."),
    ),
    ReferralState.WAITING: MoveWords(
        ReferralState.WAITING,
        _("Put this referral on the waiting list"),
        _("The front door hears that the person waits, and by when you will say more."),
        _("Put on the waiting list"),
        _("The referral is on the waiting list."),
        _("Why there is a wait, and what the person can do until then. The front door can read this."),
    ),
    ReferralState.DECLINED: MoveWords(
        ReferralState.DECLINED,
        _("Decline this referral"),
        _("Your reason and your note go back to the front door, which looks for another way to help."),
        _("Decline the referral"),
        _("The referral is declined and back with the front door."),
        _("What would help the front door to choose better. Say no more about the person than that needs."),
        is_warning=True,
    ),
    ReferralState.IN_PROGRESS: MoveWords(
        ReferralState.IN_PROGRESS,
        _("Start working with this person"),
        _("Say that the help has begun."),
        _("Say that it has started"),
        _("The help has started."),
        _("The front door can read this only if the person agreed to it."),
    ),
    ReferralState.COMPLETED: MoveWords(
        ReferralState.COMPLETED,
        _("Say that the help has ended"),
        _("Say how things are now. This closes the referral."),
        _("Close the referral"),
        _("The referral is closed. Thank you for what you did."),
        _("What was done. The front door can read this only if the person agreed to it."),
    ),
    ReferralState.ON_HOLD: MoveWords(
        ReferralState.ON_HOLD,
        _("Put this referral on hold"),
        _("The help pauses. The front door hears by when you will say how it goes on."),
        _("Put on hold"),
        _("The referral is on hold."),
        _("Why it pauses. The front door can read this only if the person agreed to it."),
    ),
    ReferralState.CANCELLED: MoveWords(
        ReferralState.CANCELLED,
        _("Take this referral back"),
        _("The service is told to stop."),
        _("Take the referral back"),
        _("The referral is taken back, and the service can no longer see it."),
        _("The service can no longer see the referral, so it cannot read this."),
        is_warning=True,
    ),
    ReferralState.WITHDRAWN: MoveWords(
        ReferralState.WITHDRAWN,
        _("The person does not want to go on"),
        _("Sharing stops at once. The service is told to stop, and can no longer see the referral."),
        _("Stop sharing now"),
        _("Sharing has stopped, and the service can no longer see the referral."),
        _("What the person said, if it helps. The service cannot read this."),
        is_warning=True,
    ),
    ReferralState.ENTERED_IN_ERROR: MoveWords(
        ReferralState.ENTERED_IN_ERROR,
        _("This referral was sent by mistake"),
        _("The service is told to stop, and can no longer see the referral. The mistake stays on record."),
        _("Take the mistake back"),
        _("The mistake is taken back, and the service can no longer see the referral."),
        _("What went wrong. The service cannot read this."),
        is_warning=True,
    ),
}

_NEW_PROMISE: Final = MoveWords(
    ReferralState.WAITING,
    _("Say how long it will still take"),
    _("The front door hears by when you will say more."),
    _("Make the new promise"),
    _("The new day is noted."),
    _("Why it takes longer, and what the person can do until then. The front door can read this."),
)


_GO_ON: Final = MoveWords(
    ReferralState.IN_PROGRESS,
    _("Go on with the help"),
    _("Say that the pause is over."),
    _("Say that it goes on"),
    _("The help goes on."),
    _("The front door can read this only if the person agreed to it."),
)


def words_of(state: str, to: ReferralState) -> MoveWords:
    """The words for a move. From a list or a pause to the same is a new promise; after a pause, help goes on."""
    if state == ReferralState.ON_HOLD and to is ReferralState.IN_PROGRESS:
        return _GO_ON
    return replace(_NEW_PROMISE, to=to) if state == to else MOVES[to]
