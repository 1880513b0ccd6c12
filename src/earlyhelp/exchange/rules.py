"""Who may import, and who may look at how it went."""

import re
from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.exchange.police import Wrong
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import FieldError, NotAllowed, RuleError
from earlyhelp.partnership.choices import Role

LONGEST_NAME: Final = 60
LONGEST_MAPPING: Final = 50_000
"""Characters of a mapping that is kept here."""

_NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


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


class NoSuchMapping(RuleError):
    """Nothing is kept under this name."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "No mapping of this name is kept here. Look it up under Imports, or say a file with its ending."
            )
        )


class SeveralMappings(RuleError):
    """Two agencies keep a mapping of the same name."""

    def __init__(self) -> None:
        super().__init__(_("More than one agency keeps a mapping of this name. Say which with --agency."))


class FaultyMapping(RuleError):
    """The text of a mapping can not be used. `wrong` is everything that is wrong with it, by line."""

    def __init__(self, wrong: Sequence[Wrong]) -> None:
        super().__init__(_("The mapping can not be used yet. Put right what is listed, and send it again."))
        self.wrong = tuple(wrong)


class NothingNew(FieldError):
    """A version that says, letter by letter, what the one before it says."""

    def __init__(self) -> None:
        super().__init__(
            "text", _("This is the same text as in the version before. Change it, or leave it as it is.")
        )


class NameTaken(FieldError):
    """A new mapping with the name of one that is there."""

    def __init__(self) -> None:
        super().__init__(
            "name",
            _("The agency keeps a mapping of this name. Choose another name, or add a version to that one."),
        )


class NotAName(FieldError):
    """A name that the command line could take for a file."""

    def __init__(self) -> None:
        super().__init__(
            "name", _("Use small letters and digits, with single hyphens between them, such as niche-2026.")
        )


def is_mapping_name(text: str) -> bool:
    """True for what can be the name of a mapping that is kept here; anything else names a file."""
    return len(text) <= LONGEST_NAME and _NAME.fullmatch(text) is not None


def check_mapping_name(text: str) -> None:
    """Refuse any other name. Raises NotAName."""
    if not is_mapping_name(text):
        raise NotAName


def may_keep_mappings(by: Actor, *, agency_id: UUID, leads: bool) -> bool:
    """An administrator keeps the mappings of their own agency; where it runs the programme, those of all."""
    return by.role == Role.ADMINISTRATOR and (leads or by.agency_id == agency_id)


def check_may_keep_mappings(by: Actor, *, agency_id: UUID, leads: bool) -> None:
    """Refuse anybody else. Raises NotAllowed."""
    if not may_keep_mappings(by, agency_id=agency_id, leads=leads):
        raise NotAllowed(_("Mappings are kept by administrators of the agency whose files they are for."))
