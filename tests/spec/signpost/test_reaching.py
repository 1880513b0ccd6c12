"""By which ways a message may reach a person, read as a table."""

import pytest

from earlyhelp.identify.choices import Need, PreferredLanguage, SafeContact
from earlyhelp.inform.choices import Channel, WrittenIn
from earlyhelp.signpost.rules import reaching
from earlyhelp.signpost.rules.reaching import NotSafe, Reachable

TEXT, EMAIL, LETTER = Channel
NUMBER, MAIL, HOME = "+447700900123", "resident@example.org", "Synthetic Resident\n1 Made-up Street"

WAYS = [
    # what they said          text   e-mail  letter
    (SafeContact.ANY,         True,  True,   True),
    (SafeContact.CALL,        False, False,  False),
    (SafeContact.TEXT,        True,  False,  False),
    (SafeContact.EMAIL,       False, True,   False),
    (SafeContact.VISIT,       False, False,  False),
    (SafeContact.THROUGH,     False, False,  False),
    (SafeContact.NONE,        False, False,  False),
    (SafeContact.NOT_KNOWN,   False, False,  False),
]  # fmt: skip

WHY_NOT = [
    # known                                              way     the reason begins
    ({"telephone": ""},                                  TEXT,   "We have no telephone"),
    ({"email": ""},                                      EMAIL,  "We have no e-mail"),
    ({"address": ""},                                    LETTER, "We have no address"),
    ({"others": frozenset({NUMBER})},                    TEXT,   "Somebody else in the report"),
    ({"others": frozenset({MAIL})},                      EMAIL,  "Somebody else in the report"),
    ({"email": "Resident@Example.org", "others": frozenset({MAIL})}, EMAIL, "Somebody else in the report"),
    ({"needs": (Need.DOMESTIC_ABUSE.value,)},            LETTER, "With domestic abuse"),
    ({"needs": (Need.DOMESTIC_ABUSE.value,)},            TEXT,   None),
    ({"safe_contact": SafeContact.NONE.value},           EMAIL,  "They did not say"),
    ({},                                                 LETTER, None),
]  # fmt: skip


def known(**changes: object) -> Reachable:
    values: dict[str, object] = {
        "safe_contact": SafeContact.ANY.value,
        "telephone": NUMBER,
        "email": MAIL,
        "address": HOME,
        "needs": (),
        "others": frozenset(),
    }
    return Reachable(**(values | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(("said", "text", "email", "letter"), WAYS)
def test_only_what_they_said_is_safe(said: SafeContact, text: bool, email: bool, letter: bool) -> None:
    asked = known(safe_contact=said.value)
    for channel, may in zip(Channel, (text, email, letter), strict=True):
        if may:
            reaching.check_is_safe(asked, channel, text_is_set_up=True)
        else:
            with pytest.raises(NotSafe):
                reaching.check_is_safe(asked, channel, text_is_set_up=True)


def test_every_way_that_sends_nothing_says_what_to_do_instead() -> None:
    assert {way for way in SafeContact if not reaching.SAFE[way]} == set(reaching.INSTEAD)


@pytest.mark.parametrize(("changes", "channel", "reason"), WHY_NOT)
def test_why_a_way_is_not_offered(changes: dict[str, object], channel: Channel, reason: str | None) -> None:
    said = reaching.why_not(known(**changes), channel, text_is_set_up=True)
    assert said is None if reason is None else str(said).startswith(reason)


def test_text_messages_need_a_gateway() -> None:
    assert "not set up" in str(reaching.why_not(known(), TEXT, text_is_set_up=False))


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        (PreferredLanguage.ENGLISH, WrittenIn.ENGLISH),
        (PreferredLanguage.WELSH, WrittenIn.WELSH),
        (PreferredLanguage.NOT_ASKED, WrittenIn.BOTH),
        (PreferredLanguage.BSL, WrittenIn.BOTH),
    ],
)
def test_the_language_is_theirs_or_both(asked: PreferredLanguage, written: WrittenIn) -> None:
    assert reaching.written_in(asked.value) is written
