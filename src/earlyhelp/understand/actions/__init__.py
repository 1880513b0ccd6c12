"""What this room changes: who a report is about, and what was agreed."""

from earlyhelp.understand.actions.answers import Notice, record_answer, record_competence, record_notice
from earlyhelp.understand.actions.assessments import (
    discard_assessment_draft,
    save_assessment_draft,
    write_assessment,
)
from earlyhelp.understand.actions.chronology import (
    pin_entry,
    record_print,
    say_significance,
    take_back_significance,
    unpin_entry,
)
from earlyhelp.understand.actions.consents import end_consent, record_consent, withdraw_consent
from earlyhelp.understand.actions.contacts import record_contact_plan
from earlyhelp.understand.actions.entries import correct_entry, end_entry, record_entry
from earlyhelp.understand.actions.events import store_events
from earlyhelp.understand.actions.histories import (
    correct_history,
    end_history,
    let_read_history,
    open_history,
    record_history,
    take_back_history,
)
from earlyhelp.understand.actions.households import (
    Lives,
    add_member,
    correct_address,
    correct_membership,
    end_membership,
    hide_address,
    make_household,
    move_household,
    show_address,
    undo_membership,
)
from earlyhelp.understand.actions.joins import (
    link_sides,
    make_person_of,
    part_sides,
    undo_join,
    undo_not_same,
)
from earlyhelp.understand.actions.links import (
    link_reported,
    link_reports,
    make_person,
    say_not_same,
    undo_link,
    undo_link_of_record,
)
from earlyhelp.understand.actions.protection import (
    end_keeping_apart,
    end_keeping_from_worker,
    end_restriction,
    keep_apart,
    keep_from_worker,
    restrict_person,
)
from earlyhelp.understand.actions.records import store_records
from earlyhelp.understand.actions.relationships import (
    add_relationship,
    add_relative,
    confirm_relation,
    correct_relationship,
    end_relationship,
    pass_over_relation,
    undo_relationship,
)
from earlyhelp.understand.actions.searches import (
    count_common_keys,
    make_person_after_search,
    search_people,
)
from earlyhelp.understand.actions.statements import (
    add_person,
    describe_person,
    record_birth,
    record_statement,
    withdraw_statement,
)
from earlyhelp.understand.actions.warnings import end_warning, review_warning, write_warning

__all__ = [
    "Lives",
    "Notice",
    "add_member",
    "add_person",
    "add_relationship",
    "add_relative",
    "confirm_relation",
    "correct_address",
    "correct_entry",
    "correct_history",
    "correct_membership",
    "correct_relationship",
    "count_common_keys",
    "describe_person",
    "discard_assessment_draft",
    "end_consent",
    "end_entry",
    "end_history",
    "end_keeping_apart",
    "end_keeping_from_worker",
    "end_membership",
    "end_relationship",
    "end_restriction",
    "end_warning",
    "hide_address",
    "keep_apart",
    "keep_from_worker",
    "let_read_history",
    "link_reported",
    "link_reports",
    "link_sides",
    "make_household",
    "make_person",
    "make_person_after_search",
    "make_person_of",
    "move_household",
    "open_history",
    "part_sides",
    "pass_over_relation",
    "pin_entry",
    "record_answer",
    "record_birth",
    "record_competence",
    "record_consent",
    "record_contact_plan",
    "record_entry",
    "record_history",
    "record_notice",
    "record_print",
    "record_statement",
    "restrict_person",
    "review_warning",
    "save_assessment_draft",
    "say_not_same",
    "say_significance",
    "search_people",
    "show_address",
    "store_events",
    "store_records",
    "take_back_history",
    "take_back_significance",
    "undo_join",
    "undo_link",
    "undo_link_of_record",
    "undo_membership",
    "undo_not_same",
    "undo_relationship",
    "unpin_entry",
    "withdraw_consent",
    "withdraw_statement",
    "write_assessment",
    "write_warning",
]
