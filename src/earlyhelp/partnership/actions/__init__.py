"""Changing partners and practitioners, and writing down who signs in."""

from earlyhelp.partnership.actions.partners import load_partners
from earlyhelp.partnership.actions.practitioners import choose_language
from earlyhelp.partnership.actions.sessions import record_proof, record_sign_in, record_sign_out

__all__ = ["choose_language", "load_partners", "record_proof", "record_sign_in", "record_sign_out"]
