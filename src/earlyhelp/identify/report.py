"""A report as plain values: what an officer wants to send, before anything is stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from earlyhelp.identify.choices import (
    HelpOffered,
    Need,
    OtherChildren,
    PersonRole,
    PreferredLanguage,
    Relation,
    Responsibility,
    SafeContact,
    SharingView,
    StrengthsMissing,
    WordsMissing,
)


@dataclass(frozen=True, slots=True)
class Named:
    """A person in a report, as far as they are known. A name or a description is enough.

    `age` is in years, as estimated. `due_on` is when a child who is not born yet is expected. `looked` is how they
    looked and reacted, `own_words` what they said, verbatim. `telephone` is as typed or in the form "+447700900123".
    """

    role: PersonRole = PersonRole.SUBJECT
    given_name: str = ""
    family_name: str = ""
    description: str = ""
    date_of_birth: date | None = None
    age: int | None = None
    address: str = ""
    postcode: str = ""
    telephone: str = ""
    email: str = ""
    language: PreferredLanguage = PreferredLanguage.NOT_ASKED
    other_language: str = ""
    safe_contact: SafeContact = SafeContact.NOT_KNOWN
    safe_contact_note: str = ""
    due_on: date | None = None
    looked: str = ""
    own_words: str = ""

    @property
    def is_known(self) -> bool:
        """True when somebody could say who is meant."""
        return any(text.strip() for text in (self.given_name, self.family_name, self.description))


@dataclass(frozen=True, slots=True)
class Related:
    """What one person in a report is to another; both count from 0 in the report's people."""

    person: int
    relation: Relation
    of: int
    responsibility: Responsibility | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What was seen and heard, about whom, where and when.

    `area` is a national code (W06000013). `occurred_at` and `told_at` are aware. `told_whom` and `told_at` belong to
    the safeguarding track: who was told, and when. None stands for what was not answered.
    """

    area: str = ""
    occurred_at: datetime | None = None
    place: str = ""
    place_postcode: str = ""
    people: tuple[Named, ...] = ()
    seen_and_heard: str = ""
    own_words: str = ""
    strengths: str = ""
    needs: tuple[Need, ...] = ()
    help_offered: HelpOffered | None = None
    sharing_view: SharingView | None = None
    sharing_words: str = ""
    incident_number: str = ""
    language: str = "en"
    told_whom: str = ""
    told_at: datetime | None = None
    who_had_care: str = ""
    wants: str = ""
    other_children: OtherChildren | None = None
    strengths_missing: StrengthsMissing | None = None
    words_missing: WordsMissing | None = None
    relations: tuple[Related, ...] = ()


@dataclass(frozen=True, slots=True)
class Amending:
    """What an officer wants to change after sending.

    `said` is a column of a notification to its new value, `added` are people who were not named, and `corrected` is
    the position of a person to what is now known of them.
    """

    reason: str
    said: Mapping[str, object] = field(default_factory=dict)
    added: tuple[Named, ...] = ()
    corrected: Mapping[int, Named] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RecordedPerson:
    """A person in an incident, as the force's own system has them. `telephone` is E.164 or empty."""

    role: str
    given_name: str
    family_name: str
    date_of_birth: date
    address: str = ""
    postcode: str = ""
    telephone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class RecordedIncident:
    """An incident as the force's own system has it. Times are aware; `area` is a national code or empty.

    `line` is where it stands in the file that brought it, counted from 1.
    """

    line: int
    number: str
    opened_at: datetime
    closed_at: datetime | None
    opening_code: str
    closing_code: str
    qualifiers: tuple[str, ...]
    place: str
    postcode: str
    area: str
    people: tuple[RecordedPerson, ...]


@dataclass(frozen=True, slots=True)
class StoredIncidents:
    """What storing a batch did. `repeated` and `conflicting` are lines of incidents that stood earlier in the file."""

    new: int
    changed: int
    unchanged: int
    repeated: tuple[int, ...]
    conflicting: tuple[int, ...]
