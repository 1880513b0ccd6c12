"""One council area and its year, written through the owner's connection in a few seconds."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from random import Random

from django.apps import apps
from django.conf import settings
from django.db import connections, models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.choices import EntryKind, Purpose
from earlyhelp.govern.models import AuditEntry
from earlyhelp.identify.actions import load_codes, store_incidents
from earlyhelp.identify.models import Notification
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.models import new_id
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.actions import load_partners
from earlyhelp.partnership.models import Agency, Practitioner
from earlyhelp.signpost.actions import load_directory
from earlyhelp.synth.directory import SOURCE, make_feed
from earlyhelp.synth.load.aims import write_aims
from earlyhelp.synth.load.asking import write_request
from earlyhelp.synth.load.auditing import Diary
from earlyhelp.synth.load.cast import COUNCIL, POLICE, engage
from earlyhelp.synth.load.checking import follow_ups, write_checks
from earlyhelp.synth.load.chronicles import Chronicles, make_chronicles
from earlyhelp.synth.load.copying import OWNER, copy_rows, not_waiting_for_the_disk, set_sequence
from earlyhelp.synth.load.courses import write_courses
from earlyhelp.synth.load.episodes import write_episodes
from earlyhelp.synth.load.fairness import make_up_places, publish_figures, tell_equality
from earlyhelp.synth.load.families import write_families
from earlyhelp.synth.load.helping import Directory, Helped, help_people
from earlyhelp.synth.load.knowing import agree_on_records, know_people
from earlyhelp.synth.load.meetings import write_meetings
from earlyhelp.synth.load.messaging import write_messages
from earlyhelp.synth.load.organisation import write_organisation
from earlyhelp.synth.load.protecting import write_protected
from earlyhelp.synth.load.queueing import share_out
from earlyhelp.synth.load.reporting import Sent, send_reports
from earlyhelp.synth.load.ruling import Decided, FrontDoor, decide_reports
from earlyhelp.synth.load.standards import write_standards
from earlyhelp.synth.load.training import ask_a_group
from earlyhelp.synth.load.unmet import write_unmet_needs
from earlyhelp.synth.people import Population, make_population
from earlyhelp.synth.year import NOTIFICATIONS_IN_A_YEAR, Year, make_year
from earlyhelp.synth.year.incidents import make_incidents

SCALES = {"authority": NOTIFICATIONS_IN_A_YEAR, "sample": 104}
"""Notifications in the year: a whole council area, or 3 % of one for trying things out."""

LOADED = "demonstration.loaded"
_PEOPLE_FOR_EACH = 6000 / NOTIFICATIONS_IN_A_YEAR
_SEQUENCES = (
    "identify_reference_seq",
    "understand_reference_seq",
    "understand_household_seq",
    "signpost_reference_seq",
    "solve_reference_seq",
    "govern_rights_seq",
    "develop_session_reference_seq",
    "develop_certificate_number_seq",
)
_ALSO = ("django_session", "govern_audithead", "govern_auditseam", "procrastinate_jobs")

Tell = Callable[[str | Promise, int, int], None]
"""Hears what is being done, how much of it is done, and how much there is."""


class NotADemonstration(RuleError):
    """Synthetic people are written into a demonstration only."""


class AlreadyThere(RuleError):
    """There is a year in this database already. `loaded` says which."""

    def __init__(self, loaded: "Loaded") -> None:
        super().__init__(_("The demonstration data are there already. Nothing was changed."))
        self.loaded = loaded


class Incomplete(RuleError):
    """There are practitioners or notifications, but not from a load that came to its end."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load wrote."""

    scale: str
    seed: int
    notifications: int
    waiting: int
    people: int
    decisions: int
    referrals: int
    practitioners: int
    audit_entries: int
    incidents: int = 0
    records: int = 0


