"""What is typed about a family: who somebody is, what two are to each other, and who lives with whom."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import Responsibility
from earlyhelp.kit.forms import (
    CheckboxField,
    ChoiceField,
    ChoicesField,
    DateField,
    Form,
    PartialDateField,
    PostcodeField,
    SelectField,
    TextField,
    WholeNumberField,
)
from earlyhelp.understand import rules
from earlyhelp.understand.choices.families import Care, Ethnicity, Life, Sex, WhoSees
from earlyhelp.understand.facts import term_of, terms
from earlyhelp.understand.forms.entries import day_of, partial_of
from earlyhelp.understand.models import HouseholdAddress, HouseholdMember, Relationship

KNOWN, BY_REFERENCE, NEW = "known", "reference", "new"
Choices = Sequence[tuple[str, str]]


class TellingForm(Form):
    """Who said so, and when. Every form of a family ends with it."""

    said_by = TextField(
        label=_("Who said so?"),
        hint=_("Such as their mother, the school, or you yourself when you saw it."),
        missing=_("Enter who said so"),
        max_length=200,
    )
    said_on = DateField(label=_("When did they say so?"), missing=_("Enter when they said so"))
    note = TextField(
        label=_("Anything a colleague should know about this (optional)"), required=False, max_length=300
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"said_on": today} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.order_fields([*(name for name in self.fields if name not in _LAST), *_LAST])
        for field in self.fields.values():
            if (
                isinstance(field, DateField)
                and field.latest is None
                and field is not self.fields.get("due_on")
            ):
                field.latest = today

    def source(self, who_sees: str = WhoSees.OPEN) -> rules.Source:
        """Who said so, as typed."""
        said = self.cleaned_data
        return rules.Source(said["said_by"], said["said_on"], said["note"], said.get("who_sees") or who_sees)


_TIE = ("term", "responsibility", "is_main_carer", "is_informal_carer", "first", "last", "is_over")
_LAST = ("said_by", "said_on", "note", "who_sees", "because")


def _who_sees() -> ChoiceField:
    return ChoiceField(
        label=_("Who may see this?"),
        hint=_("Birth families of adopted people, and donors, are always kept back."),
        choices=WhoSees.choices,
        initial=WhoSees.OPEN,
        required=False,
        small=True,
    )


def _because(label: Any) -> TextField:
    return TextField(
        label=label, missing=_("Enter why, so that a colleague understands it later"), max_length=300
    )


class _SpellForm(TellingForm):
    first = PartialDateField(
        label=_("Since when? (optional)"), hint=_("The year is enough, or leave it empty."), required=False
    )
    last = PartialDateField(
        label=_("Until when? (optional)"), hint=_("Leave it empty if it goes on."), required=False
    )
    is_over = CheckboxField(label=_("It has ended, but nobody knows when"), required=False)

    def span(self) -> rules.Span:
        """From when to when, as typed."""
        said = self.cleaned_data
        first, last = said.get("first"), said.get("last")
        return rules.Span(
            day_of(first) if first else None,
            day_of(last) if last else None,
            bool(said.get("is_over")) or last is not None,
        )


class _TieForm(_SpellForm):
    term = SelectField(
        label=_("What is that person to the one whose page this is?"),
        blank=_("Select what they are"),
        missing=_("Select what they are to each other"),
    )
    responsibility = SelectField(
        label=_("If one of them is a child: is there parental responsibility? (optional)"),
        choices=Responsibility.choices,
        required=False,
        blank=_("Not said"),
    )
    is_main_carer = CheckboxField(label=_("The adult is the main carer"), required=False)
    is_informal_carer = CheckboxField(
        label=_("The care is informal: family or friends, without a court order"), required=False
    )
    who_sees = _who_sees()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([*_TIE, *self.fields])
        term: Any = self.fields["term"]
        term.choices = [(one.term, one.label) for one in terms().values()]


class RelationshipForm(_TieForm):
    """A relationship of the person whose page it is with somebody known, or with somebody new."""

    who = ChoiceField(
        label=_("Who is it?"),
        label_size="m",
        choices=[
            (KNOWN, _("Somebody of this family who is recorded already")),
            (NEW, _("Somebody who is not recorded yet")),
            (BY_REFERENCE, _("Somebody else, by their reference")),
        ],
        missing=_("Select who it is"),
        reveals={
            KNOWN: "other",
            BY_REFERENCE: "reference",
            NEW: ["given_name", "family_name", "date_of_birth", "age", "sex", "life", "due_on"],
        },
    )
    other = SelectField(
        label=_("Their name"), blank=_("Select a person"), missing=_("Select the other person")
    )
    reference = TextField(
        label=_("Their reference"),
        hint=_("Such as PN-26-0000017."),
        missing=_("Enter their reference"),
        width=20,
    )
    given_name = TextField(
        label=_("First names"), hint=_("Leave both names empty when nobody knows them."), required=False,
        max_length=100,
    )  # fmt: skip
    family_name = TextField(label=_("Family name"), required=False, max_length=100)
    date_of_birth = DateField(label=_("Date of birth (optional)"), required=False)
    age = WholeNumberField(label=_("Or their age in years, about (optional)"), required=False, width=3)
    sex = SelectField(label=_("Sex"), choices=Sex.choices, required=False, initial=Sex.NOT_KNOWN)
    life = SelectField(label=_("Are they living?"), choices=Life.choices, required=False, initial=Life.LIVING)
    due_on = DateField(
        label=_("When is the child expected? (optional)"), required=False, latest=date(2100, 1, 1)
    )

    field_order = (
        "who",
        "other",
        "reference",
        "given_name",
        "family_name",
        "date_of_birth",
        "age",
        "sex",
        "life",
    )

    def __init__(self, *args: Any, others: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([*self.field_order, "due_on", *_TIE, *self.fields])
        other: Any = self.fields["other"]
        other.choices = list(others)

    def particulars(self) -> rules.Particulars:
        """Who somebody new is, as typed."""
        return _particulars(self)


def _particulars(form: TellingForm) -> rules.Particulars:
    said = form.cleaned_data
    return rules.Particulars(
        rules.Source(said["said_by"], said["said_on"], who_sees=said.get("care_seen") or WhoSees.OPEN),
        given_name=said.get("given_name") or "",
        family_name=said.get("family_name") or "",
        date_of_birth=said.get("date_of_birth"),
        age=said.get("age"),
        sex=said.get("sex") or Sex.NOT_KNOWN,
        ethnicity=said.get("ethnicity") or Ethnicity.NOT_KNOWN,
        life=said.get("life") or Life.LIVING,
        due_on=said.get("due_on"),
        died_on=said.get("died_on"),
        care=said.get("care") or "",
        school=said.get("school") or "",
    )


class CorrectTieForm(_TieForm):
    """A relationship, put right."""

    because = _because(_("What was wrong?"))


class EndForm(TellingForm):
    """That something has ended."""

    last = PartialDateField(
        label=_("When did it end? (optional)"),
        hint=_("The year is enough. Leave it empty when nobody knows."),
        required=False,
    )
    because = _because(_("What has happened?"))

    def span(self) -> rules.Span:
        """When it ended, as typed."""
        last = self.cleaned_data.get("last")
        return rules.Span(last=day_of(last) if last else None, is_over=True)


class UndoForm(Form):
    """Why something that was recorded did not hold."""

    because = _because(_("Why do you take it back?"))


class BirthForm(TellingForm):
    """A child was born."""

    born_on = DateField(label=_("When was the child born?"), missing=_("Enter when the child was born"))
    given_name = TextField(label=_("First names (optional)"), required=False, max_length=100)
    family_name = TextField(label=_("Family name (optional)"), required=False, max_length=100)
    sex = SelectField(label=_("Sex"), choices=Sex.choices, required=False, initial=Sex.NOT_KNOWN)


class StatementForm(TellingForm):
    """What somebody told of who a person is. Empty answers say nothing; they take nothing away."""

    given_name = TextField(label=_("First names (optional)"), required=False, max_length=100)
    family_name = TextField(label=_("Family name (optional)"), required=False, max_length=100)
    date_of_birth = DateField(label=_("Date of birth (optional)"), required=False)
    age = WholeNumberField(label=_("Or their age in years, about (optional)"), required=False, width=3)
    sex = SelectField(label=_("Sex"), choices=Sex.choices, required=False, initial=Sex.NOT_KNOWN)
    ethnicity = SelectField(
        label=_("Ethnic group (optional)"),
        hint=_("As they say it themselves, or not at all. It never decides what help somebody gets."),
        choices=Ethnicity.choices,
        required=False,
        initial=Ethnicity.NOT_KNOWN,
    )
    life = ChoiceField(
        label=_("Are they living?"),
        choices=Life.choices,
        initial=Life.NOT_KNOWN,
        required=False,
        small=True,
        reveals={Life.DIED: "died_on", Life.UNBORN: "due_on"},
    )
    died_on = DateField(label=_("When did they die? (optional)"), required=False)
    due_on = DateField(
        label=_("When is the child expected? (optional)"), required=False, latest=date(2100, 1, 1)
    )
    school = TextField(label=_("Which school or nursery? (optional)"), required=False, max_length=200)
    care = SelectField(
        label=_("Were they looked after away from home? (optional)"),
        hint=_("What you say here is kept back: it opens only for a purpose."),
        choices=Care.choices,
        required=False,
        blank=_("Not said"),
    )

    def particulars(self) -> rules.Particulars:
        """Who somebody is, as typed. That somebody was looked after is kept back, and so stands in a row of its own."""
        said = _particulars(self)
        return rules.Particulars(**{name: getattr(said, name) for name in _PLAIN if name != "care"})

    def care_said(self) -> rules.Particulars | None:
        """That somebody was looked after, as typed, to be kept back."""
        care = self.cleaned_data.get("care")
        if not care:
            return None
        return rules.Particulars(self.source(WhoSees.RESTRICTED), life=Life.NOT_KNOWN, care=care)


_PLAIN = tuple(rules.Particulars.__dataclass_fields__)


class HouseholdForm(_SpellForm):
    """People who live together."""

    address = TextField(label=_("Address"), missing=_("Enter the address"), max_length=300)
    postcode = PostcodeField(label=_("Postcode (optional)"), required=False)
    members = ChoicesField(
        label=_("Who lives there?"), missing=_("Select who lives there"), small=True, label_size="s"
    )

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["address", "postcode", "members", *self.fields])
        members: Any = self.fields["members"]
        members.choices = list(people)


class MemberForm(_SpellForm):
    """Somebody lives, or lived, in a household."""

    person = SelectField(
        label=_("Who lives there?"), blank=_("Select a person"), missing=_("Select who lives there")
    )

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["person", *self.fields])
        person: Any = self.fields["person"]
        person.choices = list(people)


class CorrectMemberForm(_SpellForm):
    """From when to when somebody lived in a household, put right."""

    because = _because(_("What was wrong?"))


class AddressForm(_SpellForm):
    """Where a household lives: put right, or after a move."""

    address = TextField(label=_("Address"), missing=_("Enter the address"), max_length=300)
    postcode = PostcodeField(label=_("Postcode (optional)"), required=False)
    because = _because(_("Why do you change it?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(
            ["address", "postcode", *(name for name in self.fields if name not in _LAST), *_LAST]
        )


class HideForm(TellingForm):
    """Somebody must not learn where a household lives."""

    person = SelectField(
        label=_("Who must not learn this address?"),
        blank=_("Select a person"),
        missing=_("Select who must not learn this address"),
    )

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["person", *self.fields])
        person: Any = self.fields["person"]
        person.choices = list(people)


def initial_of_tie(row: Relationship, *, first: bool) -> dict[str, Any]:
    """What the form of a correction starts with. `first` says that the other one is the first of the stored pair."""
    return initial_of_spell(row) | {
        "term": term_of(row.kind, first=first, is_over=row.is_over).term,
        "responsibility": row.responsibility,
        "is_main_carer": row.is_main_carer,
        "is_informal_carer": row.is_informal_carer,
        "who_sees": row.who_sees,
    }


def initial_of_spell(row: Relationship | HouseholdMember | HouseholdAddress) -> dict[str, Any]:
    """What the form of a time starts with."""
    return {
        "first": partial_of(row.from_on, row.from_exact),
        "last": partial_of(row.to_on, row.to_exact),
        "is_over": row.is_over and row.to_on is None,
        "said_by": row.said_by,
        "said_on": row.said_on,
        "note": row.note,
    }
