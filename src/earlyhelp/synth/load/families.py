"""Two whole families over three generations, made by the product's own actions as two of the personas.

One writes in Welsh, one in English. Between them: a child who is not born yet, a grandmother who cares for her
grandchildren, a father whom nobody knows, a birth family that is kept back, and a man who must not learn an address.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

from earlyhelp.govern.choices import Purpose
from earlyhelp.identify.actions import start_draft, submit_notification
from earlyhelp.identify.choices import (
    Danger,
    HelpOffered,
    Need,
    PersonRole,
    PreferredLanguage,
    Relation,
    Responsibility,
    SharingView,
)
from earlyhelp.identify.models import Notification
from earlyhelp.identify.report import Named, Related, Report
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve.actions import decide
from earlyhelp.solve.choices import Outcome, Reason
from earlyhelp.synth.load.cast import AREA
from earlyhelp.synth.load.copying import OWNER
from earlyhelp.synth.load.telling import Story, tell
from earlyhelp.understand import actions, rules
from earlyhelp.understand.choices import Care, Life, Sex, WhoSees
from earlyhelp.understand.models import Person

_HOURGLASS: Final = ("12 Hourglass Street, Bridgend", "CF99 4CM")


@dataclass(slots=True)
class Album:
    """A family while it is being written: who writes, when, and the people by a short name."""

    officer: Actor
    worker: Actor
    at: datetime
    said_by: str
    people: dict[str, Person] = field(default_factory=dict)
    notification: Notification | None = None

    @property
    def source(self) -> rules.Source:
        """Who told the front door."""
        return rules.Source(self.said_by, self.at.date() - timedelta(days=2))

    def born(self, years: int, day: int = 60) -> date:
        """A date of birth so many years and days ago."""
        return self.at.date() - timedelta(days=round(years * 365.25) + day)

    def someone(self, key: str, given: str, family: str, **said: Any) -> None:
        """Record somebody whom no report names."""
        particulars = rules.Particulars(self.source, given_name=given, family_name=family, **said)
        self.people[key] = actions.add_person(by=self.worker, said=particulars, at=self.at)

    def told(self, key: str, *, kept_back: bool = False, **said: Any) -> None:
        """Record what was told of somebody."""
        sees = WhoSees.RESTRICTED if kept_back else WhoSees.OPEN
        source = rules.Source(self.said_by, self.source.said_on, who_sees=sees)
        particulars = rules.Particulars(source, **said)
        actions.record_statement(by=self.worker, person_id=self.people[key].pk, said=particulars, at=self.at)

    def tie(self, key: str, term: str, other: str, year: int | None = None, **said: Any) -> None:
        """Record what one is to another, since a year."""
        first = rules.Day(date(year, 1, 1), "year") if year else None
        tie = rules.Tie(
            self.people[key].pk, term, self.people[other].pk, self.source, rules.Span(first), **said
        )
        actions.add_relationship(by=self.worker, tie=tie, at=self.at)

    def notify(self, report: Report, keys: Sequence[str], rationale: str, met_by: str) -> None:
        """An officer notifies; the front door says who they are, and decides."""
        with acting(self.officer):
            sent = self.at - timedelta(hours=30)
            draft = start_draft(by=self.officer, danger=Danger.NEITHER, at=sent)
            self.notification = submit_notification(
                by=self.officer, draft_id=draft.pk, report=report, at=sent
            )
        with acting(self.worker):
            named = self.notification.people.order_by("position")
            for key, reported in zip(keys, named, strict=True):
                self.people[key] = actions.make_person(by=self.worker, reported_id=reported.pk, at=self.at)
            decide(
                by=self.worker,
                notification_id=self.notification.pk,
                expected_number=0,
                outcome=Outcome.ALREADY_MET.value,
                reason=Reason.OPEN_TO_SERVICE.value,
                rationale=rationale,
                met_by=met_by,
                at=self.at,
            )

    def home(self, address: str, postcode: str, *keys: str, year: int) -> None:
        """Record who lives together, and keep the address of the first household from `self.people["former"]`."""
        span = rules.Span(rules.Day(date(year, 1, 1), "year"))
        members = [self.people[key].pk for key in keys]
        lives = actions.Lives(address, postcode, self.source, span)
        household = actions.make_household(by=self.worker, lives=lives, member_ids=members, at=self.at)
        if former := self.people.get("former"):
            actions.hide_address(
                by=self.worker, household_id=household.pk, person_id=former.pk, source=self.source, at=self.at
            )


def write_families(at: datetime) -> tuple[int, int]:
    """Write both families. Returns how many notifications and how many people there are more."""
    who = {one.email: one for one in Practitioner.objects.using(OWNER).exclude(persona_en="")}

    def actor(email: str) -> Actor:
        one = who[email]
        return Actor(
            one.pk, one.agency_id, one.team_id, one.role, Purpose.EARLY_HELP, one.language, one.full_name
        )

    welsh = Album(
        actor("ifan.prydderch@police.example.org"),
        actor("eleri.gruffudd@bridgend.example.org"),
        at - timedelta(hours=3),
        "Lowri ei hun, ar ymweliad",
    )
    english = Album(
        actor("sarah.beynon@police.example.org"),
        actor("karen.treharne@bridgend.example.org"),
        at - timedelta(hours=2),
        "Denise, on a visit",
    )
    _cadwaladr(welsh)
    _prosser(english)
    tell(Story(welsh.worker, welsh.at, welsh.people), "welsh")
    tell(Story(english.worker, english.at, english.people), "english")
    return 2, len(welsh.people) + len(english.people)


def _cadwaladr(album: Album) -> None:
    album.notify(
        _report_on_lowri(album),
        ("lowri", "osian", "baby", "former", "marged"),
        "Mae'r teulu eisoes yn gweithio gyda Chymorth Cynnar.",
        "Cymorth Cynnar",
    )
    with acting(album.worker):
        for key in ("lowri", "marged"):
            album.told(key, sex=Sex.FEMALE)
        album.told("osian", sex=Sex.MALE, school="Ysgol Gymraeg Bro Synthetig")
        album.told("former", sex=Sex.MALE)
        album.someone("iestyn", "Iestyn", "Howells", date_of_birth=album.born(29), sex=Sex.MALE)
        album.someone("emrys", "Emrys", "Cadwaladr", life=Life.DIED, sex=Sex.MALE, died_on=album.born(4))
        album.someone("gethin", "Gethin", "Cadwaladr", date_of_birth=album.born(24), sex=Sex.MALE)
        album.someone("nesta", "Nesta", "Rhydderch", age=60, sex=Sex.FEMALE)
        album.tie("iestyn", "partner", "lowri", 2023)
        for parent in ("marged", "emrys"):
            album.tie(parent, "parent", "lowri")
            album.tie(parent, "parent", "gethin")
        album.tie("marged", "partner", "emrys", 1990)
        album.tie("former", "parent", "osian", responsibility=Responsibility.HAS)
        album.tie("nesta", "parent", "former")
        for parent in ("lowri", "iestyn"):
            album.tie(parent, "parent", "baby")
        album.tie("lowri", "parent", "osian", responsibility=Responsibility.HAS, is_main_carer=True)
        album.home(
            "9 Maes y Barcud Papur, Pen-y-bont ar Ogwr", "CF99 5CK", "lowri", "osian", "iestyn", year=2024
        )


def _report_on_lowri(album: Album) -> Report:
    lowri = Named(
        role=PersonRole.SUBJECT,
        given_name="Lowri",
        family_name="Cadwaladr",
        date_of_birth=album.born(27),
        address="4 Heol y Wennol Arian, Pen-y-bont ar Ogwr",
        postcode="CF99 1CC",
        language=PreferredLanguage.WELSH,
    )
    osian = Named(PersonRole.CHILD, "Osian", "Cadwaladr", date_of_birth=album.born(6))
    baby = Named(
        role=PersonRole.UNBORN,
        family_name="Cadwaladr",
        description="Y babi y mae Lowri yn ei ddisgwyl",
        due_on=album.at.date() + timedelta(days=70),
    )
    dewi = Named(PersonRole.PARTNER, "Dewi", "Rhydderch", age=31)
    marged = Named(PersonRole.FAMILY, "Marged", "Cadwaladr", age=58)
    return Report(
        area=AREA,
        occurred_at=album.at - timedelta(hours=33),
        place="4 Heol y Wennol Arian, Pen-y-bont ar Ogwr",
        place_postcode="CF99 1CC",
        people=(lowri, osian, baby, dewi, marged),
        seen_and_heard=(
            "Daeth Dewi i'r drws a gweiddi. Roedd Osian yn y ffenestr gyda'i fam-gu. Roedd wedi mynd cyn inni gyrraedd."
        ),
        own_words="“Dw i ddim eisiau iddo wybod ble rydyn ni'n byw nesaf.”",
        strengths="Mae mam Lowri yno bob dydd, ac mae Osian wrth ei fodd yn yr ysgol.",
        needs=(Need.DOMESTIC_ABUSE, Need.FAMILY),
        help_offered=HelpOffered.WANTS,
        sharing_view=SharingView.AGREES,
        language="cy",
        relations=(
            Related(0, Relation.PARENT, 1, Responsibility.HAS),
            Related(3, Relation.FORMER_PARTNER, 0),
            Related(4, Relation.CARER, 1),
        ),
    )


def _prosser(album: Album) -> None:
    album.notify(
        _report_on_kayleigh(album),
        ("kayleigh", "denise", "jayden", "ruby"),
        "The family works with Early Help already.",
        "Early Help",
    )
    with acting(album.worker):
        album.told("kayleigh", sex=Sex.FEMALE)
        album.told("kayleigh", kept_back=True, life=Life.NOT_KNOWN, care=Care.CARE_EXPERIENCED)
        album.told("denise", sex=Sex.FEMALE)
        album.told("jayden", sex=Sex.MALE, school="Made-up Primary School")
        album.told("ruby", sex=Sex.FEMALE, school="Made-up Nursery")
        album.someone("terry", "Terry", "Prosser", life=Life.DIED, sex=Sex.MALE, died_on=album.born(11))
        album.someone("alan", "Alan", "Teague", date_of_birth=album.born(57), sex=Sex.MALE)
        album.someone("callum", "Callum", "Vowles", date_of_birth=album.born(30), sex=Sex.MALE)
        album.someone("father", "", "", life=Life.NOT_KNOWN, sex=Sex.MALE)
        album.someone("mia", "Mia", "Hartland", date_of_birth=album.born(7), sex=Sex.FEMALE)
        album.someone("olwen", "Olwen", "Pugh", age=70, sex=Sex.FEMALE)
        for parent in ("denise", "terry"):
            album.tie(parent, "parent", "kayleigh")
        album.tie("denise", "partner", "terry", 1994)
        album.tie("denise", "partner", "alan", 2019)
        album.tie("callum", "former_partner", "kayleigh", 2019)
        album.tie("father", "parent", "jayden")
        album.tie("kayleigh", "parent", "jayden", responsibility=Responsibility.HAS)
        for parent in ("kayleigh", "callum"):
            album.tie(parent, "parent", "ruby", responsibility=Responsibility.HAS)
        for child in ("jayden", "ruby"):
            album.tie("denise", "carer", child, 2022, is_main_carer=True, is_informal_carer=True)
        album.tie("kayleigh", "birth_parent", "mia")
        album.tie("olwen", "trusted_adult", "jayden")
        album.home(*_HOURGLASS, "denise", "alan", "jayden", "ruby", year=2022)


def _report_on_kayleigh(album: Album) -> Report:
    home, postcode = _HOURGLASS
    kayleigh = Named(
        role=PersonRole.SUBJECT,
        given_name="Kayleigh",
        family_name="Prosser",
        date_of_birth=album.born(28),
        language=PreferredLanguage.ENGLISH,
    )
    denise = Named(
        PersonRole.PARENT, "Denise", "Prosser", date_of_birth=album.born(54), address=home, postcode=postcode
    )
    jayden = Named(PersonRole.CHILD, "Jayden", "Prosser", date_of_birth=album.born(9), address=home)
    ruby = Named(PersonRole.CHILD, "Ruby", "Vowles", date_of_birth=album.born(4), address=home)
    return Report(
        area=AREA,
        occurred_at=album.at - timedelta(hours=32),
        place=home,
        place_postcode=postcode,
        people=(kayleigh, denise, jayden, ruby),
        seen_and_heard=(
            "Kayleigh came to see the children and was tired and tearful. Denise asked how long she can go on alone."
        ),
        own_words="“I want to see them more. Mum is doing her best.”",
        strengths="The children are settled with their grandmother. Jayden likes his football coach.",
        needs=(Need.FAMILY, Need.MONEY),
        help_offered=HelpOffered.WANTS,
        sharing_view=SharingView.AGREES,
        relations=(
            Related(0, Relation.PARENT, 2, Responsibility.HAS),
            Related(0, Relation.PARENT, 3, Responsibility.HAS),
            Related(1, Relation.GRANDPARENT, 2),
        ),
    )
