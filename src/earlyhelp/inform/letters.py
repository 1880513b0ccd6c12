"""A message to a person on paper: a tagged PDF with large print, for the window of an envelope."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from earlyhelp.inform.choices import WrittenIn
from earlyhelp.inform.models import PersonMessage
from earlyhelp.kit import pdf
from earlyhelp.kit.time_words import written_date
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.models import Team


def print_letter(message: PersonMessage, *, team: Team, at: datetime) -> bytes:
    """The letter as PDF. `at` is the day that stands on it."""
    languages = ("cy", "en") if message.written_in == WrittenIn.BOTH else (message.written_in,)
    parts = [_part(message, language, level, at) for level, language in enumerate(languages, start=1)]
    with override(languages[0]):
        title = _("A letter for you")
    data = {
        "title": title,
        "address": message.destination.splitlines(),
        "team": {"en": team.name_en, "cy": team.name_cy},
        "parts": parts,
    }
    return pdf.compile("inform/typst/letter.typ", data, languages[0])


def _part(message: PersonMessage, language: str, level: int, at: datetime) -> dict[str, object]:
    body = message.body_cy if language == "cy" else message.body_en
    with override(language):
        return {
            "language": language,
            "level": level,
            "heading": _("A letter for you"),
            "on": written_date(at.astimezone(LONDON).date()),
            "lines": [line for line in body.splitlines() if line.strip()],
            "from": _("With good wishes,"),
        }
