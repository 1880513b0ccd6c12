"""When one record opens in an emergency, and when it does not. A refusal never says whether there is such a record."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.errors import RuleError

NOT_YOURS: Final = _("Only those who work with people may open a record in an emergency.")


class CannotOpen(RuleError):
    """No record opens. The same words, whatever the reason."""


class OpensAnyway(RuleError):
    """The practitioner may open the record without an emergency."""


class Answer(StrEnum):
    """What comes of asking."""

    OPENS = "opens"
    REFUSED = "refused"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known when a practitioner asks to open a record in an emergency."""

    exists: bool = True
    may_open: bool = False
    is_own: bool = False
    is_other_side: bool = False
    is_restricted: bool = False
    says_why_no_reader: bool = False


def answer_to(asked: Asked) -> Answer:
    """Whether the record opens. What forbids comes first."""
    if not asked.exists or asked.is_own:
        return Answer.REFUSED
    if asked.may_open:
        return Answer.NOT_NEEDED
    if asked.is_other_side:
        return Answer.REFUSED
    if asked.is_restricted and not asked.says_why_no_reader:
        return Answer.REFUSED
    return Answer.OPENS


def check_opens(asked: Asked) -> None:
    """Refuse what does not open. Raises CannotOpen, OpensAnyway."""
    answer = answer_to(asked)
    if answer is Answer.REFUSED:
        raise CannotOpen(
            _(
                "No record opens to you with this reference and these reasons. If somebody is in danger now, "
                "ring 999. Otherwise ring the front door."
            )
        )
    if answer is Answer.NOT_NEEDED:
        raise OpensAnyway(_("You may open this record. You do not need an emergency for it."))
