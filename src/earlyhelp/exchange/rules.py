"""Who may import, and who may look at how it went."""

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.partnership.choices import Role


class NotAForce(RuleError):
    """The mapping file names no police force that the service knows."""

    def __init__(self) -> None:
        super().__init__(_("The mapping file names no police force of this service. Check its agency."))


class NotAnAgency(RuleError):
    """No partner has this code."""

    def __init__(self) -> None:
        super().__init__(_("No agency of this service has this code. Look it up in the list of partners."))


class AlreadyRunning(RuleError):
    """Two imports for one force would wait for each other and mix their reports."""

    def __init__(self) -> None:
        super().__init__(_("Another import for this force is running. Wait until it has finished."))


def may_import(by: Actor) -> bool:
    """The product itself, from its command line, for one force."""
    return by.role == "system" and by.agency_id is not None


def check_may_import(by: Actor) -> None:
    """Refuse anybody else. Raises NotAllowed."""
    if not may_import(by):
        raise NotAllowed(_("Incidents are imported from the command line only."))


def may_look(by: Actor) -> bool:
    """Who keeps the service running sees how imports went; the product itself writes reject files."""
    return by.role in (Role.ADMINISTRATOR, "system")


def check_may_look(by: Actor) -> None:
    """Refuse anybody else. Raises NotAllowed."""
    if not may_look(by):
        raise NotAllowed(_("Your role does not include looking at imports."))
