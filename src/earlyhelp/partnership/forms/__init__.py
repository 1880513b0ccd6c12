"""What is typed."""

from earlyhelp.partnership.forms.signing_in import ConfirmForm, PasswordForm, SignInForm

__all__ = ["ConfirmForm", "PasswordForm", "SignInForm"]
