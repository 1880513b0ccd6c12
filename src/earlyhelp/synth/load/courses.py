"""Training in the demonstration: courses, sessions held and to come, who was there, and whose refresher is due.

Written as rows, not by the product's actions: nobody's first message should be about training of two years ago.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Final

from django.db import connections

from earlyhelp.develop.choices import BookingState, PracticeLevel, SessionLanguage, Took
from earlyhelp.develop.models import (
    Booking,
    Certificate,
    Course,
    SessionTrainer,
    TrainingRecord,
    TrainingSession,
)
from earlyhelp.develop.rules.courses import expires_on
from earlyhelp.kit.references import format_reference
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Agency, Practitioner
from earlyhelp.synth.load.cast import COUNCIL
from earlyhelp.synth.load.copying import OWNER

_ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_HALL: Final = "Synthetic Hall, Bridgend CF99 1ZZ"
_LINK: Final = "https://meet.example.org/made-up-room"
_OFFERS: Final = (
    "No steps. A hearing loop, a quiet room, and breaks. "
    "· Dim grisiau. Dolen glyw, ystafell dawel a seibiannau."
)
# Who leads the session of today, one in each language.
_LEADS: Final = {
    SessionLanguage.ENGLISH: "delyth.maddock@police.example.org",
    SessionLanguage.WELSH: "gethin.morlais@police.example.org",
}
# Their refreshers are nearly due, so that there is one to see.
_DUE_SOON: Final = ("sarah.beynon@police.example.org", "ifan.prydderch@police.example.org")
# Code, level, minutes, months that it counts, titles, what it is about.
COURSES: Final = (
    (
        "ace-time-1",
        PracticeLevel.AWARE,
        240,
        24,
        "ACE TIME 1: What lies behind behaviour",
        "ACE TIME 1: Yr hyn sydd y tu ôl i ymddygiad",
        "What hard times in childhood can mean for a life, what helps, and how to see the person before the incident.",
        "Yr hyn y gall cyfnodau anodd yn ystod plentyndod ei olygu i fywyd, beth sy’n helpu, a sut i weld y person "
        "cyn y digwyddiad.",
    ),
    (
        "ace-time-2",
        PracticeLevel.SKILLED,
        240,
        24,
        "ACE TIME 2: Meeting people with care",
        "ACE TIME 2: Cwrdd â phobl â gofal",
        "Listening, calming and asking without harm, at a front door, in a custody suite or on the telephone.",
        "Gwrando, tawelu a gofyn heb wneud niwed, wrth ddrws, mewn dalfa neu ar y ffôn.",
    ),
    (
        "voice-of-the-child",
        PracticeLevel.SKILLED,
        60,
        24,
        "The voice of the child in a notification",
        "Llais y plentyn mewn hysbysiad",
        "Seeing, hearing and writing down what children show and say, also those who cannot speak yet.",
        "Gweld, clywed a chofnodi’r hyn y mae plant yn ei ddangos ac yn ei ddweud, gan gynnwys y rhai na allant "
        "siarad eto.",
    ),
    (
        "close-work",
        PracticeLevel.ENHANCED,
        420,
        36,
        "Working closely with people who have lived through trauma",
        "Gweithio’n agos gyda phobl sydd wedi byw trwy drawma",
        "For those who give direct support: relationships that last, choices that stay with the person, and safety.",
        "I’r rhai sy’n rhoi cymorth uniongyrchol: perthnasoedd sy’n para, dewisiadau sy’n aros gyda’r person, a "
        "diogelwch.",
    ),
    (
        "looking-after-ourselves",
        PracticeLevel.AWARE,
        90,
        None,
        "Looking after ourselves and each other",
        "Gofalu amdanom ein hunain a’n gilydd",
        "What the work does to us, what helps, and how a team notices in time.",
        "Yr hyn y mae’r gwaith yn ei wneud i ni, beth sy’n helpu, a sut mae tîm yn sylwi mewn pryd.",
    ),
    (
        "leading-practice",
        PracticeLevel.SPECIALIST,
        840,
        36,
        "Leading others’ practice",
        "Arwain ymarfer pobl eraill",
        "Two days for those who supervise, train or give treatment.",
        "Dau ddiwrnod i’r rhai sy’n goruchwylio, yn hyfforddi neu’n rhoi triniaeth.",
    ),
)


@dataclass(frozen=True, slots=True)
class _Held:
    """A session of the past: which course, how many days ago, and how many came."""

    code: str
    days_ago: int
    came: int
    language: SessionLanguage = SessionLanguage.ENGLISH


_PAST: Final = (
    _Held("ace-time-1", 690, 14),
    _Held("ace-time-1", 400, 16, SessionLanguage.BOTH),
    _Held("ace-time-2", 240, 12),
    _Held("voice-of-the-child", 120, 18, SessionLanguage.INTERPRETED),
    _Held("looking-after-ourselves", 60, 10, SessionLanguage.WELSH),
    _Held("close-work", 45, 8),
)
# Course, days ahead, places, how many have booked, language, whether it is in a room.
_TO_COME: Final = (
    ("ace-time-1", 9, 20, 7, SessionLanguage.ENGLISH, True),
    ("ace-time-1", 16, 20, 5, SessionLanguage.WELSH, True),
    ("voice-of-the-child", 5, 30, 12, SessionLanguage.INTERPRETED, False),
    ("ace-time-2", 23, 16, 4, SessionLanguage.ENGLISH, False),
    ("ace-time-2", 30, 6, 8, SessionLanguage.BOTH, True),
    ("close-work", 37, 12, 3, SessionLanguage.ENGLISH, True),
    ("leading-practice", 51, 10, 0, SessionLanguage.BOTH, True),
)


class _Writer:
    """Writes the rows as the council's co-ordinator would have brought them about."""

    def __init__(self, at: datetime) -> None:
        self.at, self.chance = at, Random("training")
        self.council = Agency.objects.using(OWNER).get(code=COUNCIL)
        self.keeper = Practitioner.objects.using(OWNER).get(email="rhiannon.cule@bridgend.example.org")
        staff = Practitioner.objects.using(OWNER).filter(is_active=True).exclude(role=Role.AUDITOR)
        self.staff = list(staff.order_by("email"))
        self.by_email = {one.email: one for one in self.staff}
        self.courses: dict[str, Course] = {}

    def offer(self) -> None:
        """The courses, since before the first session."""
        for code, level, minutes, months, title_en, title_cy, about_en, about_cy in COURSES:
            self.courses[code] = Course.objects.using(OWNER).create(
                code=code,
                provider=self.council,
                level=level,
                title_en=title_en,
                title_cy=title_cy,
                description_en=about_en,
                description_cy=about_cy,
                minutes=minutes,
                valid_months=months,
                changed_by=self.keeper,
                changed_at=self.at - timedelta(days=720),
            )

    def plan(
        self,
        code: str,
        starts_at: datetime,
        places: int,
        language: str,
        *,
        in_room: bool = True,
        led_by: str = "",
    ) -> TrainingSession:
        """One session with its trainer."""
        course, made_at = self.courses[code], min(self.at, starts_at) - timedelta(days=20)
        session = TrainingSession.objects.using(OWNER).create(
            reference=_next("develop_session_reference_seq", "TS", starts_at),
            course=course,
            host=self.council,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=course.minutes),
            place=_HALL if in_room else "",
            link="" if in_room else _LINK,
            access=_OFFERS if in_room else "",
            area_id="W06000013" if in_room else None,
            language=language,
            places=places,
            made_by=self.keeper,
            made_at=made_at,
        )
        SessionTrainer.objects.using(OWNER).create(
            session=session,
            practitioner=self.by_email[led_by] if led_by else self.keeper,
            named_by=self.keeper,
            named_at=made_at,
        )
        return session

    def book(self, session: TrainingSession, people: Iterable[Practitioner]) -> list[Booking]:
        """Places, and the waiting list after the last."""
        booked_at = session.made_at + timedelta(days=1)
        bookings = [
            Booking(
                agency_id=who.agency_id,
                session=session,
                practitioner=who,
                state=BookingState.BOOKED if turn < session.places else BookingState.WAITING,
                state_at=booked_at + timedelta(minutes=turn),
                needs="A seat near the front, please. · Sedd yn y blaen, os gwelwch yn dda."
                if turn == 1
                else "",
                booked_by=who,
                booked_at=booked_at + timedelta(minutes=turn),
            )
            for turn, who in enumerate(people)
        ]
        Booking.objects.using(OWNER).bulk_create(bookings)
        session.taken = sum(1 for one in bookings if one.state == BookingState.BOOKED)
        session.waiting = len(bookings) - session.taken
        session.save(using=OWNER, update_fields=["taken", "waiting"])
        return bookings

    def mark(self, session: TrainingSession, bookings: Sequence[Booking]) -> None:
        """Who was there: nearly everybody for all of it, with a certificate."""
        on, at = session.starts_at.astimezone(LONDON).date(), session.ends_at
        for turn, booking in enumerate(bookings):
            took = Took.ABSENT if turn % 9 == 8 else Took.PARTLY if turn % 7 == 6 else Took.PRESENT
            record = TrainingRecord.objects.using(OWNER).create(
                agency_id=booking.agency_id,
                practitioner_id=booking.practitioner_id,
                course=session.course,
                session=session,
                took=took,
                on=on,
                expires_on=expires_on(on, session.course.valid_months),
                marked_by=self.keeper,
                marked_at=at,
            )
            if took == Took.PRESENT:
                self.certify(record, booking.practitioner, at)

    def certify(self, record: TrainingRecord, holder: Practitioner, at: datetime) -> None:
        """A certificate for a record."""
        Certificate.objects.using(OWNER).create(
            agency_id=record.agency_id,
            practitioner=holder,
            record=record,
            number=_next("develop_certificate_number_seq", "TC", at),
            code="".join(self.chance.choice(_ALPHABET) for _ in range(12)),
            holder=holder.full_name,
            title_en=record.course.title_en,
            title_cy=record.course.title_cy,
            completed_on=record.on,
            expires_on=record.expires_on,
            issued_at=at,
        )


