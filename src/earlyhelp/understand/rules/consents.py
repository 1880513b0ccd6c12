"""How a consent stands: a fold over everything that was answered, in the order in which it was written down. Pure.

Nothing is overwritten, so nothing is stored of how it stands. Who may answer for a child follows from the child's age,
from parental responsibility, and from whether the child understood this one decision on that one day.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from earlyhelp.understand.choices.consents import AnswerKind, ConsentState, RecipientKind
from earlyhelp.understand.choices.people import ConsentGiver

OWN_WORD_AT: Final = 16
ADULT_AT: Final = 18


@dataclass(frozen=True, slots=True)
class Recipient:
    """To whom a consent reaches: an agency, a team, or, with neither, the team around the family."""

    agency_id: UUID | None = None
    team_id: UUID | None = None

    @property
    def kind(self) -> RecipientKind:
        """What kind of recipient it is."""
        if self.team_id:
            return RecipientKind.TEAM
        return RecipientKind.AGENCY if self.agency_id else RecipientKind.AROUND

    @property
    def key(self) -> str:
        """The recipient as one word, for a form."""
        return f"{self.kind.value}:{self.team_id or self.agency_id or ''}"

    @classmethod
    def of_key(cls, key: str) -> "Recipient":
        """The recipient of a form. Raises ValueError for anything else."""
        kind, _colon, said = key.partition(":")
        if RecipientKind(kind) is RecipientKind.AROUND:
            return cls()
        return cls(team_id=UUID(said)) if kind == RecipientKind.TEAM else cls(agency_id=UUID(said))


AROUND: Final = Recipient()


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, as far as the fold needs it. `who` tells two parents apart; `on` is when it was said."""

    kind: AnswerKind
    giver: ConsentGiver
    on: date
    who: str = ""
    ask_again_on: date | None = None


@dataclass(frozen=True, slots=True)
class Aged:
    """How old somebody is: by a date of birth, or by an age that somebody judged, or not known."""

    born_on: date | None = None
    years: int | None = None
    today: date = date.min

    def on(self, day: date) -> int | None:
        """Whole years on a day, or None when nobody knows."""
        if self.born_on is not None:
            return _years(self.born_on, day)
        if self.years is None:
            return None
        return self.years - max(0, _years(day, self.today))

    def birthday(self, years: int) -> date | None:
        """The day on which they are so old. None when no date of birth is known."""
        if self.born_on is None:
            return None
        try:
            return self.born_on.replace(year=self.born_on.year + years)
        except ValueError:  # born on 29 February
            return date(self.born_on.year + years, 3, 1)


@dataclass(frozen=True, slots=True)
class Standing:
    """How one consent stands, since when, when to ask again, and whether those who may answer differ."""

    state: ConsentState = ConsentState.NOT_ASKED
    since: date | None = None
    ask_again_on: date | None = None
    is_due: bool = False
    differs: bool = False
    by_understanding: bool = False

    @property
    def counts(self) -> bool:
        """Whether something may rest on it."""
        return self.state is ConsentState.GIVEN

    @property
    def is_stopped(self) -> bool:
        """Whether somebody was asked and nothing new may rest on it."""
        return self.state in _STOPPED

    @property
    def ends(self) -> bool:
        """Whether what rests on it already ends too."""
        return self.state in {ConsentState.REFUSED, ConsentState.TAKEN_BACK}

    @property
    def follows(self) -> Promise:
        """What follows, in a sentence."""
        if self.state is ConsentState.GIVEN and self.differs:
            return _OWN_WORD if self.by_understanding else _OVER_16
        return _DUE if self.counts and self.is_due else FOLLOWS[self.state]


_STOPPED: Final = frozenset(
    {
        ConsentState.REFUSED,
        ConsentState.TAKEN_BACK,
        ConsentState.DISPUTED,
        ConsentState.NOT_ENOUGH,
        ConsentState.ASK_AGAIN,
    }
)
FOLLOWS: Final[Mapping[ConsentState, Promise]] = {
    ConsentState.NOT_ASKED: _("Nothing rests on it. Give the privacy notice, then ask."),
    ConsentState.GIVEN: _("What they agreed to can go on. They can take it back at any time."),
    ConsentState.REFUSED: _(
        "Nothing is done on this ground. Help in the open, such as a telephone number, stays."
    ),
    ConsentState.NOT_NEEDED: _("It does not rest on consent. The ground in law is said beside each sharing."),
    ConsentState.TAKEN_BACK: _(
        "What rested on it has ended. What was done before stays lawful and stays recorded."
    ),
    ConsentState.DISPUTED: _(
        "Nothing new rests on it until they have been talked with. Both answers stay. "
        "Talk with each of them, then write down what they say now. A manager helps where they cannot agree."
    ),
    ConsentState.NOT_ENOUGH: _(
        "Ask somebody with parental responsibility, or write down whether the child understands this decision."
    ),
    ConsentState.ASK_AGAIN: _(
        "They are 16 or older and speak for themselves. A parent’s answer no longer counts. Ask them."
    ),
}
_OWN_WORD: Final = _(
    "The young person understood this decision on the day, so their own word counts. "
    "The other answer stays recorded. Talk with the family about it, as far as the young person agrees."
)
_OVER_16: Final = _("From 16 a person’s own word counts. The other answer stays recorded.")
_DUE: Final = _("It still counts, and the day to ask again has come. Ask them.")


