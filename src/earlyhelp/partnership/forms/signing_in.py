"""Signing in, and showing once more that it is you."""

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.forms import EmailField, Form, HiddenField, PasswordField, TextField


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


class CodeForm(ConfirmForm):
    """A code of an authenticator app, or one on paper."""

    code = TextField(
        label=_("Code"),
        hint=_("Six digits from your authenticator app. Or one of your codes on paper, such as ABCDE-FGHJK."),
        missing=_("Enter the code."),
        width=10,
        max_length=20,
        autocomplete="one-time-code",
        spellcheck=False,
    )


class PasskeyForm(ConfirmForm):
    """What a browser answered when it was asked for a passkey. Filled in by the page, not by a person."""

    credential = HiddenField(missing=_("No passkey was shown. Try again."), max_length=20_000)


class NameForm(Form):
    """What somebody calls a second factor."""

    name = TextField(
        label=_("A name for it"),
        hint=_("So that you know it again, such as “My telephone” or “Key on my key ring”."),
        missing=_("Enter a name for it."),
        max_length=60,
        width=20,
    )


class AppForm(NameForm):
    """The first code of a new authenticator app."""

    code = TextField(
        label=_("Code that the app shows now"),
        missing=_("Enter the six digits that the app shows."),
        width=10,
        max_length=10,
        autocomplete="one-time-code",
        spellcheck=False,
    )


class NewPasskeyForm(NameForm):
    """A new passkey: its name, and what the browser made."""

    credential = HiddenField(missing=_("No passkey was made. Try again."), max_length=20_000)