def find_loaded() -> Loaded | None:
    """What the last load wrote, or None. Raises Incomplete when something is there, but no whole load."""
    marker = AuditEntry.objects.using(OWNER).filter(did=LOADED).order_by("-at").first()
    if marker is not None:
        return Loaded(**marker.detail)
    if any(model.objects.using(OWNER).exists() for model in (Practitioner, Notification)):
        raise Incomplete(
            _(
                "Something is in this database, but not a whole demonstration. Run it again with --fresh to start over."
            )
        )
    return None


def load_authority(*, scale: str, seed: int, at: datetime, tell: Tell) -> Loaded:
    """Write a council area and its year that ends at `at`. The same seed and moment give the same people and year.

    Raises NotADemonstration, AlreadyThere or Incomplete; KeyError for an unknown scale.
    """
    _check_demonstration()
    there = find_loaded()
    if there is not None:
        raise AlreadyThere(there)
    notifications = SCALES[scale]
    at = at.astimezone(LONDON)
    tell(_("Making up people and their year"), 0, 1)
    population = make_population(seed, people=max(300, round(notifications * _PEOPLE_FOR_EACH)))
    year = make_year(population, seed=seed, at=at, notifications=notifications)
    tell(_("Loading partners and services"), 0, 1)
    with acting(Actor.system(Purpose.RUNNING)) as by:
        load_partners(by=by, at=at)
        load_directory(by=by, feed=make_feed(seed=seed, today=at.date()), source=SOURCE, at=at)
        # As an import would have brought them. The year below names nobody's incident of these last days.
        load_codes(by=by, at=at)
    incidents = _bring_incidents(population, seed, at)
    diary = Diary()
    written = 0

    def wrote(number: int) -> None:
        nonlocal written
        written += number
        tell(_("Writing the audit"), written, len(diary.entries))

    with not_waiting_for_the_disk():
        counts = _write_year(year, population, diary, tell)
        tell(_("Writing the records of partners"), 0, 1)
        counts["records"] = _write_records(population, seed, at)
        entries = diary.close(wrote)
    for name, more in _write_stories(seed, at).items():
        counts[name] += more
    loaded = Loaded(
        scale=scale,
        seed=seed,
        waiting=year.manifest.waiting,
        audit_entries=entries,
        incidents=incidents,
        practitioners=Practitioner.objects.using(OWNER).count(),
        **counts,
    )
    _finish(loaded, at)
    return loaded


def _write_stories(seed: int, at: datetime) -> dict[str, int]:
    """What is told of single families, meetings and standards beside the year; and how many rows more that makes."""
    write_unmet_needs(seed=seed, at=at)
    sent, known = write_families(at)
    helped = write_episodes(at)
    write_standards(at)
    write_courses(at)
    write_organisation(at)
    write_checks(at)
    write_meetings(at)
    write_request(at)
    protected = write_protected(at)
    make_up_places(at)
    publish_figures(at)
    write_aims(at)
    ask_a_group(COUNCIL, seed, at)
    return {"notifications": sent, "decisions": sent, "people": known + helped + protected}


def _bring_incidents(population: Population, seed: int, at: datetime) -> int:
    police = Agency.objects.using(OWNER).get(code=POLICE)
    with acting(Actor.system(Purpose.RUNNING, agency_id=police.pk)) as by:
        incidents = make_incidents(population, seed=seed, at=at)
        stored = store_incidents(by=by, run_id=new_id(), incidents=incidents, at=at)
    return stored.new


def _write_records(population: Population, seed: int, at: datetime) -> int:
    """What partners' own systems say of the same people, and which of them the council may see."""
    agencies = {agency.code: agency for agency in Agency.objects.using(OWNER)}
    with transaction.atomic(using=OWNER):
        agree_on_records(agencies, at.date())
        known = know_people(agencies, population, seed, at)
        for batch in (known.records, known.identifiers, known.versions):
            copy_rows(batch)
    return len(known.records)


