"""What this room stores, by noun. Nothing here gives a person a score."""

from earlyhelp.understand.models.consents import Consent
from earlyhelp.understand.models.people import NotSame, Person, PersonJoin, PersonLink
from earlyhelp.understand.models.records import SourceIdentifier, SourceRecord, SourceVersion

__all__ = [
    "Consent",
    "NotSame",
    "Person",
    "PersonJoin",
    "PersonLink",
    "SourceIdentifier",
    "SourceRecord",
    "SourceVersion",
]
