"""Between a visitor and the pages: asking who they are, and carrying through it what they had typed."""

from earlyhelp.partnership.signing_in.pages import (
    ask_to_confirm,
    ask_to_sign_in_again,
    confirm_form,
    show_confirm,
    show_sign_in,
)
from earlyhelp.partnership.signing_in.presence import begin, has_lasted, how_signed_in, is_proved, prove
from earlyhelp.partnership.signing_in.typed import (
    TYPED,
    go_on,
    pack_typed,
    unpack_typed,
    was_sent_from_a_page,
    where_to,
)

__all__ = [
    "TYPED",
    "ask_to_confirm",
    "ask_to_sign_in_again",
    "begin",
    "confirm_form",
    "go_on",
    "has_lasted",
    "how_signed_in",
    "is_proved",
    "pack_typed",
    "prove",
    "show_confirm",
    "show_sign_in",
    "unpack_typed",
    "was_sent_from_a_page",
    "where_to",
]
