"""An authenticator app: a seed that it and the service share, and codes of six digits for 30 seconds (RFC 6238)."""

import base64
import hashlib
import hmac
from datetime import datetime
from io import BytesIO

import pyotp
import segno
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

_SECONDS = 30
_AROUND = 1  # a telephone's clock may be one step early or late
_ISSUER = "Early Action Together"


def new_seed() -> str:
    """A fresh seed, as letters that can be typed by hand."""
    return pyotp.random_base32()


def locked(seed: str) -> bytes:
    """The seed as it is stored: encrypted under the service's own key."""
    return _lock().encrypt(seed.encode())


def unlocked(stored: bytes | memoryview) -> str:
    """The seed again; "" when the service's key has changed since."""
    try:
        return _lock().decrypt(bytes(stored)).decode()
    except InvalidToken:
        return ""


def step_of(seed: str, code: str, *, at: datetime) -> int | None:
    """Which step of 30 seconds a code belongs to, when it is one of around `at`; else None."""
    if not seed or not (code.isdigit() and len(code) == 6):
        return None
    codes = pyotp.TOTP(seed)
    now = int(at.timestamp()) // _SECONDS
    for step in range(now - _AROUND, now + _AROUND + 1):
        if hmac.compare_digest(codes.at(step * _SECONDS), code):
            return step
    return None


def picture(seed: str, email: str) -> str:
    """What an app reads with the camera, as an address of an image."""
    buffer = BytesIO()
    address = pyotp.TOTP(seed).provisioning_uri(name=email, issuer_name=_ISSUER)
    segno.make(address, error="m").save(buffer, kind="svg", scale=5, border=4, light="#fff")
    return "data:image/svg+xml;base64," + base64.b64encode(buffer.getvalue()).decode()


def spaced(seed: str) -> str:
    """The seed in groups of four, for typing by hand."""
    return " ".join(seed[start : start + 4] for start in range(0, len(seed), 4))


def _lock() -> Fernet:
    key = hashlib.sha256(b"second-factor:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
