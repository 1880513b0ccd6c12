"""Who has a notification now, as far as its officer may know. It follows from the last thing that they heard."""

from collections.abc import Mapping
from typing import Final

from earlyhelp.solve.choices import Holder, Outcome

_DONE: Final = (Outcome.ALREADY_MET, Outcome.DECLINED, Outcome.NO_CONTACT, Outcome.NO_NEED)
HOLDERS: Final[Mapping[str, Holder]] = {
    f"decided.{Outcome.SAFEGUARDING.value}": Holder.SOCIAL_SERVICES,
    f"decided.{Outcome.EARLY_HELP.value}": Holder.FRONT_DOOR,
    f"decided.{Outcome.SIGNPOST.value}": Holder.FRONT_DOOR,
    f"decided.{Outcome.ASKED_BACK.value}": Holder.OFFICER,
    **{f"decided.{outcome.value}": Holder.NOBODY for outcome in _DONE},
    "question.answered": Holder.FRONT_DOOR,
    "referral.accepted": Holder.SERVICE,
    "referral.waiting": Holder.SERVICE,
    "referral.started": Holder.SERVICE,
    "referral.completed": Holder.NOBODY,
    "referral.better": Holder.NOBODY,
    "referral.declined": Holder.FRONT_DOOR,
    "referral.withdrawn": Holder.FRONT_DOOR,
}


_MOVES_NOTHING: Final = ("received.", "thanked.")
"""An acknowledgement and a thank-you come beside what is decided and done: neither says where it stands."""


def says_where_it_stands(event: str) -> bool:
    """Whether this event tells the officer something of what became of it, and who has it."""
    return not event.startswith(_MOVES_NOTHING)


def holder_of(last_event: str | None) -> Holder:
    """Who has it after this event; the front door when nothing was heard yet. Raises KeyError for an unknown one."""
    return Holder.FRONT_DOOR if last_event is None else HOLDERS[last_event]
