"""Requests about rights: an officer of the council, and a mother who asks to see what is held about her."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from earlyhelp.desk.queries.packs import collect_lines, make_content
from earlyhelp.govern.actions.packs import decide_lines, keep_lines, make_pack, start_pack
from earlyhelp.govern.actions.rights import confirm_identity, log_request
from earlyhelp.govern.choices import Purpose
from earlyhelp.govern.choices.rights import (
    AskedBy,
    IdentityProof,
    MarkKind,
    Reading,
    Regime,
    RightsKind,
    WaitFor,
)
from earlyhelp.govern.choices.unusual import Unusual, Verdict
from earlyhelp.govern.models.rights import (
    Pack,
    PackLine,
    PackLink,
    RecordMark,
    RightsPause,
    RightsRequest,
    RightsStep,
)
from earlyhelp.govern.models.unusual import UnusualReading, UnusualReadingWord
from earlyhelp.govern.rules.redaction import Decided
from earlyhelp.govern.rules.rights import Asked
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner, Team
from earlyhelp.understand.models import Person
from tests import factories

ON = date(2026, 3, 2)


def officer(of: Team) -> Practitioner:
    """An information-governance officer of the team's agency."""
    return factories.practitioner(of, Role.AUDITOR)


def officer_actor(who: Practitioner) -> Actor:
    """The officer at work."""
    return factories.actor(who, Purpose.ASSURANCE)


def asked(person: Person, **changes: Any) -> Asked:
    """A request of the person themselves, to see everything, in English."""
    said = Asked(
        kind=RightsKind.ACCESS,
        subject_label="understand.Person",
        subject_key=person.pk,
        subject_reference=person.reference,
        asked_by=AskedBy.PERSON,
        received_on=ON,
        regime=Regime.UK_GDPR,
        language="en",
    )
    return replace(said, **changes)


def working(by: Actor, person: Person, **changes: Any) -> RightsRequest:
    """A request of somebody whose identity was checked."""
    with acting(by):
        request = log_request(by=by, asked=asked(person, **changes), at=factories.AT)
        return confirm_identity(by=by, request_id=request.pk, proof=IdentityProof.DOCUMENT, at=factories.AT)


def collected(by: Actor, person: Person, **changes: Any) -> Pack:
    """A pack that is there to be read."""
    request = working(by, person, **changes)
    with acting(by):
        pack = start_pack(by=by, request_id=request.pk, at=factories.AT)
        service = Actor.system(Purpose.ASSURANCE, agency_id=by.agency_id)
    with acting(service):
        lines = collect_lines(service, request, at=factories.AT)
        keep_lines(by=service, pack_id=pack.pk, lines=lines, at=factories.AT)
    with acting(by):
        return Pack.objects.select_related("request").get(pk=pack.pk)


def read_as_proposed(by: Actor, pack: Pack) -> None:
    """An officer reads every line, and hides what was proposed."""
    with acting(by):
        keys: list[UUID] = list(PackLine.objects.filter(pack=pack).values_list("pk", flat=True))
        decided = {key: Decided(Reading.HIDE) for key in keys}
        decide_lines(by=by, pack_id=pack.pk, decided=decided, at=factories.AT)


def made(by: Actor, pack: Pack) -> Pack:
    """A pack that is ready to give."""
    with acting(by):
        content = make_content(by, pack.request, pack, at=factories.AT)
        return make_pack(by=by, pack_id=pack.pk, content=content, at=factories.AT)


def rows_of_rights(by: Actor, person: Person) -> None:
    """One row in every table of requests about rights, and of reading that somebody should look at."""
    own: dict[str, Any] = {"agency_id": by.agency_id}
    with acting(by):
        request = RightsRequest.objects.create(
            **own,
            reference="RR-26-0000099",
            kind=RightsKind.ACCESS,
            regime=Regime.UK_GDPR,
            subject_label="understand.Person",
            subject_key=person.pk,
            subject_reference=person.reference,
            asked_by=AskedBy.PERSON,
            language="en",
            received_on=ON,
            logged_by=by.practitioner_key,
            logged_at=factories.AT,
        )
        RightsPause.objects.create(**own, request=request, why=WaitFor.IDENTITY, from_on=ON)
        RightsStep.objects.create(**own, request=request, did="rights_request.logged", at=factories.AT)
        RecordMark.objects.create(
            **own, request=request, record_id=person.pk, kind=MarkKind.STATEMENT, from_at=factories.AT
        )
        pack = Pack.objects.create(
            **own, request=request, started_by=by.practitioner_key, started_at=factories.AT
        )
        PackLine.objects.create(
            **own, pack=pack, position=0, section="people", label="understand.Person", fields=[]
        )
        PackLink.objects.create(
            **own,
            pack=pack,
            channel="letter",
            written_in="en",
            made_by=by.practitioner_key,
            made_at=factories.AT,
            expires_at=factories.AT,
        )
        reading = UnusualReading.objects.create(
            **own,
            rule=Unusual.HOURS,
            practitioner_id=by.practitioner_key,
            on=ON,
            count=1,
            first_at=factories.AT,
            last_at=factories.AT,
            found_at=factories.AT,
        )
        UnusualReadingWord.objects.create(
            **own,
            reading=reading,
            verdict=next(iter(Verdict)),
            reason="Work at night.",
            said_by=by.practitioner_key,
            said_at=factories.AT,
        )
