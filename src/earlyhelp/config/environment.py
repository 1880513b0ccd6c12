"""Reading settings from the environment, and refusing an unsafe production start."""

import os
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

DEFAULT_SECRET = "for-demonstration-and-tests-only-never-for-real-people"  # noqa: S105 refused in production
_LOCAL = {"", "localhost", "127.0.0.1", "::1"}
_ENCRYPTED = {"require", "verify-ca", "verify-full"}


class UnsafeSettings(Exception):
    """The service must not start like this. The message says what to change."""


def mode() -> str:
    """How the service runs: `production` unless EARLYHELP_MODE says `demonstration` or `test`."""
    found = os.environ.get("EARLYHELP_MODE", "production").strip().lower()
    if found not in {"production", "demonstration", "test"}:
        raise UnsafeSettings("EARLYHELP_MODE must be production, demonstration or test.")
    return found


def database(address: str) -> dict[str, Any]:
    """Turn `postgresql://user:password@host:port/name?option=value` into Django's settings."""
    parts = urlsplit(address)
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", "") or (parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def as_role(address: str, role: str) -> str:
    """The same database for another role, whose password stands elsewhere (such as in ~/.pgpass)."""
    parts = urlsplit(address)
    place = parts.netloc.rpartition("@")[2]
    return parts._replace(netloc=f"{quote(role)}@{place}").geturl()


def is_remote(settings: dict[str, Any]) -> bool:
    """True when the database is on another machine."""
    host = settings["HOST"]
    return host not in _LOCAL and not host.startswith("/")


def check_safe(*, mode: str, secret: str, databases: dict[str, dict[str, Any]]) -> None:
    """Refuse a start that could expose real people. Raises UnsafeSettings, which says what to change."""
    remote = [settings for settings in databases.values() if is_remote(settings)]
    if mode != "production":
        if remote:
            raise UnsafeSettings(
                "Demonstration mode signs anyone in as anyone, so it only runs on a database on this machine. "
                "Unset DATABASE_URL, or set EARLYHELP_MODE=production."
            )
        return
    if secret == DEFAULT_SECRET or len(secret) < 50:
        raise UnsafeSettings(
            "EARLYHELP_SECRET_KEY is missing, short or the default. Set it to 50 or more random characters."
        )
    if any(settings["OPTIONS"].get("sslmode") not in _ENCRYPTED for settings in remote):
        raise UnsafeSettings(
            "The database is on another machine and the connection is not encrypted. "
            "Add ?sslmode=verify-full to DATABASE_URL, DATABASE_OWNER_URL and DATABASE_WELLBEING_URL."
        )


def days_by_name(text: str) -> dict[str, int]:
    """Read "requested=2,seen=5" as days by name, at least one each. Raises ValueError for anything else."""
    pairs = (part.split("=", 1) for part in text.split(",") if part.strip())
    return {name.strip(): max(1, int(days)) for name, days in pairs}


def weeks(text: str) -> tuple[int, int]:
    """Read "6-8" as two numbers of weeks, the first not above the second. Raises ValueError for anything else."""
    first, _dash, last = text.partition("-")
    offered, latest = int(first), int(last or first)
    if not 1 <= offered <= latest:
        raise ValueError("EARLYHELP_REVIEW_WEEKS must look like 6-8.")
    return offered, latest
