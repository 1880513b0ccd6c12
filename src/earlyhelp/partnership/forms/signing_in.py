"""Signing in, and showing once more that it is you."""

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.forms import EmailField, Form, HiddenField, PasswordField


class SignInForm(Form):
    """An e-mail address and a password."""

    email = EmailField(
        label=_("Work e-mail address"), missing=_("Enter your work e-mail address."), autocomplete="username"
    )
    password = PasswordField(
        label=_("Password"), missing=_("Enter your password."), autocomplete="current-password"
    )
    next = HiddenField(required=False)


class ConfirmForm(Form):
    """Nothing but where to go on: a persona of the demonstration has nothing to show."""

    next = HiddenField(required=False)


class PasswordForm(ConfirmForm):
    """The password once more."""

    password = PasswordField(
        label=_("Password"), missing=_("Enter your password."), autocomplete="current-password"
    )
