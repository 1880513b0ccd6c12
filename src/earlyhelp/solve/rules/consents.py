"""What may come next for an episode of help after somebody took back their consent. A person chooses. Pure."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.errors import RuleError
from earlyhelp.solve.choices.consents import AfterConsent
from earlyhelp.understand.rules.consents import Standing


class CannotGoOn(RuleError):
    """The next step that was chosen rests on a consent that does not stand."""


def next_steps(members: Sequence[Standing]) -> tuple[AfterConsent, ...]:
    """What can be chosen, by how taking part stands for each member of the family. Closing always can."""
    stopped = sum(one.is_stopped for one in members)
    steps = []
    if not stopped:
        steps.append(AfterConsent.AGREED_AGAIN)
    elif stopped < len(members):
        steps.append(AfterConsent.OTHERS)
    return (*steps, AfterConsent.SAFEGUARDING, AfterConsent.CLOSE)


def check_next_step(step: AfterConsent, members: Sequence[Standing], *, because: str) -> None:
    """Refuse a step that their answers do not allow, or that says no reason. Raises CannotGoOn."""
    if step not in next_steps(members):
        raise CannotGoOn(_("Their answers have changed since you opened this page. Look at it again."))
    if not because.strip():
        raise CannotGoOn(_("Write why, so that a colleague understands it later"))
