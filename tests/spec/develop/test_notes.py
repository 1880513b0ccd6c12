"""What a passphrase must be, and what sealing promises."""

from uuid import uuid4

import pytest

from earlyhelp.develop.rules import notes as rules
from earlyhelp.kit import sealing
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed

GOOD = "heron kettle marble cloud"
EASY = 4  # little work, so that the tests are quick; one test takes the real one


@pytest.mark.parametrize(
    ("passphrase", "again", "is_good"),
    [
        (GOOD, GOOD, True),
        ("pedwar gair ŵyr ffôl", "pedwar gair ŵyr ffôl", True),
        (GOOD, GOOD + " ", False),
        ("short", "short", False),
        ("aaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaa", False),
        (" " * 20, " " * 20, False),
    ],
)
def test_a_passphrase_is_long_and_typed_twice(passphrase: str, again: str, is_good: bool) -> None:
    if is_good:
        rules.check_passphrase(passphrase, again)
    else:
        with pytest.raises(rules.WeakPassphrase):
            rules.check_passphrase(passphrase, again)


def test_only_a_practitioner_keeps_notes() -> None:
    rules.check_may_keep_notes(Actor(uuid4(), uuid4(), None, "notifier", "own_work"))
    for nobody in (Actor.nobody(), Actor.system("running", agency_id=uuid4())):
        with pytest.raises(NotAllowed):
            rules.check_may_keep_notes(nobody)


def test_only_the_passphrase_opens_a_lock() -> None:
    key = sealing.new_key()
    lock = sealing.lock_key(key, GOOD, about="one")
    assert sealing.open_lock(lock, GOOD, about="one") == key
    for passphrase, about in ((GOOD + "x", "one"), (GOOD, "another")):
        with pytest.raises(sealing.CannotOpen):
            sealing.open_lock(lock, passphrase, about=about)


def test_what_is_locked_for_one_is_different_each_time() -> None:
    key = sealing.new_key()
    first, second = (sealing.lock_key(key, GOOD, about="one", work=EASY) for _ in range(2))
    assert first.salt != second.salt
    assert first.wrapped != second.wrapped
    assert sealing.open_lock(first, GOOD, about="one") == sealing.open_lock(second, GOOD, about="one") == key


@pytest.mark.parametrize(
    "text", ["", "A hard day", "Diwrnod hir – ŵyl ❤", "x" * 3000, "ends in \x00 and \x80 bytes"]
)
def test_sealed_text_comes_back_and_tells_little_of_its_length(text: str) -> None:
    key = sealing.new_key()
    sealed = sealing.seal(key, text, about="note")
    assert sealing.unseal(key, sealed, about="note") == text
    assert (len(sealed) - 12 - 16) % 1024 == 0
    assert not text or text.encode() not in sealed


def test_sealed_text_cannot_be_moved_changed_or_opened_with_another_key() -> None:
    key = sealing.new_key()
    sealed = sealing.seal(key, "mine", about="note one")
    changed = sealed[:-1] + bytes([sealed[-1] ^ 1])
    for which, what, about in (
        (key, sealed, "note two"),
        (key, changed, "note one"),
        (key, b"", "note one"),
        (sealing.new_key(), sealed, "note one"),
    ):
        with pytest.raises(sealing.CannotOpen):
            sealing.unseal(which, what, about=about)
