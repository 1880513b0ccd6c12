"""Writing down what people answer about consent, whether a child understands, and that the notice was given."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.understand.actions.entries import today
from earlyhelp.understand.choices.consents import AnswerKind, ConsentPurpose, NoticeForm, NoticeLanguage
from earlyhelp.understand.choices.people import ConsentGiver
from earlyhelp.understand.models import CompetenceView, ConsentAnswer, NoticeGiven, Person
from earlyhelp.understand.queries.consents import get_consents, has_notice
from earlyhelp.understand.rules import answers as rules
from earlyhelp.understand.rules.answers import Heard
from earlyhelp.understand.rules.consents import Recipient

_DEEDS = {
    AnswerKind.YES: "consent.recorded",
    AnswerKind.NO: "consent.refused",
    AnswerKind.NOT_NEEDED: "consent.not_needed",
    AnswerKind.TAKEN_BACK: "consent.withdrawn",
}


@transaction.atomic
def record_answer(
    *,
    by: Actor,
    person_id: UUID,
    purpose: ConsentPurpose,
    to: Recipient,
    heard: Heard,
    at: datetime,
) -> ConsentAnswer:
    """Write down one answer. Only `signpost.actions.answer_consent` calls it: there, what rests on it follows.

    Raises NotAllowed, NotWhole, NoNotice, Person.DoesNotExist.
    """
    rules.check_may_record_consent(by)
    person = Person.objects.select_for_update().get(pk=person_id)
    rules.check_heard(heard, today=today(at), has_notice=has_notice(by, person_id))
    is_self = heard.giver is ConsentGiver.SELF or heard.kind is AnswerKind.NOT_NEEDED
    answer = ConsentAnswer.objects.create(
        agency_id=person.agency_id,
        person=person,
        purpose=purpose,
        to_agency_id=to.agency_id,
        to_team_id=to.team_id,
        kind=heard.kind,
        given_by=heard.giver,
        given_by_person_id=None if is_self else heard.giver_person_id,
        given_by_name="" if is_self or heard.giver_person_id else heard.giver_name.strip()[:200],
        evidence=heard.evidence,
        kept_where=heard.kept_where.strip()[:200],
        words=heard.words.strip()[:500],
        said_on=heard.on,
        ask_again_on=heard.ask_again_on,
        recorded_by_id=by.practitioner_key,
        recorded_at=at,
    )
    detail = {"person": person.reference, "purpose": purpose.value, "to": to.key, "by": heard.giver.value}
    audit.record(by=by, did=_DEEDS[heard.kind], target=answer, at=at, detail=detail)
    return answer


@transaction.atomic
def record_competence(
    *,
    by: Actor,
    person_id: UUID,
    purpose: ConsentPurpose,
    to: Recipient,
    understands: bool,
    why: str,
    on: date,
    at: datetime,
) -> CompetenceView:
    """Write down whether a child understood one decision on one day, and why. Raises NotAllowed, NotWhole."""
    rules.check_may_record_consent(by)
    person = Person.objects.get(pk=person_id)
    years = get_consents(by, person_id, at=at).aged.on(on)
    rules.check_understanding(why=why, on=on, years=years, today=today(at))
    view = CompetenceView.objects.create(
        agency_id=person.agency_id,
        person=person,
        purpose=purpose,
        to_agency_id=to.agency_id,
        to_team_id=to.team_id,
        understands=understands,
        why=why.strip(),
        assessed_on=on,
        recorded_by_id=by.practitioner_key,
        recorded_at=at,
    )
    audit.record(
        by=by,
        did="competence.recorded",
        target=view,
        at=at,
        detail={"person": person.reference, "purpose": purpose.value, "to": to.key},
    )
    return view


@dataclass(frozen=True, slots=True)
class Notice:
    """How the privacy notice was given: in which language and form, when, and to whom if not to the person."""

    language: NoticeLanguage
    form: NoticeForm
    on: date
    edition: str
    to_whom: str = ""


@transaction.atomic
def record_notice(*, by: Actor, person_id: UUID, notice: Notice, at: datetime) -> NoticeGiven:
    """Write down that the privacy notice was given. Raises NotAllowed, NotWhole, Person.DoesNotExist."""
    rules.check_may_record_consent(by)
    person = Person.objects.get(pk=person_id)
    rules.check_not_ahead(notice.on, today(at))
    given = NoticeGiven.objects.create(
        agency_id=person.agency_id,
        person=person,
        language=notice.language,
        form=notice.form,
        to_whom=notice.to_whom.strip()[:200],
        edition=notice.edition,
        given_on=notice.on,
        recorded_by_id=by.practitioner_key,
        recorded_at=at,
    )
    detail = {"person": person.reference, "language": notice.language.value, "form": notice.form.value}
    audit.record(by=by, did="notice.given", target=given, at=at, detail=detail)
    return given
