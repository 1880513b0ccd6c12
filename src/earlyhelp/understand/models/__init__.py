"""What this room stores, by noun. Nothing here gives a person a score."""

from earlyhelp.understand.models.answers import CompetenceView, ConsentAnswer, NoticeGiven
from earlyhelp.understand.models.assessments import Assessment, AssessmentDraft
from earlyhelp.understand.models.consents import Consent
from earlyhelp.understand.models.contacts import ContactPlan
from earlyhelp.understand.models.entries import (
    ChildhoodHistory,
    ChildView,
    Circumstance,
    HistoryOpening,
    HistoryPermission,
    Strength,
)
from earlyhelp.understand.models.events import EntryPin, PartnerEvent, Significance
from earlyhelp.understand.models.families import (
    HiddenAddress,
    Household,
    HouseholdAddress,
    HouseholdMember,
    PersonStatement,
    RelationPassedOver,
    Relationship,
)
from earlyhelp.understand.models.people import NotSame, Person, PersonJoin, PersonLink
from earlyhelp.understand.models.protection import KeptApart, OwnRecord, Restriction
from earlyhelp.understand.models.records import SourceIdentifier, SourceRecord, SourceVersion
from earlyhelp.understand.models.searches import CommonKey, PersonSearch
from earlyhelp.understand.models.warnings import WarningNote, WarningReview

__all__ = [
    "Assessment",
    "AssessmentDraft",
    "ChildView",
    "ChildhoodHistory",
    "Circumstance",
    "CommonKey",
    "CompetenceView",
    "Consent",
    "ConsentAnswer",
    "ContactPlan",
    "EntryPin",
    "HiddenAddress",
    "HistoryOpening",
    "HistoryPermission",
    "Household",
    "HouseholdAddress",
    "HouseholdMember",
    "KeptApart",
    "NotSame",
    "NoticeGiven",
    "OwnRecord",
    "PartnerEvent",
    "Person",
    "PersonJoin",
    "PersonLink",
    "PersonSearch",
    "PersonStatement",
    "RelationPassedOver",
    "Relationship",
    "Restriction",
    "Significance",
    "SourceIdentifier",
    "SourceRecord",
    "SourceVersion",
    "Strength",
    "WarningNote",
    "WarningReview",
]
