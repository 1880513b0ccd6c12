"""Signing in and out."""

from earlyhelp.partnership.views.signing_in import become, locked_out, sign_in, sign_out

__all__ = ["become", "locked_out", "sign_in", "sign_out"]