def write_courses(at: datetime) -> None:
    """Write courses, six sessions of the past, one of today in each language, and seven to come."""
    writer = _Writer(at)
    writer.offer()
    first = [writer.by_email[email] for email in _DUE_SOON]
    # The personas whom a visitor books as have nothing booked; everybody else may.
    kept_free = {*_DUE_SOON, *_LEADS.values(), writer.keeper.email}
    others = [one for one in writer.staff if one.email not in kept_free]
    for held in _PAST:
        starts_at = _at_nine(at - timedelta(days=held.days_ago))
        session = writer.plan(held.code, starts_at, 20, held.language)
        came = writer.chance.sample(others, min(held.came, len(others)))
        if held.days_ago > 600:
            came = [*first, *came]
        writer.mark(session, writer.book(session, came))
    for language, led_by in _LEADS.items():
        session = writer.plan("ace-time-1", at - timedelta(minutes=20), 12, language, led_by=led_by)
        writer.book(session, writer.chance.sample(others, 5))
    for code, days, places, booked, language, in_room in _TO_COME:
        starts_at = _at_nine(at + timedelta(days=days))
        session = writer.plan(code, starts_at, places, language, in_room=in_room)
        writer.book(session, writer.chance.sample(others, min(booked, len(others))))


def _at_nine(moment: datetime) -> datetime:
    """Half past nine in Wales on a working day at or after the moment."""
    local = moment.astimezone(LONDON)
    later = timedelta(days=max(0, 7 - local.weekday()) if local.weekday() > 4 else 0)
    return (local + later).replace(hour=9, minute=30, second=0, microsecond=0)


def _next(sequence: str, prefix: str, at: datetime) -> str:
    with connections[OWNER].cursor() as cursor:
        cursor.execute("SELECT nextval(%s::regclass)", [sequence])
        (number,) = cursor.fetchone()
    return format_reference(prefix, at.astimezone(LONDON).year, number)
