"""Where an agency's own people sign in: who says so, and what may stand there. Pure.

The service fetches the issuer's address and shows it a key or a secret, so neither may be just anything: an address of
the service's own network, or the name of another secret of the environment, would hand out what nobody gave.
"""

import ipaddress
import re
from typing import Final
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import FieldError, NotAllowed
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.rules.agencies import SYSTEM

_NAME: Final = re.compile(r"EARLYHELP_SIGN_IN_[A-Z0-9_]{1,60}")
_OWN_NETWORK: Final = (".local", ".internal", ".localhost", ".lan", ".home.arpa")


class NoProvider(FieldError):
    """What would make a way in unsafe. `field` says which answer."""


def check_may_keep_providers(by: Actor, *, leads: bool) -> None:
    """An administrator of the agency that runs the programme, or the command line. Raises NotAllowed."""
    if by.role == SYSTEM or (by.role == Role.ADMINISTRATOR and leads):
        return
    raise NotAllowed(_("Only an administrator of the agency that runs the programme can do this."))


def check_issuer(issuer: str) -> None:
    """A public host by https, and nothing besides its path. Raises NoProvider."""
    parts = urlsplit(issuer)
    host = (parts.hostname or "").rstrip(".")
    is_plain = not (parts.query or parts.fragment or parts.username or parts.password)
    if parts.scheme != "https" or not is_plain or not _is_public(host):
        raise NoProvider(
            "issuer",
            _("Enter the issuer as the agency gave it, such as https://login.police.example.org"),
        )


def check_secret_name(name: str) -> None:
    """A variable that is meant for this. Raises NoProvider."""
    if not _NAME.fullmatch(name):
        raise NoProvider(
            "secret_name",
            _("Enter the name of a variable that begins with EARLYHELP_SIGN_IN_, in capitals"),
        )


def check_is_free(*, is_taken: bool) -> None:
    """An issuer belongs to one agency for good. Raises NoProvider."""
    if is_taken:
        raise NoProvider("issuer", _("This issuer is written down already. An issuer belongs to one agency."))


def _is_public(host: str) -> bool:
    if "." not in host or host.endswith(_OWN_NETWORK):
        return False
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return True
    return False
