"""What stands on a certificate, in Welsh and in English."""

from datetime import date
from typing import Any

from django.conf import settings
from django.template.defaultfilters import date as formatted
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from earlyhelp.develop.models import Certificate
from earlyhelp.kit.actor import Actor


def get_certificate_paper(by: Actor, certificate: Certificate) -> dict[str, Any]:
    """The values of `develop/typst/certificate.typ` for a certificate with its record and course. No queries."""
    parts = []
    for language in ("cy", "en"):
        with override(language):
            parts.append(_part(certificate, language))
    return {
        "title": " · ".join(part["heading"] for part in parts),
        "foot": certificate.number,
        "holder": certificate.holder,
        "parts": parts,
    }


def _part(certificate: Certificate, language: str) -> dict[str, Any]:
    rows = [
        (_("Course"), certificate.title),
        (_("Level of practice"), str(certificate.record.course.get_level_display())),
        (_("Completed on"), _day(certificate.completed_on)),
        (
            _("Counts until"),
            _day(certificate.expires_on) if certificate.expires_on else _("For good"),
        ),
        (_("Number"), certificate.number),
        (_("Code"), certificate.code),
    ]
    return {
        "language": language,
        "heading": _("Certificate of training"),
        "says": _("This is to say that the person named here has completed the course."),
        "rows": rows,
        "check": _("Anybody may check this certificate, with its number and its code, at this address:"),
        "address": settings.SITE_ADDRESS.rstrip("/") + reverse("develop:check_certificate"),
    }


def _day(day: date) -> str:
    return formatted(day, "j F Y")
