"""Refusals that a person can read."""

from django.utils.functional import Promise


class RuleError(Exception):
    """A rule said no. `message` is a whole translatable sentence that says what to do."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


class NotAllowed(RuleError):
    """This actor may not do this, now, for this purpose."""
