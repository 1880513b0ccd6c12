"""What to say when an area has no front door."""

from earlyhelp.kit.errors import RuleError


class NoFrontDoor(RuleError):
    """The area has no early help front door in the service."""