def _check_demonstration() -> None:
    if not settings.DEMO:
        raise NotADemonstration(
            _("Synthetic people are written into a demonstration only. Set EARLYHELP_MODE=demonstration.")
        )


def _write_year(year: Year, population: Population, diary: Diary, tell: Tell) -> dict[str, int]:
    """All of the year in one transaction: a load that is stopped leaves nothing of it."""
    seed = population.seed
    with transaction.atomic(using=OWNER):
        cast = engage(seed, year.at.date())
        tell(_("Writing notifications"), 0, 1)
        sent = send_reports(cast, diary, year.reports)
        door = FrontDoor(cast, diary, Random(f"front door {seed}"), year.at, Decided())
        decided = decide_reports(door, year.reports, sent)
        directory = Directory.read()
        helped = help_people(door, directory, year.reports, sent.people)
        copy_rows(directory.say_what_is_needed())
        messages = write_messages(cast, decided.feedback, decided.questions, helped.referrals, year.at)
        undecided = [
            one
            for one, told_of in zip(sent.notifications, year.reports, strict=True)
            if told_of.ruling is None
        ]
        told = make_chronicles(decided, cast.deciders[0], seed=seed, at=year.at)
        batches = [*_batches(sent, decided, helped, told, year.at), messages, *share_out(door, undecided)]
        batches.append(tell_equality(decided.people, population, cast.deciders, seed))
        total, done = sum(len(batch) for batch in batches), 0
        for batch in batches:
            done += copy_rows(batch)
            tell(_("Writing notifications, decisions and referrals"), done, total)
        set_sequence("identify_reference_seq", len(sent.notifications))
        set_sequence("understand_reference_seq", len(decided.people))
        set_sequence("signpost_reference_seq", len(helped.referrals))
    return {
        "notifications": len(sent.notifications),
        "people": len(decided.people),
        "decisions": len(decided.decisions),
        "referrals": len(helped.referrals),
    }


def _batches(
    sent: Sent, decided: Decided, helped: Helped, told: Chronicles, at: datetime
) -> list[Sequence[models.Model]]:
    """Rows by table, each after those it points to."""
    return [
        sent.notifications,
        [person for people in sent.people for person in people],
        sent.grants,
        list(decided.people.values()),
        decided.links,
        decided.decisions,
        follow_ups(list(decided.by_number.values()), at),
        decided.questions,
        decided.claims,
        decided.feedback,
        helped.consents,
        helped.referrals,
        helped.events,
        helped.signpostings,
        helped.grants,
        told.records,
        told.links,
        told.events,
    ]


def _finish(loaded: Loaded, at: datetime) -> None:
    """Say that the load came to its end, and let PostgreSQL see how large the tables are now."""
    marker = AuditEntry(
        role="system",
        purpose=Purpose.RUNNING,
        kind=EntryKind.CHANGE,
        practitioner_label="system",
        did=LOADED,
        detail=asdict(loaded),
        at=at,
    )
    copy_rows([marker])
    with connections[OWNER].cursor() as cursor:
        cursor.execute("ANALYZE")


def forget_everything() -> None:
    """Empty every table of a demonstration, the audit too: a demonstration starts over, a service never does.

    Raises NotADemonstration.
    """
    _check_demonstration()
    tables = [
        model._meta.db_table for model in apps.get_models() if model.__module__.startswith("earlyhelp.")
    ]
    quote = connections[OWNER].ops.quote_name
    listed = ", ".join(quote(table) for table in (*tables, *_ALSO))
    with transaction.atomic(using=OWNER), connections[OWNER].cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'only_grows'")
        grows = [name for (name,) in cursor.fetchall()]
        for table in grows:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER only_grows")
        cursor.execute(f"TRUNCATE {listed} RESTART IDENTITY CASCADE")
        for table in grows:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER only_grows")
        for name in _SEQUENCES:
            cursor.execute("SELECT setval(%s, 1, false)", [name])
