"""What this room can be asked."""

from earlyhelp.understand.queries.assessments import (
    SideBySide,
    get_assessment_draft,
    get_latest_assessment_number,
    get_side_by_side,
    list_assessments,
)
from earlyhelp.understand.queries.candidates import Candidates, Match, list_candidates, list_candidates_of
from earlyhelp.understand.queries.children import (
    ChildsEye,
    get_childs_eye,
    list_household,
    list_names_of_others,
)
from earlyhelp.understand.queries.consents import list_consents
from earlyhelp.understand.queries.contacts import (
    SafeWay,
    get_latest_plan_number,
    get_safe_way,
    get_safe_way_of_report,
    list_contact_plans,
    list_safe_ways,
    list_safe_ways_of_reports,
)
from earlyhelp.understand.queries.entries import (
    Told,
    get_entry,
    list_colleagues,
    list_current,
    list_told,
)
from earlyhelp.understand.queries.families import (
    Bond,
    Family,
    Suggestion,
    get_family,
    get_relationship,
    get_suggestion,
    is_said,
    list_history,
    list_suggestions,
    record_restricted_reading,
)
from earlyhelp.understand.queries.generations import Generations, SharedKind, get_generations
from earlyhelp.understand.queries.genogram import Drawing, Line, draw_family
from earlyhelp.understand.queries.histories import list_histories, list_permissions
from earlyhelp.understand.queries.households import (
    Dweller,
    Home,
    get_address,
    get_home,
    get_member,
    list_homes,
)
from earlyhelp.understand.queries.joined import get_current_person, list_joined, people_of
from earlyhelp.understand.queries.opening import get_person, is_about, list_reports_now, record_opening
from earlyhelp.understand.queries.people import (
    get_link,
    get_person_for,
    get_place,
    get_reported_person,
    identity_of,
    list_links,
    list_reports_of,
)
from earlyhelp.understand.queries.previews import Preview, get_preview
from earlyhelp.understand.queries.repeats import get_repeat_contact, list_repeat_contact
from earlyhelp.understand.queries.said import Known, Said, SourceKind, list_known, list_said
from earlyhelp.understand.queries.searches import Found, find_people, get_search
from earlyhelp.understand.queries.sources import (
    get_record,
    list_joins_of,
    list_links_of,
    list_parted,
    list_records_now,
)
from earlyhelp.understand.queries.warnings import (
    count_warnings_to_review,
    get_warning,
    list_live_warnings,
    list_warnings,
    list_warnings_to_review,
)

__all__ = [
    "Bond",
    "Candidates",
    "ChildsEye",
    "Drawing",
    "Dweller",
    "Family",
    "Found",
    "Generations",
    "Home",
    "Known",
    "Line",
    "Match",
    "Preview",
    "SafeWay",
    "Said",
    "SharedKind",
    "SideBySide",
    "SourceKind",
    "Suggestion",
    "Told",
    "count_warnings_to_review",
    "draw_family",
    "find_people",
    "get_address",
    "get_assessment_draft",
    "get_childs_eye",
    "get_current_person",
    "get_entry",
    "get_family",
    "get_generations",
    "get_home",
    "get_latest_assessment_number",
    "get_latest_plan_number",
    "get_link",
    "get_member",
    "get_person",
    "get_person_for",
    "get_place",
    "get_preview",
    "get_record",
    "get_relationship",
    "get_repeat_contact",
    "get_reported_person",
    "get_safe_way",
    "get_safe_way_of_report",
    "get_search",
    "get_side_by_side",
    "get_suggestion",
    "get_warning",
    "identity_of",
    "is_about",
    "is_said",
    "list_assessments",
    "list_candidates",
    "list_candidates_of",
    "list_colleagues",
    "list_consents",
    "list_contact_plans",
    "list_current",
    "list_histories",
    "list_history",
    "list_homes",
    "list_household",
    "list_joined",
    "list_joins_of",
    "list_known",
    "list_links",
    "list_links_of",
    "list_live_warnings",
    "list_names_of_others",
    "list_parted",
    "list_permissions",
    "list_records_now",
    "list_repeat_contact",
    "list_reports_now",
    "list_reports_of",
    "list_safe_ways",
    "list_safe_ways_of_reports",
    "list_said",
    "list_suggestions",
    "list_told",
    "list_warnings",
    "list_warnings_to_review",
    "people_of",
    "record_opening",
    "record_restricted_reading",
]