def standing_of(
    answers: Iterable[Answer], *, aged: Aged, understood_on: frozenset[date] = frozenset(), today: date
) -> Standing:
    """Fold the answers about one consent, in the order in which they were written down.

    Whoever takes it back, it ends: what was said before counts no more, until somebody says yes again. Of each who
    may answer the last word counts. `understood_on`: the days on which the child was found to understand it.
    """
    last, ended = _last_words(answers)
    if not last:
        return Standing(ConsentState.TAKEN_BACK, ended.on) if ended else Standing()
    own = last.get(_SELF)
    alone = own is not None and speaks_alone(own, aged, understood_on)
    if own is not None and alone:
        counting, state = [own], _OF_ONE[own.kind]
        differs = any(one.kind is not own.kind for one in last.values())
    else:
        valid = [one for key, one in last.items() if key != _SELF and _may_speak(one, aged, today)]
        counting = [*valid, own] if own else valid
        state, differs = _together(valid, own), False
    since = max((one.on for one in (counting or last.values())), default=None)
    standing = Standing(state, since, differs=differs, by_understanding=alone and _is_young(own, aged))
    if not standing.counts:
        return standing
    again = _ask_again(counting, aged)
    return replace(standing, ask_again_on=again, is_due=again is not None and again <= today)


def speaks_alone(own: Answer, aged: Aged, understood_on: frozenset[date]) -> bool:
    """Whether a person's own word decides: from 16, or of a child who was found to understand it on that day."""
    years = aged.on(own.on)
    return years is None or years >= OWN_WORD_AT or own.on in understood_on


def _is_young(own: Answer | None, aged: Aged) -> bool:
    years = aged.on(own.on) if own else None
    return years is not None and years < OWN_WORD_AT


_SELF: Final = (ConsentGiver.SELF, "")
_OF_ONE: Final = {
    AnswerKind.YES: ConsentState.GIVEN,
    AnswerKind.NO: ConsentState.REFUSED,
    AnswerKind.NOT_NEEDED: ConsentState.NOT_NEEDED,
}


def _last_words(
    answers: Iterable[Answer],
) -> tuple[dict[tuple[ConsentGiver, str], Answer], Answer | None]:
    """The last word of each who answered since it was last taken back, and that taking back."""
    last: dict[tuple[ConsentGiver, str], Answer] = {}
    ended = None
    for one in answers:
        if one.kind is AnswerKind.TAKEN_BACK:
            last, ended = {}, one
        elif one.kind is AnswerKind.NOT_NEEDED or AnswerKind.NOT_NEEDED in {a.kind for a in last.values()}:
            # That none is needed is said by nobody of the family: it stands alone until somebody answers.
            last = {_key(one): one}
        else:
            last[_key(one)] = one
    return last, ended


def _key(one: Answer) -> tuple[ConsentGiver, str]:
    return _SELF if one.giver is ConsentGiver.SELF else (one.giver, one.who)


def _may_speak(one: Answer, aged: Aged, today: date) -> bool:
    """A parent answers for a child below 16; an attorney or deputy as long as nobody takes it back."""
    if one.giver is ConsentGiver.ATTORNEY or one.kind is AnswerKind.NOT_NEEDED:
        return True
    years = aged.on(today)
    return years is None or years < OWN_WORD_AT


def _together(valid: list[Answer], own: Answer | None) -> ConsentState:
    kinds = {one.kind for one in valid} | ({own.kind} if own else set())
    if not kinds:
        return ConsentState.ASK_AGAIN
    if len(kinds) > 1:
        return ConsentState.DISPUTED
    (kind,) = kinds
    if kind is AnswerKind.YES and not valid:
        return ConsentState.NOT_ENOUGH
    return _OF_ONE[kind]


def _ask_again(counting: list[Answer], aged: Aged) -> date | None:
    """The first of: a day that was agreed, and the 16th or 18th birthday after it was said."""
    days = [one.ask_again_on for one in counting if one.ask_again_on]
    for years in (OWN_WORD_AT, ADULT_AT):
        birthday = aged.birthday(years)
        if birthday and any(one.on < birthday for one in counting):
            days.append(birthday)
    return min(days, default=None)


def _years(since: date, until: date) -> int:
    return until.year - since.year - ((until.month, until.day) < (since.month, since.day))
