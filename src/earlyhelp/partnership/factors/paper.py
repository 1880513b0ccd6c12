"""Codes on paper, each good once: ten of ten letters and digits, without those that look alike."""

import secrets
from uuid import UUID

from django.utils.crypto import salted_hmac

HOW_MANY = 10
_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_LENGTH = 10


def new_codes() -> list[str]:
    """Ten fresh codes, in two halves: ABCDE-FGHJK."""
    codes = ["".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)) for _ in range(HOW_MANY)]
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def digest_of(code: str, owner: UUID) -> str:
    """The hash under which a code is stored. Enough letters that nobody can try them all."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return salted_hmac(f"recovery-code:{owner}", plain, algorithm="sha256").hexdigest()


def looks_like_one(code: str) -> bool:
    """True for what has the length of a code on paper."""
    return sum(letter.isalnum() for letter in code) == _LENGTH
