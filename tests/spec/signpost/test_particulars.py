"""The least that is sent: which contact details each safe way of contact needs, and the age without the birth date."""

from datetime import date

import pytest

from earlyhelp.identify.choices import SafeContact
from earlyhelp.signpost.choices.referrals import Item
from earlyhelp.signpost.rules import particulars as rules
from earlyhelp.signpost.rules.particulars import Contact, Known, Request

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


@pytest.mark.parametrize("needs_it", [False, True])
def test_a_date_of_birth_is_sent_only_to_a_service_that_said_it_needs_it(needs_it: bool) -> None:
    request = Request(("money",), "Help with bills", "", Contact(SafeContact.NONE, **KNOWN))
    who = Known("Synthetic Resident", 34, date(1991, 3, 3), "cy")
    items = rules.USUAL_ITEMS | {Item.DATE_OF_BIRTH} if needs_it else rules.USUAL_ITEMS
    sent = rules.particulars_of(who, request, items=items)
    assert sent.person_date_of_birth == (who.date_of_birth if needs_it else None)
    assert rules.particulars_of(who, request).person_date_of_birth is None
    assert (sent.person_telephone, sent.person_email, sent.person_address) == ("", "", "")
