"""What is typed."""

from earlyhelp.partnership.forms.signing_in import (
    AppForm,
    CodeForm,
    ConfirmForm,
    NameForm,
    NewPasskeyForm,
    PasskeyForm,
    PasswordForm,
    SignInForm,
)

__all__ = [
    "AppForm",
    "CodeForm",
    "ConfirmForm",
    "NameForm",
    "NewPasskeyForm",
    "PasskeyForm",
    "PasswordForm",
    "SignInForm",
]
