"""What proves who opens a private link: its secret in the address, and a code that came by another way."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from earlyhelp.kit import secret_links

LINK = UUID(int=7)
OTHER = UUID(int=8)
AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "nothing", "a.b", "0" * 32, "0" * 32 + ".short", "/" * 60])
def test_what_is_no_token_is_none(text: str) -> None:
    assert secret_links.parse_token(text) is None


def test_a_token_is_read_as_it_was_written_and_bound_to_its_link() -> None:
    token = secret_links.new_token(LINK)
    assert secret_links.parse_token(str(token)) == token
    kept = secret_links.hash_of(token.secret, key=LINK)
    assert token.secret not in kept
    assert secret_links.is_secret(token, stored=kept)
    assert not secret_links.is_secret(secret_links.Token(OTHER, token.secret), stored=kept)
    assert not secret_links.is_secret(token, stored="")


@pytest.mark.parametrize(
    ("typed", "link", "minutes", "right"),
    [
        ("123456", LINK, 14, True),
        (" 123 456 ", LINK, 14, True),
        ("123457", LINK, 14, False),
        ("123456", OTHER, 14, False),
        ("123456", LINK, 15, False),
    ],
)
def test_a_code_is_the_link_s_own_and_in_time(typed: str, link: UUID, minutes: int, *, right: bool) -> None:
    stored, at = secret_links.hash_of("123456", key=LINK), AT + timedelta(minutes=minutes)
    until = AT + secret_links.CODE_LIVES
    assert secret_links.is_code(typed, link_id=link, stored=stored, expires_at=until, at=at) is right
    assert not secret_links.is_code(typed, link_id=link, stored="", expires_at=until, at=at)


def test_a_browser_that_entered_the_code_is_let_in_for_half_an_hour_and_no_other() -> None:
    soon, late = AT + timedelta(minutes=29), AT + timedelta(minutes=30)
    assert secret_links.is_proven(AT, carried=AT.isoformat(), at=soon)
    assert not secret_links.is_proven(AT, carried=AT.isoformat(), at=late)
    assert not secret_links.is_proven(soon, carried=AT.isoformat(), at=soon)
    assert not secret_links.is_proven(None, carried="", at=soon)


@pytest.mark.parametrize(("tries", "locked"), [(0, False), (4, False), (5, True), (6, True)])
def test_five_wrong_codes_are_enough(tries: int, *, locked: bool) -> None:
    assert secret_links.is_locked(tries) is locked


def test_codes_have_six_digits() -> None:
    assert all(len(code) == 6 and code.isdigit() for code in (secret_links.new_code() for _ in range(50)))
