"""What every page knows of its surroundings."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """Return the reader's language, the other one, and whether this is a demonstration."""
    language = "cy" if (get_language() or "en").startswith("cy") else "en"
    return {
        "language": language,
        "other_language": "en" if language == "cy" else "cy",
        "demonstration": settings.DEMO,
        "session_minutes": settings.SESSION_COOKIE_AGE // 60,
    }
