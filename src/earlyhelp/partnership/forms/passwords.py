"""Choosing a password: the first one, and another one."""

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.forms import EmailField, Form, PasswordField


class NewPasswordForm(Form):
    """A password, twice."""

    password = PasswordField(
        label=_("Choose a password"),
        hint=_("At least 12 characters. Three words that do not belong together are easy to remember."),
        missing=_("Choose a password"),
        autocomplete="new-password",
    )
    again = PasswordField(
        label=_("The password once more"),
        missing=_("Enter the password once more"),
        autocomplete="new-password",
    )

    def clean(self) -> dict[str, Any]:
        """Both the same, and one that nobody guesses."""
        typed: dict[str, Any] = super().clean() or {}
        first, second = typed.get("password"), typed.get("again")
        if first and second and first != second:
            self.add_error("again", gettext("The two passwords are not the same. Enter both again."))
        elif first:
            try:
                validate_password(first)
            except ValidationError as weak:
                self.add_error("password", weak)
        return typed


class ForgottenForm(Form):
    """Where the link goes."""

    email = EmailField(
        label=_("Work e-mail address"), missing=_("Enter your work e-mail address."), autocomplete="username"
    )


class ChangePasswordForm(NewPasswordForm):
    """Another password, by whoever knows the one before."""

    current = PasswordField(
        label=_("Password that you have now"),
        missing=_("Enter the password that you have now"),
        autocomplete="current-password",
    )
    field_order = ("current", "password", "again")
