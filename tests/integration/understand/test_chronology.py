"""A chronology is derived: what each agency recorded, while an agreement covers it, and what is withheld."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from earlyhelp.govern.actions import open_access
from earlyhelp.govern.models import AuditEntry
from earlyhelp.identify.models import ReportedPerson
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import DataSet, Role
from earlyhelp.understand.actions import make_person, pin_entry, say_significance, undo_link
from earlyhelp.understand.actions.chronology import take_back_significance, unpin_entry
from earlyhelp.understand.choices.chronology import EventKind, EventVisibility, NoteVisibility, Seen
from earlyhelp.understand.models import PartnerEvent, Person, Significance, SourceRecord
from earlyhelp.understand.queries import chronology
from earlyhelp.understand.rules.chronology import Entry, NothingSaid
from tests import factories
from tests.factories import AT
from tests.factories.chronology import agreement, event, link_record, partner
from tests.factories.identify import notification
from tests.factories.understand import joined, person, source_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def partners() -> factories.Partners:
    return factories.partners()


@pytest.fixture
def hub(partners: factories.Partners) -> Actor:
    return factories.actor(factories.practitioner(partners.front_door, Role.DECISION_MAKER))


@pytest.fixture
def somebody(hub: Actor) -> Person:
    return person(hub)


@pytest.fixture
def record(partners: factories.Partners, hub: Actor, somebody: Person) -> SourceRecord:
    """A record of an agency that has agreed nothing yet, linked to somebody."""
    made = source_record(partner(partners.area))
    link_record(hub, somebody, made)
    return made


def seen(by: Actor, *people: Person) -> list[Entry]:
    now = timezone.now()
    with acting(by):
        return chronology.list_partner_entries(
            by, chronology.get_about(by, [one.pk for one in people]), at=now
        )


def withheld(by: Actor, *people: Person) -> chronology.Withholding:
    with acting(by):
        return chronology.get_withholding(by, chronology.get_about(by, [one.pk for one in people]))


def today() -> date:
    return timezone.now().astimezone(LONDON).date()


def test_an_event_shows_while_an_agreement_covers_it(
    partners: factories.Partners, hub: Actor, somebody: Person, record: SourceRecord
) -> None:
    made = event(record)
    assert not seen(hub, somebody)
    signed = agreement([record.agency, partners.council], [DataSet.EVENTS])
    (one,) = seen(hub, somebody)
    assert (one.key, one.seen, one.agency) == (f"event:{made.pk}", Seen.AGREEMENT, record.agency.name)
    assert one.text == made.summary_en
    signed.ends_on = today()
    signed.save()
    assert seen(hub, somebody), "its last day is still a day of it"
    signed.ends_on = today() - timedelta(days=1)
    signed.save()
    assert not seen(hub, somebody)
    with acting(hub):
        assert not PartnerEvent.objects.exists()


@pytest.mark.parametrize(
    ("said", "shows"),
    [
        ({"data_sets": [DataSet.RECORDS]}, False),
        ({"data_sets": [DataSet.HEALTH_EVENTS]}, False),
        ({"data_sets": [DataSet.EVENTS], "purpose": "safeguarding"}, False),
        ({"data_sets": [DataSet.EVENTS], "starts_on": date(2099, 1, 1)}, False),
        ({"data_sets": [DataSet.EVENTS, DataSet.HEALTH_EVENTS]}, True),
    ],
)
def test_the_agreement_must_cover_early_help_and_the_data_set_today(
    said: dict[str, object],
    shows: bool,
    partners: factories.Partners,
    hub: Actor,
    somebody: Person,
    record: SourceRecord,
) -> None:
    event(record)
    agreement([record.agency, partners.council], **said)  # type: ignore[arg-type]
    assert bool(seen(hub, somebody)) is shows
    assert withheld(hub, somebody).count == (0 if shows else 1)


def test_health_is_agreed_on_by_itself(
    partners: factories.Partners, hub: Actor, somebody: Person, record: SourceRecord
) -> None:
    event(record, kind=EventKind.HEALTH)
    agreement([record.agency, partners.council], [DataSet.EVENTS, DataSet.RECORDS])
    assert not seen(hub, somebody)
    assert withheld(hub, somebody).agencies == (record.agency.name,)
    agreement([record.agency, partners.council], [DataSet.HEALTH_EVENTS])
    assert len(seen(hub, somebody)) == 1


def test_what_a_partner_keeps_to_itself_shows_to_nobody_else_and_is_not_told(
    partners: factories.Partners, hub: Actor, somebody: Person, record: SourceRecord
) -> None:
    event(record, visibility=EventVisibility.OWNER)
    agreement([record.agency, partners.council])
    assert not seen(hub, somebody)
    assert withheld(hub, somebody).count == 0
    with acting(Actor.system("running", agency_id=record.agency_id)):
        assert PartnerEvent.objects.count() == 1


def test_access_to_the_record_opens_its_events(
    partners: factories.Partners, hub: Actor, somebody: Person, record: SourceRecord
) -> None:
    event(record)
    with acting(Actor.system("early_help", agency_id=record.agency_id)) as owner:
        open_access(by=owner, record_id=record.pk, agency_id=partners.council.pk, because="asked", at=AT)
    (one,) = seen(hub, somebody)
    assert one.seen is Seen.INVOLVED
    assert withheld(hub, somebody).count == 0


def test_an_agency_is_named_only_where_its_record_shows_anyway(
    partners: factories.Partners, hub: Actor, somebody: Person, record: SourceRecord
) -> None:
    event(record)
    assert withheld(hub, somebody) == chronology.Withholding((), 1)
    agreement([record.agency, partners.council], [DataSet.RECORDS])
    assert withheld(hub, somebody) == chronology.Withholding((record.agency.name,), 0)


def test_nobody_learns_what_is_withheld_of_somebody_they_may_not_see(
    hub: Actor, somebody: Person, record: SourceRecord
) -> None:
    event(record)
    stranger = Actor(None, UUID(int=7), None, "decision_maker", "early_help")
    with acting(stranger):
        about = chronology.About({somebody.pk: somebody.pk}, (), {}, {}, {})
        assert chronology.get_withholding(stranger, about).count == 0


def test_a_link_that_was_undone_brings_no_events(
    partners: factories.Partners, hub: Actor, somebody: Person, record: SourceRecord
) -> None:
    event(record)
    agreement([record.agency, partners.council])
    with acting(hub):
        somebody.links.update(undone_at=AT, undone_by_id=hub.practitioner_id, undone_because="Another one")
        about = chronology.get_about(hub, [somebody.pk])
        assert [one.key.rsplit(":")[-1] for one in chronology.list_own_entries(hub, about)] == [
            "linked",
            "undone",
        ]
    assert not seen(hub, somebody)
    assert withheld(hub, somebody).count == 0


def test_two_people_who_are_one_have_one_chronology(
    partners: factories.Partners, hub: Actor, somebody: Person, record: SourceRecord
) -> None:
    event(record)
    agreement([record.agency, partners.council])
    other = person(hub)
    joined(hub, somebody, other)
    (one,) = seen(hub, other)
    assert one.about == {other.pk}


def test_reading_is_audited_for_each_source_record(
    partners: factories.Partners, hub: Actor, somebody: Person, record: SourceRecord
) -> None:
    event(record)
    event(record)
    agreement([record.agency, partners.council], [DataSet.EVENTS])
    assert len(seen(hub, somebody)) == 2
    with acting(hub):
        read = AuditEntry.objects.filter(did="source_record.read")
        assert [entry.target_key for entry in read] == [str(record.pk)]


def test_a_report_brings_notification_link_and_what_followed(
    partners: factories.Partners, hub: Actor
) -> None:
    officer = factories.practitioner(partners.response)
    sent = notification(partners, officer)
    with acting(hub):
        reported = ReportedPerson.objects.filter(notification=sent).first()
        assert reported is not None
        somebody = make_person(by=hub, reported_id=reported.pk, at=AT)
        about = chronology.get_about(hub, [somebody.pk])
        entries = chronology.list_report_entries(hub, about, at=AT)
        assert [one.key for one in entries] == [f"notification:{sent.pk}"]
        assert entries[0].text == sent.seen_and_heard
        assert entries[0].link is not None
        assert entries[0].link.arguments == (sent.reference,)
        undo_link(by=hub, reported_id=reported.pk, because="Another", at=AT)
        assert not chronology.list_report_entries(hub, chronology.get_about(hub, [somebody.pk]), at=AT)


def test_a_chronology_takes_the_same_queries_for_more_events(
    partners: factories.Partners,
    hub: Actor,
    somebody: Person,
    record: SourceRecord,
    django_assert_num_queries: object,
) -> None:
    agreement([record.agency, partners.council])
    counted = []
    for _more in range(2):
        for _number in range(5):
            event(record)
        with acting(hub), django_assert_num_queries(8):  # type: ignore[operator]
            about = chronology.get_about(hub, [somebody.pk])
            counted.append(len(chronology.list_partner_entries(hub, about, at=timezone.now())))
    assert counted == [5, 10]


# --- what workers say -----------------------------------------------------------------------------------


def notes(by: Actor, somebody: Person) -> list[str]:
    with acting(by):
        marks = chronology.get_marks(by, chronology.get_about(by, [somebody.pk]))
    return [note.why for said in marks.notes.values() for note in said]


def test_an_entry_is_pinned_once_and_taken_off(hub: Actor, somebody: Person) -> None:
    with acting(hub):
        for _twice in range(2):
            pin_entry(by=hub, person=somebody, entry="event:1", at=AT)
        about = chronology.get_about(hub, [somebody.pk])
        assert chronology.get_marks(hub, about).pinned == {"event:1"}
        assert unpin_entry(by=hub, person=somebody, entry="event:1", at=AT) == 1
        assert unpin_entry(by=hub, person=somebody, entry="event:1", at=AT) == 0
        assert not chronology.get_marks(hub, about).pinned


def test_a_note_shows_to_whom_its_writer_chose(
    partners: factories.Partners, hub: Actor, somebody: Person
) -> None:
    colleague = factories.actor(factories.practitioner(partners.front_door, Role.DECISION_MAKER))
    charity = factories.actor(factories.practitioner(partners.service_team, Role.SERVICE_WORKER))
    with acting(hub):
        for visibility in NoteVisibility:
            say_significance(
                by=hub, person=somebody, entry="event:1", why=visibility, visibility=visibility, at=AT
            )
        open_access(by=hub, record_id=somebody.pk, agency_id=partners.charity.pk, because="helps", at=AT)
    assert notes(hub, somebody) == ["me", "agency", "involved"]
    assert notes(colleague, somebody) == ["agency", "involved"]
    assert notes(charity, somebody) == ["involved"]


def test_only_its_writer_takes_a_note_back(
    partners: factories.Partners, hub: Actor, somebody: Person
) -> None:
    colleague = factories.actor(factories.practitioner(partners.front_door, Role.DECISION_MAKER))
    with acting(hub):
        note = say_significance(
            by=hub, person=somebody, entry="e", why="Why", visibility=NoteVisibility.AGENCY, at=AT
        )
    with acting(colleague), pytest.raises(Significance.DoesNotExist):
        take_back_significance(by=colleague, note_id=note.pk, at=AT)
    with acting(hub):
        take_back_significance(by=hub, note_id=note.pk, at=AT)
    assert not notes(hub, somebody)


def test_nobody_else_and_nothing_empty(partners: factories.Partners, hub: Actor, somebody: Person) -> None:
    charity = factories.actor(factories.practitioner(partners.service_team, Role.SERVICE_WORKER))
    with acting(charity), pytest.raises(NotAllowed):
        pin_entry(by=charity, person=somebody, entry="e", at=AT)
    with acting(hub), pytest.raises(NothingSaid):
        say_significance(by=hub, person=somebody, entry="e", why=" ", visibility=NoteVisibility.ME, at=AT)
