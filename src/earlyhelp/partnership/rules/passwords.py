"""Links by which somebody who forgot their password sets another one. Pure."""

from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.errors import RuleError
from earlyhelp.partnership.choices import PasswordLinkEnd

LINK_LIVES: Final = timedelta(minutes=30)


class PasswordLinkOver(RuleError):
    """A link to another password that opens nothing."""

    def __init__(self) -> None:
        super().__init__(_("This link cannot be used any more. Ask for a new one."))


def why_over(ended_why: str, *, expires_at: datetime, at: datetime) -> PasswordLinkEnd | None:
    """Why a link opens nothing any more, or None while it does."""
    if ended_why:
        return PasswordLinkEnd(ended_why)
    return PasswordLinkEnd.EXPIRED if at >= expires_at else None


def may_have_link(*, is_active: bool, is_at_agency: bool) -> bool:
    """Whether a password would open anything to them: not to who has left, nor to whom their agency signs in."""
    return is_active and not is_at_agency
