"""Changes: check a rule, write, audit."""

from earlyhelp.develop.actions.notes import (
    change_passphrase,
    delete_note,
    lock_notes,
    start_notes_again,
    write_note,
)
from earlyhelp.develop.actions.organisation import (
    add_improvement,
    answer_domain,
    begin_assessment,
    finish_assessment,
    tell_improvement,
)
from earlyhelp.develop.actions.programme import (
    add_milestone,
    add_risk,
    make_pledge,
    open_workstream,
    record_programme_decision,
    tell_item,
)
from earlyhelp.develop.actions.supervision import (
    object_to_talk,
    rewrite_talk,
    sign_talk,
    write_talk,
)

__all__ = [
    "add_improvement",
    "add_milestone",
    "add_risk",
    "answer_domain",
    "begin_assessment",
    "change_passphrase",
    "delete_note",
    "finish_assessment",
    "lock_notes",
    "make_pledge",
    "object_to_talk",
    "open_workstream",
    "record_programme_decision",
    "rewrite_talk",
    "sign_talk",
    "start_notes_again",
    "tell_improvement",
    "tell_item",
    "write_note",
    "write_talk",
]
