"""What a telephone keeps of the service so that an officer can write without a signal.

Shells only: pages and parts that are the same for every visitor. What was written stays on the telephone, encrypted.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.templatetags.static import static
from django.urls import reverse
from django.utils.crypto import salted_hmac

from earlyhelp.identify import rules
from earlyhelp.identify.choices import Danger
from earlyhelp.identify.forms import PEOPLE, DangerForm, People, ReportForm, ToldForm
from earlyhelp.identify.report import Named, Report
from earlyhelp.identify.typed import said_in, typed_in
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.models import Team
from earlyhelp.partnership.queries import get_safeguarding_team, list_areas
from earlyhelp.partnership.rules import NoFrontDoor

SHELLS: Final = ("identify:offline", "identify:waiting")
LANGUAGES: Final = ("en", "cy")
_PACKAGE: Final = Path(__file__).resolve().parents[1]
_SCRIPTS: Final = Path(__file__).resolve().parent / "static" / "identify"
# The parts a shell is drawn with. `kit.js` and `offline.js` name those that they import without a version.
_DRAWN_WITH: Final = (
    "vendor/govuk-frontend.min.css",
    "vendor/moj-frontend.min.css",
    "kit/theme.css",
    "kit/mark.svg",
    "kit/supported.js",
    "kit/kit.js",
    "identify/offline.js",
)
_IMPORTED: Final = (
    "vendor/govuk-frontend.min.js",
    "vendor/moj-frontend.min.js",
    "identify/outbox.js",
    "identify/writing.js",
    "identify/waiting.js",
)


@dataclass(frozen=True, slots=True)
class Item:
    """What a telephone sends when it has a signal again. `typed` is None when it only asks what became of it.

    `opened` is when it was written, in microseconds since 1970 by the telephone's clock.
    """

    owner: str
    language: str
    danger: Danger | None
    typed: dict[str, list[str]] | None
    opened: int


@dataclass(frozen=True, slots=True)
class Needed:
    """An answer that is needed, the sentence that asks for it, and the tracks that need it. `field` may be `people`."""

    field: str
    message: str
    tracks: str


def owner_of(practitioner_id: UUID | None) -> str:
    """A name for a practitioner that says nothing about them: the telephone keeps what is written under it."""
    return salted_hmac("earlyhelp.identify.offline", str(practitioner_id)).hexdigest()[:32]


def read_item(body: bytes) -> Item | None:
    """What the telephone sent, or None when it can not be read."""
    said = said_in(body)
    if said is None or (said.get("typed") is not None and said.get("danger") not in Danger.values):
        return None
    opened = said.get("opened")
    return Item(
        owner=str(said.get("owner", "")),
        language="cy" if said.get("language") == "cy" else "en",
        danger=Danger(said["danger"]) if said.get("typed") is not None else None,
        typed=typed_in(said["typed"]) if said.get("typed") is not None else None,
        opened=opened if isinstance(opened, int) and not isinstance(opened, bool) else 0,
    )


def blank_forms(*, by: Actor, at: datetime) -> dict[str, Any]:
    """The empty forms of the page that is written without a signal, and what the answers must not lack."""
    today = at.astimezone(LONDON).date()
    areas = list_areas(by=by)
    danger = DangerForm()
    question: Any = danger.fields["danger"]
    question.heading = False
    return {
        "danger": danger,
        "told": ToldForm(at=at),
        "report": ReportForm(
            areas=[(area.code, area.name) for area in areas],
            today=today,
            track=rules.track_of(Danger.NEITHER),
        ),
        "people": People(form_kwargs={"today": today}),
        "needed": answers_needed(at),
        "teams": [team for area in areas if (team := _safeguarding_team(by, area.code))],
    }


def answers_needed(at: datetime) -> list[Needed]:
    """What an empty report lacks, in the order of the page: the rules themselves say it."""
    empty = Report(people=(Named(),))
    tracks: dict[str, list[str]] = {}
    sentences: dict[str, str] = {}
    for danger in (Danger.NEITHER, Danger.AT_RISK):
        track = rules.track_of(danger)
        for found in rules.findings_of(empty, track=track, at=at):
            field = found.field if found.person is None else PEOPLE
            tracks.setdefault(field, []).append(str(track))
            sentences[field] = str(found.message)
    return [Needed(field, sentences[field], " ".join(found)) for field, found in tracks.items()]


def shells() -> list[str]:
    """The addresses of the pages that a telephone keeps, in both languages."""
    return [f"{reverse(name)}?language={language}" for name in SHELLS for language in LANGUAGES]


def worker_script(at: datetime) -> str:
    """The service worker. Its text differs when a part of the service does, and once a day: all is fetched anew."""
    parts = [static(name) for name in _DRAWN_WITH]
    parts += [static("kit/kit.js").rsplit("/", 2)[0] + f"/{name}" for name in _IMPORTED]
    shell = {
        "version": f"{at.astimezone(LONDON).date().isoformat()}-{_edition()}",
        "pages": shells(),
        "parts": parts,
        "offline": reverse("identify:offline"),
        "waiting": reverse("identify:waiting"),
    }
    scripts = [(_SCRIPTS / name).read_text(encoding="utf-8") for name in ("outbox.js", "worker.js")]
    return "\n".join([f"self.SHELL = {json.dumps(shell)};", *scripts])


@cache
def _edition() -> str:
    """A short digest of everything that the shells are made of."""
    digest = hashlib.sha256()
    drawn = ("static/**/*.js", "static/**/*.css", "static/**/*.svg", "templates/**/*.html")
    kinds = [f"*/{kind}" for kind in drawn]
    kinds += ["locale/*/LC_MESSAGES/*.mo", "identify/**/*.py", "kit/forms/*.py"]
    for path in sorted(path for kind in kinds for path in _PACKAGE.glob(kind)):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _safeguarding_team(by: Actor, area: str) -> Team | None:
    try:
        return get_safeguarding_team(by=by, area_code=area)
    except NoFrontDoor:
        return None
