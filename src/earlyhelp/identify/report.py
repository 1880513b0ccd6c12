"""A report as plain values: what an officer wants to send, before anything is stored."""

from dataclasses import dataclass
from datetime import date, datetime

from earlyhelp.identify.choices import (
    HelpOffered,
    Need,
    PersonRole,
    PreferredLanguage,
    SafeContact,
    SharingView,
)


@dataclass(frozen=True, slots=True)
class Named:
    """A person in a report, as far as they are known. A name or a description is enough.

    `age` is in years, as estimated. `telephone` is as typed or in the form "+447700900123".
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

    @property
    def is_known(self) -> bool:
        """True when somebody could say who is meant."""
        return any(text.strip() for text in (self.given_name, self.family_name, self.description))


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
