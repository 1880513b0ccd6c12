"""The least that is sent: which contact details each safe way of contact needs, and the age without the birth date."""

from datetime import date

import pytest

from earlyhelp.identify.choices import SafeContact
from earlyhelp.signpost.rules import particulars as rules
from earlyhelp.signpost.rules.particulars import Contact, Request

KNOWN = {"telephone": "+447700900123", "email": "a@example.org", "address": "1 Made-up Street, CF31 1AA"}

# What is sent of everything that is known, by the safe way of contact.
SENT = {
    SafeContact.ANY: {"telephone"},
    SafeContact.CALL: {"telephone"},
    SafeContact.TEXT: {"telephone"},
    SafeContact.EMAIL: {"email"},
    SafeContact.VISIT: {"address"},
    SafeContact.THROUGH: set(),
    SafeContact.NONE: set(),
    SafeContact.NOT_KNOWN: set(),
}


@pytest.mark.parametrize("way", list(SafeContact))
def test_only_what_the_safe_way_needs_is_sent(way: SafeContact) -> None:
    least = rules.least_contact(Contact(way, "After ten", **KNOWN))
    assert {name for name in KNOWN if getattr(least, name)} == SENT[way]
    assert least.note == "After ten"


@pytest.mark.parametrize("way", list(SafeContact))
def test_a_person_can_be_reached_only_with_what_the_safe_way_needs(way: SafeContact) -> None:
    bare = Contact(way)
    if way is SafeContact.NOT_KNOWN:
        assert not rules.can_be_reached(Contact(way, **KNOWN))
        with pytest.raises(rules.ContactNotKnown, match="Ask the person"):
            rules.check_can_be_reached(Contact(way, **KNOWN))
    elif SENT[way]:
        assert not rules.can_be_reached(bare)
        with pytest.raises(rules.ContactMissing) as missing:
            rules.check_can_be_reached(bare)
        assert missing.value.detail.value in SENT[way]
    else:
        assert rules.can_be_reached(bare)
        rules.check_can_be_reached(bare)


@pytest.mark.parametrize(
    ("born", "estimated", "on", "age"),
    [
        (date(1991, 3, 3), None, date(2026, 3, 2), 34),
        (date(1991, 3, 3), None, date(2026, 3, 3), 35),
        (date(2024, 2, 29), None, date(2026, 2, 28), 1),
        (date(2024, 2, 29), None, date(2026, 3, 1), 2),
        (date(1991, 3, 3), 60, date(2026, 3, 3), 35),
        (None, 60, date(2026, 3, 3), 60),
        (None, None, date(2026, 3, 3), None),
    ],
)
def test_age_in_whole_years(born: date | None, estimated: int | None, on: date, age: int | None) -> None:
    assert rules.age_on(date_of_birth=born, estimated=estimated, on=on) == age


def test_what_is_sent_has_no_field_for_a_date_of_birth() -> None:
    request = Request(("money",), "Help with bills", "", Contact(SafeContact.NONE, **KNOWN))
    sent = rules.particulars_of(name="Synthetic Resident", age=34, language="cy", request=request)
    assert not any("birth" in name for name in sent.__slots__)
    assert (sent.person_telephone, sent.person_email, sent.person_address) == ("", "", "")
