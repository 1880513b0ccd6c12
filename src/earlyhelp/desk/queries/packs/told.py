"""Lines of a pack that stand in no row of their own: the chronology, who was told, and who has read."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.utils.translation import override

from earlyhelp.desk.queries.chronology import get_chronology
from earlyhelp.desk.queries.packs.about import About
from earlyhelp.desk.queries.packs.words import LANGUAGES, Text, frame, in_both
from earlyhelp.govern.choices import EntryKind, Purpose
from earlyhelp.govern.models import AuditEntry
from earlyhelp.govern.rules.redaction import Line, compose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Agency
from earlyhelp.signpost.queries.loop import list_shares
from earlyhelp.understand.rules.chronology import Entry, when_words


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()


def _field(word: str, said: Text) -> dict[str, Any]:
    return {"column": word, "name": frame(word), **said, "fixed": True}


def _same(text: str) -> Text:
    return dict.fromkeys(("en", "cy"), compose(text))


def chronology_lines(by: Actor, about: About, *, at: datetime) -> Iterator[Line]:
    """The person's chronology as their agency sees it. Derived in each language, and paired by the key of an entry."""
    if not about.people:
        return
    found: dict[str, dict[str, tuple[str, str, Entry]]] = {}
    for language in LANGUAGES:
        with override(language):
            for entry in get_chronology(by, sorted(about.people), at=at).entries:
                said = (compose(when_words(entry)), compose(str(entry.title)), entry)
                found.setdefault(entry.key, {})[language] = said
    title = frame("event")
    for key, both in found.items():
        entry = both["en"][2]
        what = {language: said[1] for language, said in both.items()}
        yield Line(
            section="chronology",
            label="chronology",
            title_en=title["en"],
            title_cy=title["cy"],
            row_key=key[:60],
            on=entry.first_day,
            owner_id=entry.agency_id,
            owner_en=entry.agency,
            owner_cy=both["cy"][2].agency,
            fields=[
                _field("when", {language: said[0] for language, said in both.items()}),
                # What happened, in words of this service; the title of a partner's event may name somebody.
                {"column": "what", "name": frame("what"), **what},
            ],
        )


def share_lines(by: Actor, about: About, *, at: datetime) -> Iterator[Line]:
    """Who was told about the person, when, and under which part of the law, and whether they see it now."""
    title = frame("share")
    for share in list_shares(by=by, reported_ids=sorted(about.reported), at=at).shares:
        one = share.referral
        receiver = one.receiving_agency
        yield Line(
            section="shares",
            label="signpost.Referral",
            title_en=title["en"],
            title_cy=title["cy"],
            row_key=str(one.pk),
            on=_day(one.sent_at),
            fields=[
                _field("who", {"en": compose(receiver.name_en), "cy": compose(receiver.name_cy)}),
                _field("basis", in_both(one.get_basis_display)),
                _field("stands", frame("yes" if share.sees_it else "no")),
            ],
        )


def reader_lines(by: Actor, about: About) -> Iterator[Line]:
    """Who has read about the person: which role of which agency, for what, and how often, by month. Names nobody."""
    keys = [str(key) for key in about.every_key()]
    read = AuditEntry.objects.filter(agency_id=by.agency_key, kind=EntryKind.READ, target_key__in=keys)
    times: Counter[tuple[date, str, str]] = Counter()
    for role, purpose, at in read.values_list("role", "purpose", "at"):
        times[_day(at).replace(day=1), role, purpose] += 1
    agency = Agency.objects.filter(pk=by.agency_key).first()
    title = frame("reader")
    for (month, role, purpose), count in sorted(times.items()):
        who = in_both(lambda role=role: Role(role).label if role in Role.values else role)
        yield Line(
            section="readers",
            label="govern.AuditEntry",
            title_en=title["en"],
            title_cy=title["cy"],
            row_key=f"{month:%Y-%m}-{role}-{purpose}"[:60],
            on=month,
            owner_id=by.agency_id,
            owner_en=agency.name_en if agency else "",
            owner_cy=agency.name_cy if agency else "",
            fields=[
                _field("who", who),
                _field("purpose", in_both(lambda purpose=purpose: Purpose(purpose).label)),
                _field("times", _same(str(count))),
            ],
        )
