"""The least that a service needs to know of a person. What is not here is not sent. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import SafeContact
from earlyhelp.kit.errors import RuleError
from earlyhelp.signpost.choices.referrals import Item

# What a service gets that has not said what it needs. Name, request and the safe way of contact are always sent.
USUAL_ITEMS: Final = frozenset({Item.AGE, Item.LANGUAGE, Item.STRENGTHS})


class Detail(StrEnum):
    """A way to reach a person that can be sent, or not."""

    TELEPHONE = "telephone"
    EMAIL = "email"
    ADDRESS = "address"


# What each safe way of contact needs. Through somebody they trust, the note says who; where none is safe, nothing.
CONTACT_NEEDS: Final[Mapping[SafeContact, frozenset[Detail]]] = {
    SafeContact.ANY: frozenset({Detail.TELEPHONE}),
    SafeContact.CALL: frozenset({Detail.TELEPHONE}),
    SafeContact.TEXT: frozenset({Detail.TELEPHONE}),
    SafeContact.EMAIL: frozenset({Detail.EMAIL}),
    SafeContact.VISIT: frozenset({Detail.ADDRESS}),
    SafeContact.THROUGH: frozenset(),
    SafeContact.NONE: frozenset(),
    SafeContact.NOT_KNOWN: frozenset(),
}

_MISSING: Final[Mapping[Detail, Promise]] = {
    Detail.TELEPHONE: _("Enter the telephone number that is safe to use, or choose another way of contact"),
    Detail.EMAIL: _("Enter the e-mail address that is safe to use, or choose another way of contact"),
    Detail.ADDRESS: _("Enter the address to visit, or choose another way of contact"),
}


class ContactMissing(RuleError):
    """The safe way of contact needs a detail that is not there. `detail` says which."""

    def __init__(self, detail: Detail) -> None:
        super().__init__(_MISSING[detail])
        self.detail = detail


class ContactNotKnown(RuleError):
    """Nobody has asked which way of contact is safe."""


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach a person: the safe way, a note about it, and details."""

    way: str
    note: str = ""
    telephone: str = ""
    email: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a service for a person, in the person's words, and how to reach them safely."""

    needs: tuple[str, ...]
    words: str
    strengths: str
    contact: Contact
    goals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Particulars:
    """Everything about a person that a referral carries, under the names of its columns. There is no more."""

    person_name: str
    person_age: int | None
    person_date_of_birth: date | None
    person_language: str
    person_telephone: str
    person_email: str
    person_address: str
    safe_contact: str
    safe_contact_note: str
    needs: list[str]
    request: str
    strengths: str


@dataclass(frozen=True, slots=True)
class Known:
    """Who the help is for, as far as the report says."""

    name: str
    age: int | None
    date_of_birth: date | None
    language: str


def particulars_of(known: Known, request: Request, *, items: frozenset[Item] = USUAL_ITEMS) -> Particulars:
    """What is sent about a person: shown on the page before, and stored as sent. `items`: what the service needs."""
    contact = least_contact(request.contact)
    return Particulars(
        person_name=known.name,
        person_age=known.age if Item.AGE in items else None,
        person_date_of_birth=known.date_of_birth if Item.DATE_OF_BIRTH in items else None,
        person_language=known.language if Item.LANGUAGE in items else "",
        person_telephone=contact.telephone,
        person_email=contact.email,
        person_address=contact.address,
        safe_contact=contact.way,
        safe_contact_note=contact.note,
        needs=list(request.needs),
        request=request.words,
        strengths=request.strengths if Item.STRENGTHS in items else "",
    )


def least_contact(known: Contact) -> Contact:
    """Only what the safe way of contact needs of what is known."""
    needed = CONTACT_NEEDS[SafeContact(known.way)]
    return replace(
        known,
        telephone=known.telephone if Detail.TELEPHONE in needed else "",
        email=known.email if Detail.EMAIL in needed else "",
        address=known.address if Detail.ADDRESS in needed else "",
    )


def can_be_reached(known: Contact) -> bool:
    """Whether the safe way has been asked, and what it needs is known."""
    return SafeContact(known.way) is not SafeContact.NOT_KNOWN and _missing(known) is None


def check_can_be_reached(known: Contact) -> None:
    """Raise ContactNotKnown or ContactMissing unless a service could reach the person safely."""
    if SafeContact(known.way) is SafeContact.NOT_KNOWN:
        raise ContactNotKnown(_("Ask the person how it is safe to reach them, and say so here"))
    missing = _missing(known)
    if missing is not None:
        raise ContactMissing(missing)


def _missing(known: Contact) -> Detail | None:
    needed = CONTACT_NEEDS[SafeContact(known.way)]
    return next((detail for detail in Detail if detail in needed and not getattr(known, detail)), None)


def age_on(*, date_of_birth: date | None, estimated: int | None, on: date) -> int | None:
    """Age in whole years: from the date of birth, or else as estimated. The date itself is not sent."""
    if date_of_birth is None:
        return estimated
    had_birthday = (on.month, on.day) >= (date_of_birth.month, date_of_birth.day)
    return on.year - date_of_birth.year - (not had_birthday)
