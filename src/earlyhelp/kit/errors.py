"""Refusals that a person can read."""

from django.utils.functional import Promise


class RuleError(Exception):
    """A rule said no. `message` is a whole translatable sentence that says what to do."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


class FieldError(RuleError):
    """A rule said no to one answer. `field` names the answer, so that the form can say it there."""

    def __init__(self, field: str, message: str | Promise) -> None:
        super().__init__(message)
        self.field = field


class NotAllowed(RuleError):
    """This actor may not do this, now, for this purpose."""
