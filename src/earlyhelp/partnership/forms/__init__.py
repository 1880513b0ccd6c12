"""What is typed."""

from earlyhelp.partnership.forms.signing_in import SignInForm

__all__ = ["SignInForm"]
