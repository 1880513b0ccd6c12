"""The closed list of outcomes: what each needs, and how the last one is told to the next reader."""

from collections.abc import Container, Mapping
from datetime import datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.time_words import written_date, written_moment
from earlyhelp.kit.working_days import LONDON
from earlyhelp.solve.choices import Outcome, Reason

REASONS: Final[Mapping[Outcome, tuple[Reason, ...]]] = {
    Outcome.SAFEGUARDING: (Reason.CHILD_AT_RISK, Reason.ADULT_AT_RISK, Reason.STATUTORY_NEED),
    Outcome.EARLY_HELP: (Reason.SEVERAL_NEEDS, Reason.ASKED_FOR_HELP),
    Outcome.SIGNPOST: (Reason.ONE_NEED, Reason.INFORMATION_ENOUGH),
    Outcome.ALREADY_MET: (Reason.OPEN_TO_SOCIAL_CARE, Reason.OPEN_TO_SERVICE, Reason.FAMILY_SUPPORT),
    Outcome.DECLINED: (Reason.NOT_NOW, Reason.NOT_THIS, Reason.DID_NOT_SAY),
    Outcome.NO_CONTACT: (Reason.NO_ANSWER, Reason.NO_SAFE_WAY, Reason.MOVED),
    Outcome.ASKED_BACK: (Reason.WHO, Reason.WHAT, Reason.CONSENT_UNKNOWN),
    Outcome.NO_NEED: (Reason.RESOLVED, Reason.DUPLICATE, Reason.POLICE_ONLY),
}

# Whole sentences, so that nothing must be put together in Welsh.
_LAST: Final[Mapping[Outcome, Promise]] = {
    Outcome.SAFEGUARDING: _("Last decision, %(date)s: safeguarding report to social services"),
    Outcome.EARLY_HELP: _("Last decision, %(date)s: early help, with consent"),
    Outcome.SIGNPOST: _("Last decision, %(date)s: signposted to a service"),
    Outcome.ALREADY_MET: _("Last decision, %(date)s: the need was already met"),
    Outcome.DECLINED: _("Last decision, %(date)s: the family declined help"),
    Outcome.NO_CONTACT: _("Last decision, %(date)s: we could not reach them"),
    Outcome.ASKED_BACK: _("Last decision, %(date)s: asked back, not enough information"),
    Outcome.NO_NEED: _("Last decision, %(date)s: no need found"),
}


class IncompleteDecision(RuleError):
    """The decision lacks something. `field` is the name of the argument."""

    def __init__(self, field: str, message: str | Promise) -> None:
        super().__init__(message)
        self.field = field


class NothingToAnswer(IncompleteDecision):
    """The answer is empty."""


class DecidedMeanwhile(RuleError):
    """Somebody decided after this page was opened. Says who and when; what was typed is kept by the form."""

    def __init__(self, *, who: str, at: datetime) -> None:
        sentence = gettext(
            "Somebody decided while you were writing. Decided by: %(who)s. When: %(when)s. Nothing you typed is "
            "lost. Read their decision, then send yours again only if it should replace theirs."
        )
        super().__init__(sentence % {"who": who, "when": written_moment(at)})
        self.who, self.at = who, at


def check_decision(
    outcome: str, reason: str, rationale: str, met_by: str, question: str, *, reasons: Container[str]
) -> None:
    """Refuse a decision that lacks what its outcome needs. `reasons` are those offered for the outcome now.

    Raises IncompleteDecision.
    """
    if outcome not in Outcome.values:
        raise IncompleteDecision("outcome", _("Select what should happen"))
    if reason not in reasons:
        raise IncompleteDecision("reason", _("Select a reason for this outcome"))
    check_rationale(rationale)
    if outcome == Outcome.ALREADY_MET and not met_by.strip():
        raise IncompleteDecision("met_by", _("Enter who already meets the need"))
    if outcome == Outcome.ASKED_BACK and not question.strip():
        raise IncompleteDecision("question", _("Enter the question for the officer"))


def check_rationale(rationale: str) -> None:
    """Refuse what nobody could follow later. Raises IncompleteDecision."""
    if not rationale.strip():
        raise IncompleteDecision("rationale", _("Enter why, so that a colleague can follow it"))


def check_answer(answer: str) -> None:
    """Refuse an empty answer. Raises NothingToAnswer."""
    if not answer.strip():
        raise NothingToAnswer("answer", _("Enter your answer. If you do not know, say so"))


def outcome_of(reason: Reason) -> Outcome:
    """The outcome to which a reason belongs."""
    return next(outcome for outcome, reasons in REASONS.items() if reason in reasons)


def last_decision_sentence(outcome: str, decided_at: datetime) -> str:
    """What was decided last time, as a fact in one sentence."""
    on = written_date(decided_at.astimezone(LONDON).date())
    return str(_LAST[Outcome(outcome)]) % {"date": on}
