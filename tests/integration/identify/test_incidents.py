"""Reading an incident: one's own agency's, by its number, and never in silence."""

from datetime import date

import pytest

from earlyhelp.govern.models import AuditEntry
from earlyhelp.identify.choices import CodeKind
from earlyhelp.identify.models import Incident, IncidentCode, IncidentPerson
from earlyhelp.identify.queries import get_incident, list_codes
from earlyhelp.identify.rules import check_may_edit_codes
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import Role
from tests import factories
from tests.factories.incidents import incident

AT = factories.AT


@pytest.mark.django_db
def test_an_officer_finds_an_incident_by_its_number_as_typed() -> None:
    made = factories.partners()
    incident(made.force, made.area)
    by = factories.actor(factories.practitioner(made.response))
    with acting(by):
        found = get_incident(by=by, number=" p260301-0412 ", at=AT)
        assert [person.given_name for person in found.people.all()] == ["Angharad", "Macsen"]
        entry = AuditEntry.objects.get(did="incident.read")
    assert entry.target_key == str(found.pk)


@pytest.mark.django_db
def test_another_force_sees_neither_incident_nor_people() -> None:
    made, other = factories.partners(), factories.partners("W06000014")
    incident(made.force, made.area)
    by = factories.actor(factories.practitioner(other.response))
    with acting(by):
        with pytest.raises(Incident.DoesNotExist):
            get_incident(by=by, number="P260301-0412", at=AT)
        assert not Incident.objects.exists()
        assert not IncidentPerson.objects.exists()


@pytest.mark.django_db
def test_only_who_notifies_reads_an_incident() -> None:
    made = factories.partners()
    incident(made.force, made.area)
    by = factories.actor(factories.practitioner(made.response, Role.ADMINISTRATOR))
    with acting(by), pytest.raises(NotAllowed):
        get_incident(by=by, number="P260301-0412", at=AT)


@pytest.mark.django_db
def test_codes_are_all_that_ever_were_or_those_of_a_day() -> None:
    admin = factories.actor(factories.practitioner(factories.partners().response, Role.ADMINISTRATOR))
    said = {"kind": CodeKind.CATEGORY, "label_en": "Flood", "label_cy": "Llifogydd"}
    with acting(admin):
        IncidentCode.objects.create(
            code="FLOOD", starts_on=date(2020, 1, 1), ends_on=date(2020, 12, 31), **said
        )
        assert list_codes(by=admin).filter(code="FLOOD").exists()
        assert not list_codes(by=admin, on=date(2026, 3, 2)).filter(code="FLOOD").exists()


@pytest.mark.django_db
def test_only_who_keeps_the_service_running_edits_codes() -> None:
    team = factories.partners().response
    with pytest.raises(NotAllowed):
        check_may_edit_codes(factories.actor(factories.practitioner(team)))
    check_may_edit_codes(factories.actor(factories.practitioner(team, Role.ADMINISTRATOR)))
