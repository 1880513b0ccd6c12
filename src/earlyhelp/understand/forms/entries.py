"""One form for a strength, a circumstance, and what a child saw or said: the same questions in the same size."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from earlyhelp.kit.forms import (
    CheckboxField,
    ChoiceField,
    ChoicesField,
    Form,
    PartialDate,
    PartialDateField,
    SelectField,
    TextAreaField,
    TextField,
    YesNoField,
)
from earlyhelp.partnership.models import Practitioner
from earlyhelp.understand.choices.children import ChildViewKind
from earlyhelp.understand.choices.circumstances import CircumstanceKind
from earlyhelp.understand.choices.entries import Assertion, Exact, HowKnown, Sheet, Visibility, WhenKind
from earlyhelp.understand.choices.strengths import StrengthKind
from earlyhelp.understand.models.entries import Entry
from earlyhelp.understand.rules.children import names_in
from earlyhelp.understand.rules.entries import Telling
from earlyhelp.understand.rules.times import Day, When

KINDS: Final = {
    Sheet.STRENGTHS: StrengthKind,
    Sheet.CIRCUMSTANCES: CircumstanceKind,
    Sheet.CHILDS_EYE: ChildViewKind,
}
_WORDS: Final[dict[Sheet, tuple[str | Promise, str | Promise]]] = {
    Sheet.STRENGTHS: (
        _("What helps?"),
        _("In plain words, and in the person’s own words where you can."),
    ),
    Sheet.CIRCUMSTANCES: (
        _("What happens, or happened?"),
        _("In plain, neutral words: what happened around them, not what they are."),
    ),
    Sheet.CHILDS_EYE: (
        _("What did they see or say?"),
        _("In the child’s own words, in the language in which they said it. Write about this child only."),
    ),
}


class EntryForm(Form):
    """What it is, who said so, how it is known, when it was, whether the person knows, and who may see it."""

    kind = SelectField(label=_("What is it about?"), choices=(), missing=_("Select what it is about"))
    words = TextAreaField(label="", missing=_("Write what it is, in plain words"), rows=4)
    said_by = TextField(
        label=_("Who said so?"),
        hint=_("A name, or what they are to the person, such as “their mother” or “the class teacher”."),
        missing=_("Write who said so"),
    )
    how_known = ChoiceField(
        label=_("How do we know?"),
        choices=HowKnown.choices,
        missing=_("Select how we know"),
        reveals={HowKnown.RECORDED: "known_from"},
    )
    known_from = TextField(label=_("Which agency recorded it?"), missing=_("Write which agency recorded it"))
    assertion = ChoiceField(
        label=_("Is it a fact or an opinion?"),
        hint=_("What we concluded is always an opinion."),
        choices=Assertion.choices,
        missing=_("Select whether it is a fact or an opinion"),
        inline=True,
    )
    when_kind = ChoiceField(
        label=_("When was it?"),
        choices=WhenKind.choices,
        missing=_("Select when it was, or that it is not known"),
        reveals={WhenKind.DAY: "on", WhenKind.PERIOD: ("first", "last")},
    )
    on = PartialDateField(
        label=_("The day, the month or the year"),
        hint=_("As much as you know. The year alone is enough."),
        missing=_("Enter when it was"),
    )
    first = PartialDateField(
        label=_("It began"), hint=_("The year alone is enough."), missing=_("Enter when it began")
    )
    last = PartialDateField(label=_("It ended"), hint=_("Leave it empty if it goes on."), required=False)
    person_knows = YesNoField(
        label=_("Does the person know that this is written down?"),
        missing=_("Select whether they know that this is written down"),
        reveals={"no": "why_not_told"},
    )
    why_not_told = TextField(
        label=_("Why do they not know?"),
        hint=_("Such as that it is not safe to tell them, or that they are too young."),
        missing=_("Write why they do not know that this is written down"),
        max_length=300,
    )
    visibility = ChoiceField(
        label=_("Who may see it?"),
        hint=_("You always may."),
        choices=Visibility.choices,
        missing=_("Select who may see it"),
        initial=Visibility.AGENCY,
        reveals={Visibility.NAMED: "named"},
    )
    named = ChoicesField(
        label=_("Which colleagues?"),
        choices=(),
        missing=_("Select at least one colleague who may see it"),
        small=True,
    )
    also = ChoicesField(
        label=_("Is it the same for others of the household?"),
        hint=_("An entry of its own is written for each of them."),
        choices=(),
        required=False,
        small=True,
    )
    belongs = CheckboxField(
        label=_("It belongs here: it is about this child."),
        hint=_("Another child is named above. What is theirs stands on a page of their own."),
        required=False,
    )
    because = TextField(
        label=_("Why do you put it right?"),
        hint=_("What stood there before stays in the history."),
        missing=_("Write why, so that a colleague understands it later"),
        max_length=300,
    )

    def __init__(
        self,
        *args: Any,
        sheet: Sheet,
        today: date,
        colleagues: Iterable[Practitioner],
        household: Sequence[tuple[UUID, str, str]] = (),
        others: Sequence[str] = (),
        is_correction: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.others = others
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = KINDS[sheet].choices
        fields["words"].label, fields["words"].help_text = _WORDS[sheet]
        fields["named"].choices = [(str(one.pk), one.full_name) for one in colleagues]
        fields["also"].choices = [(str(key), f"{name} ({reference})") for key, reference, name in household]
        for name in ("on", "first", "last"):
            fields[name].latest = today
            fields[name].too_late = _("Enter a time that is not in the future")
        if sheet is Sheet.CHILDS_EYE or is_correction or not household:
            del fields["also"]
        if not (sheet is Sheet.CHILDS_EYE and self._names_others()):
            del fields["belongs"]
        if not is_correction:
            del fields["because"]

    def _names_others(self) -> bool:
        words = (
            self.data.get(self.add_prefix("words"), "") if self.is_bound else self.initial.get("words", "")
        )
        return bool(names_in(str(words), self.others))

    def clean(self) -> dict[str, Any]:
        """Refuse another child's name on a child's page, unless it belongs there; and a fact that was concluded."""
        answers: dict[str, Any] = super().clean() or {}
        if "belongs" in self.fields and not answers.get("belongs"):
            self.add_error(
                "words",
                ValidationError(
                    _("Another child is named here. Leave the name out, or tick below that it belongs here.")
                ),
            )
        if answers.get("how_known") == HowKnown.INFERRED and answers.get("assertion") == Assertion.FACT:
            self.add_error(
                "assertion", ValidationError(_("What we concluded is an opinion. Say that it is one."))
            )
        first, last = answers.get("first"), answers.get("last")
        if first and last and day_of(last).on < day_of(first).on:
            self.add_error("last", ValidationError(_("Enter an end that is not before the beginning")))
        return answers

    def telling(self, language: str) -> Telling:
        """What was told, once the form is valid."""
        answers = self.cleaned_data
        return Telling(
            words=answers["words"],
            said_by=answers["said_by"],
            how_known=answers["how_known"],
            known_from=answers["known_from"] if answers["how_known"] == HowKnown.RECORDED else "",
            assertion=answers["assertion"],
            when=self._when(),
            language=language,
            person_knows=answers["person_knows"],
            why_not_told=answers["why_not_told"] or "",
            visibility=answers["visibility"],
            named=tuple(UUID(key) for key in answers["named"] or ()),
        )

    def _when(self) -> When:
        answers = self.cleaned_data
        kind = answers["when_kind"]
        if kind == WhenKind.DAY:
            return When(kind, day_of(answers["on"]))
        if kind == WhenKind.PERIOD:
            return When(kind, day_of(answers["first"]), day_of(answers["last"]) if answers["last"] else None)
        return When()

    def household(self) -> list[UUID]:
        """The others for whom it is the same."""
        return [UUID(key) for key in self.cleaned_data.get("also") or ()]


class EndForm(Form):
    """Why something no longer holds."""

    because = TextField(
        label=_("Why does it no longer hold?"),
        hint=_("Such as that it was a mistake, that it is over, or that the person disagrees."),
        missing=_("Write why, so that a colleague understands it later"),
        max_length=300,
    )


SHEET_TITLES: Final = {
    Sheet.STRENGTHS: pgettext_lazy("heading", "Write down a strength"),
    Sheet.CIRCUMSTANCES: pgettext_lazy("heading", "Write down a circumstance"),
    Sheet.CHILDS_EYE: pgettext_lazy("heading", "Write down what a child saw or said"),
}


def day_of(partial: PartialDate) -> Day:
    """A date as typed, with how exactly it is known."""
    exact = Exact.DAY if partial.day else Exact.MONTH if partial.month else Exact.YEAR
    return Day(date(partial.year, partial.month or 1, partial.day or 1), exact)


def initial_of(entry: Entry) -> dict[str, Any]:
    """What the form of a correction starts with."""
    first, last = partial_of(entry.first_on, entry.first_exact), partial_of(entry.last_on, entry.last_exact)
    return {
        "kind": getattr(entry, "kind", ""),
        "words": entry.words,
        "said_by": entry.said_by,
        "how_known": entry.how_known,
        "known_from": entry.known_from,
        "assertion": entry.assertion,
        "when_kind": entry.when_kind,
        "on": first,
        "first": first,
        "last": last,
        "person_knows": entry.person_knows,
        "why_not_told": entry.why_not_told,
        "visibility": entry.visibility,
        "named": [str(key) for key in entry.named],
    }


def partial_of(on: date | None, exact: str) -> PartialDate | None:
    if on is None:
        return None
    month = on.month if exact != Exact.YEAR else None
    return PartialDate(on.year, month, on.day if exact == Exact.DAY else None)
