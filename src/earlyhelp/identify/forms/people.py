"""The people in a notification, as rows of one form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import PersonRole, PreferredLanguage, SafeContact
from earlyhelp.identify.forms.reading import until
from earlyhelp.identify.report import Named
from earlyhelp.identify.rules import EARLIEST, LONGEST_OF_PERSON, MOST_PEOPLE, OLDEST
from earlyhelp.kit.forms import (
    ChoiceField,
    DateField,
    EmailField,
    Form,
    HiddenField,
    PostcodeField,
    Rows,
    SelectField,
    TelephoneField,
    TextAreaField,
    TextField,
    WholeNumberField,
)

PEOPLE = "people"


SHOWN: Final = ("role", "given_name", "family_name", "date_of_birth", "age")
FOLDS: Final[tuple[tuple[Promise, tuple[str, ...]], ...]] = (
    (_("If you do not know their name"), ("description",)),
    (_("If they are not born yet"), ("due_on",)),
    (_("How they looked, and what they said"), ("looked", "own_words")),
    (
        _("Where they live, and how to reach them safely"),
        ("address", "postcode", "telephone", "email", "language", "safe_contact", "safe_contact_note"),
    ),
)


@dataclass(frozen=True, slots=True)
class Fold:
    """Questions under one line that opens. `wrong` opens it; `written` says that something stands in it."""

    title: str
    fields: list[Any]
    wrong: bool
    written: bool


class PersonForm(Form):
    """One person, as far as they are known."""

    role = SelectField(
        label=_("Why do you name them?"),
        choices=[choice for choice in PersonRole.choices if choice[0] != PersonRole.NOT_KNOWN],
        required=False,
        blank=_("Not sure yet"),
    )
    given_name = TextField(
        label=_("First name (optional)"),
        required=False,
        autocomplete="off",
        spellcheck=False,
        max_length=LONGEST_OF_PERSON["given_name"],
    )
    family_name = TextField(
        label=_("Last name (optional)"),
        required=False,
        autocomplete="off",
        spellcheck=False,
        max_length=LONGEST_OF_PERSON["family_name"],
    )
    description = TextAreaField(
        label=_("If you do not know the name, who is meant? (optional)"),
        hint=_(
            "Enough for somebody to know whom you mean, such as “the boy’s grandmother, who lives next door”."
        ),
        required=False,
        rows=2,
        max_length=LONGEST_OF_PERSON["description"],
    )
    date_of_birth = DateField(
        label=_("Date of birth (optional)"),
        hint=_("For example, 31 3 1984"),
        required=False,
        earliest=EARLIEST,
    )
    age = WholeNumberField(
        label=_("Age in years, if you do not know the date of birth (optional)"),
        hint=_("Your estimate is enough."),
        required=False,
        largest=OLDEST,
        autocomplete="off",
    )
    address = TextField(
        label=_("Address (optional)"),
        required=False,
        autocomplete="off",
        max_length=LONGEST_OF_PERSON["address"],
    )
    postcode = PostcodeField(label=_("Postcode (optional)"), partial=True, required=False, autocomplete="off")
    telephone = TelephoneField(label=_("Telephone number (optional)"), required=False, autocomplete="off")
    email = EmailField(
        label=_("Email address (optional)"),
        required=False,
        autocomplete="off",
        max_length=LONGEST_OF_PERSON["email"],
    )
    language = ChoiceField(
        label=_("Which language do they want to be spoken to in?"),
        choices=PreferredLanguage.choices,
        initial=PreferredLanguage.NOT_ASKED,
        required=False,
        small=True,
        reveals={PreferredLanguage.OTHER: "other_language"},
    )
    other_language = TextField(
        label=_("Which language?"),
        required=False,
        width=20,
        autocomplete="off",
        max_length=LONGEST_OF_PERSON["other_language"],
    )
    safe_contact = SelectField(
        label=_("What is a safe way to contact them?"),
        hint=_("Somebody else may pick up their telephone or read their letters."),
        choices=SafeContact.choices,
        initial=SafeContact.NOT_KNOWN,
        required=False,
    )
    safe_contact_note = TextField(
        label=_("Anything else about safe contact (optional)"),
        hint=_("Such as times to avoid, or whom to ask for."),
        required=False,
        autocomplete="off",
        max_length=LONGEST_OF_PERSON["safe_contact_note"],
    )

    due_on = DateField(
        label=_("When is the child expected? (optional)"),
        hint=_("For example, 27 3 2026. A rough date is enough."),
        required=False,
        earliest=EARLIEST,
    )
    looked = TextAreaField(
        label=_("How did they look, and how did they react? (optional)"),
        hint=_("What you could see: how they were dressed and fed, what they did, whom they went to."),
        required=False,
        rows=3,
        max_length=LONGEST_OF_PERSON["looked"],
    )
    own_words = TextAreaField(
        label=_("What did they say, in their own words? (optional)"),
        hint=_(
            "Word for word, in the language they said it in. Do not ask a child to say it again for this form."
        ),
        required=False,
        rows=3,
        max_length=LONGEST_OF_PERSON["own_words"],
    )
    prefilled = HiddenField()

    template_name = "identify/person.html"

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        until(self, "date_of_birth", today)
        if self.prefix == f"{PEOPLE}-0":
            self.fields["role"].initial = PersonRole.SUBJECT

    def has_changed(self) -> bool:
        """Whether anything was written: where it came from is not an answer."""
        return bool(set(self.changed_data) - {"prefilled"})

    @property
    def folds(self) -> list[Fold]:
        """The groups of questions that stay folded until they are needed."""
        return [
            Fold(str(title), [self[name] for name in names], self._is_wrong(names), self._is_written(names))
            for title, names in FOLDS
        ]

    @property
    def shown(self) -> list[Any]:
        """The questions that always stand open: the first ones, and any that a form of its own adds."""
        folded = {name for _title, names in FOLDS for name in names}
        added = [bound.name for bound in self.outer_fields() if bound.name not in folded.union(SHOWN)]
        return [self[name] for name in (*SHOWN, *added)]

    @property
    def is_prefilled(self) -> bool:
        """Whether the person came from an incident."""
        return bool(self["prefilled"].value())

    def _is_wrong(self, names: Sequence[str]) -> bool:
        return any(name in self.errors for name in names)

    def _is_written(self, names: Sequence[str]) -> bool:
        return self.is_bound and any(name in self.changed_data for name in names)


class People(Rows):
    """The people in a notification."""

    form, prefix, name = PersonForm, PEOPLE, "person"
    title = _("Person %(number)d")
    add, remove = _("Add another person"), _("Remove this person")
    too_few = _("Add at least one person. A description is enough when the name is not known.")
    maximum = MOST_PEOPLE


def named(said: Mapping[str, Any]) -> Named:
    return Named(
        role=PersonRole(said.get("role") or PersonRole.NOT_KNOWN),
        given_name=said.get("given_name", ""),
        family_name=said.get("family_name", ""),
        description=said.get("description", ""),
        date_of_birth=said.get("date_of_birth"),
        age=said.get("age"),
        address=said.get("address", ""),
        postcode=said.get("postcode", ""),
        telephone=said.get("telephone", ""),
        email=said.get("email", ""),
        language=PreferredLanguage(said.get("language") or PreferredLanguage.NOT_ASKED),
        other_language=said.get("other_language", ""),
        safe_contact=SafeContact(said.get("safe_contact") or SafeContact.NOT_KNOWN),
        safe_contact_note=said.get("safe_contact_note", ""),
        due_on=said.get("due_on"),
        looked=said.get("looked", ""),
        own_words=said.get("own_words", ""),
    )
