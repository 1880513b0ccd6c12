"""Changing partners and practitioners, and writing down who signs in."""

from earlyhelp.partnership.actions.factors import (
    add_app,
    add_passkey,
    make_codes,
    remove_factor,
    remove_factors,
    use_code,
    use_passkey,
)
from earlyhelp.partnership.actions.identities import link_identity, save_provider
from earlyhelp.partnership.actions.partners import load_partners
from earlyhelp.partnership.actions.practitioners import choose_language
from earlyhelp.partnership.actions.sessions import (
    change_password,
    end_other_sessions,
    end_session,
    end_sessions,
    record_proof,
    record_sign_in,
    record_sign_out,
)
from earlyhelp.partnership.actions.tries import count_asking, forget_sign_ins, record_wrong, take_try

__all__ = [
    "add_app",
    "add_passkey",
    "change_password",
    "choose_language",
    "count_asking",
    "end_other_sessions",
    "end_session",
    "end_sessions",
    "forget_sign_ins",
    "link_identity",
    "load_partners",
    "make_codes",
    "record_proof",
    "record_sign_in",
    "record_sign_out",
    "record_wrong",
    "remove_factor",
    "remove_factors",
    "save_provider",
    "take_try",
    "use_code",
    "use_passkey",
]
