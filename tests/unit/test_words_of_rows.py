"""What a row is called where nothing else says what it is: in a shell, or in a test that fails."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db.models import Model
from django.utils import translation

from earlyhelp.exchange.choices import Fault
from earlyhelp.exchange.models import ImportBatch, ImportReject, ImportRun
from earlyhelp.govern.models import AccessGrant, AuditEntry, AuditLink
from earlyhelp.identify.choices import FileKind
from earlyhelp.identify.models import (
    Amendment,
    Attachment,
    Draft,
    Incident,
    IncidentCode,
    IncidentPerson,
    Notification,
    ReportedPerson,
)
from earlyhelp.inform.choices import Template
from earlyhelp.inform.models import Message
from earlyhelp.partnership.models import Agency, Area, Practitioner, SharingAgreement, Team
from earlyhelp.signpost.choices.referrals import ReferralState
from earlyhelp.signpost.models import Organisation, Referral, ReferralEvent, Service, Signposting
from earlyhelp.solve.choices import Grade, Outcome
from earlyhelp.solve.models import Claim, Decision, Feedback, Grading, Question
from earlyhelp.understand.models import (
    CommonKey,
    Consent,
    NotSame,
    Person,
    PersonJoin,
    PersonLink,
    PersonSearch,
    SourceIdentifier,
    SourceRecord,
    SourceVersion,
)

ONE, TWO = UUID(int=1), UUID(int=2)
AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
FIRST, SECOND = str(ONE), str(TWO)
NAMES = {"name_en": "Bridgend", "name_cy": "Pen-y-bont"}
TITLES = {"title_en": "Early help", "title_cy": "Cymorth cynnar"}
OUTCOME, GRADE = next(iter(Outcome)), next(iter(Grade))

TRANSLATED = "whatever the catalogue says"

# row, in English, in Welsh where it differs
TABLE: list[tuple[Model, str, str]] = [
    (
        AuditEntry(did="notification.read", target_reference="EH-26-0000001"),
        "notification.read EH-26-0000001",
        "",
    ),
    (AuditEntry(did="session.started"), "session.started", ""),
    (AuditLink(chain="system", position=7), "system 7", ""),
    (AccessGrant(because="A referral was sent."), "A referral was sent.", ""),
    (Area(**NAMES), "Bridgend", "Pen-y-bont"),
    (Agency(**NAMES), "Bridgend", "Pen-y-bont"),
    (Team(**NAMES), "Bridgend", "Pen-y-bont"),
    (Practitioner(rank="PC", given_name="Siân", family_name="Synthetig"), "PC Siân Synthetig", ""),
    (SharingAgreement(**TITLES), "Early help", "Cymorth cynnar"),
    (Message(template=Template.FEEDBACK), str(Template.FEEDBACK.label), TRANSLATED),
    (Draft(id=ONE), FIRST, ""),
    (Notification(reference="EH-26-0000001"), "EH-26-0000001", ""),
    (Incident(number="P260301-0412"), "P260301-0412", ""),
    (IncidentPerson(given_name="Siân", family_name="Prawf"), "Siân Prawf", ""),
    (IncidentCode(label_en="Flood", label_cy="Llifogydd"), "Flood", "Llifogydd"),
    (Amendment(number=2), "2", ""),
    (Attachment(kind=FileKind.PDF), str(FileKind.PDF.label), TRANSLATED),
    (ImportRun(file_name="file.csv"), "file.csv", ""),
    (ImportBatch(number=7), "7", ""),
    (ImportReject(fault=Fault.MALFORMED), Fault.MALFORMED.value, ""),
    (Person(reference="PN-26-0000001"), "PN-26-0000001", ""),
    (PersonLink(person_id=ONE, reported_id=TWO), f"{FIRST} {SECOND}", ""),
    (NotSame(person_id=ONE, reported_id=TWO), f"{FIRST} {SECOND}", ""),
    (NotSame(other_id=ONE, reported_id=TWO), f"{FIRST} {SECOND}", ""),
    (PersonLink(person_id=ONE, record_id=TWO), f"{FIRST} {SECOND}", ""),
    (NotSame(person_id=ONE, record_id=TWO), f"{FIRST} {SECOND}", ""),
    (NotSame(other_record_id=ONE, record_id=TWO), f"{FIRST} {SECOND}", ""),
    (NotSame(person_id=ONE, other_person_id=TWO), f"{FIRST} {SECOND}", ""),
    (PersonJoin(person_id=ONE, into_id=TWO), f"{FIRST} {SECOND}", ""),
    (SourceRecord(given_name="Siân", family_name="Prawf"), "Siân Prawf", ""),
    (PersonSearch(searched_at=AT), str(AT), ""),
    (CommonKey(key=7), "7", ""),
    (SourceIdentifier(system="nhs"), "nhs", ""),
    (SourceVersion(until_at=AT), str(AT.date()), ""),
    (Consent(to_whom="Making ends meet"), "Making ends meet", ""),
    (Grading(grade=GRADE), str(GRADE.label), TRANSLATED),
    (Claim(practitioner_id=ONE), FIRST, ""),
    (Decision(outcome=OUTCOME), str(OUTCOME.label), TRANSLATED),
    (Question(asked_at=AT), str(AT), ""),
    (Feedback(event="decision.no_need"), "decision.no_need", ""),
    (Organisation(**NAMES), "Bridgend", "Pen-y-bont"),
    (Service(**NAMES), "Bridgend", "Pen-y-bont"),
    (Referral(reference="RF-26-0000001"), "RF-26-0000001", ""),
    (ReferralEvent(to_state=ReferralState.REQUESTED), ReferralState.REQUESTED.value, ""),
    (Signposting(service_id=ONE), FIRST, ""),
]


@pytest.mark.parametrize(("row", "english", "welsh"), TABLE, ids=lambda value: type(value).__name__)
def test_a_row_is_called_what_the_table_says(row: Model, english: str, welsh: str) -> None:
    assert str(row) == english
    with translation.override("cy"):
        said = str(row)
    if welsh is TRANSLATED:
        assert said != english
    else:
        assert said == (welsh or english)


def test_a_reported_person_is_their_name_or_what_was_seen_of_them() -> None:
    assert str(ReportedPerson(given_name="Siân", family_name="Synthetig")) == "Siân Synthetig"
    assert str(ReportedPerson(description="A man in a blue coat")) == "A man in a blue coat"
