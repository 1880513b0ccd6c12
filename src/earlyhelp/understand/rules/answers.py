"""Who writes down what people answer about consent, what must be said with it, and what may rest on it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import FieldError, NotAllowed, RuleError
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, Role
from earlyhelp.understand.choices.consents import AnswerKind
from earlyhelp.understand.choices.people import ConsentGiver
from earlyhelp.understand.rules.consents import OWN_WORD_AT, Standing

RECORDERS: Final = (*FRONT_DOOR_ROLES, Role.SERVICE_WORKER, Role.PARTNER)


class NotWhole(FieldError):
    """An answer that leaves something out. `field` says which."""


class NoNotice(RuleError):
    """Consent comes after the privacy notice, never before it."""


class ConsentStopped(RuleError):
    """What was to be done rests on a consent that does not stand."""


def may_record_consent(by: Actor) -> bool:
    """Those who work with families hear what they agree to: the front door, services and partners."""
    return by.role in RECORDERS and by.practitioner_id is not None and by.agency_id is not None


def check_may_record_consent(by: Actor) -> None:
    """Refuse anybody else. Raises NotAllowed."""
    if not may_record_consent(by):
        raise NotAllowed(_("Only those who work with families write down what they agree to."))


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer as typed: what, of whom, how it is known, when, and in which words."""

    kind: AnswerKind
    giver: ConsentGiver
    on: date
    evidence: str = ""
    giver_person_id: UUID | None = None
    giver_name: str = ""
    kept_where: str = ""
    words: str = ""
    ask_again_on: date | None = None


def check_heard(heard: Heard, *, today: date, has_notice: bool) -> None:
    """Refuse an answer that cannot be relied on. Raises NotWhole, NoNotice."""
    check_not_ahead(heard.on, today)
    if heard.ask_again_on is not None and heard.ask_again_on <= today:
        raise NotWhole("ask_again_on", _("Enter a day after today"))
    if (
        heard.kind in {AnswerKind.NO, AnswerKind.NOT_NEEDED, AnswerKind.TAKEN_BACK}
        and not heard.words.strip()
    ):
        raise NotWhole("words", _SAY[heard.kind])
    if heard.kind is AnswerKind.YES:
        _check_yes(heard, has_notice=has_notice)
    if heard.kind is not AnswerKind.NOT_NEEDED and heard.giver is not ConsentGiver.SELF and not _named(heard):
        raise NotWhole("giver_name", _("Write who said it"))


def _check_yes(heard: Heard, *, has_notice: bool) -> None:
    if not heard.evidence:
        raise NotWhole("evidence", _("Select how you know that they agreed"))
    if not has_notice:
        raise NoNotice(
            _("Give the privacy notice first and write down that you did. Only then can consent be recorded.")
        )


def _named(heard: Heard) -> bool:
    return heard.giver_person_id is not None or bool(heard.giver_name.strip())


_SAY: Final[Mapping[AnswerKind, Promise]] = {
    AnswerKind.NO: _("Write what they said, or that they gave no reason"),
    AnswerKind.NOT_NEEDED: _("Write why none is needed, and on which ground it rests"),
    AnswerKind.TAKEN_BACK: _("Write what they said, or that they gave no reason"),
}


def check_not_ahead(on: date, today: date) -> None:
    """Refuse a day that has not come. Raises NotWhole."""
    if on > today:
        raise NotWhole("on", _("Enter a day that is today or in the past"))


def check_understanding(*, why: str, on: date, years: int | None, today: date) -> None:
    """Refuse a judgement of a child's understanding that says no reason, or of somebody of 16. Raises NotWhole."""
    check_not_ahead(on, today)
    if not why.strip():
        raise NotWhole("why", _("Write what the child understood, or did not, and how you know"))
    if years is not None and years >= OWN_WORD_AT:
        raise NotWhole(
            "why", _("From 16 a person speaks for themselves. This is only about younger children.")
        )


def check_can_rest(now: Standing, after: Standing, *, given_on: date) -> None:
    """Refuse a new consent that was said before the no it would pass over, or that does not settle it.

    Raises ConsentStopped.
    """
    if not now.is_stopped:
        return
    is_later = now.since is None or given_on >= now.since
    if not (after.counts and is_later):
        raise ConsentStopped(
            _(
                "Consent to this does not stand: it was refused or taken back, or they do not say the same. Ask again, "
                "and write down the answer on the page “Consent” of the person. Nothing was sent."
            )
        )


def check_takes_part(now: Standing) -> None:
    """Refuse what rests on consent while they do not take part. Raises ConsentStopped."""
    if now.is_stopped:
        raise ConsentStopped(
            _(
                "They do not take part in early help now, so nothing can be sent on the ground of consent. Ask again, "
                "and write down the answer on the page “Consent” of the person. Nothing was sent."
            )
        )
