"""The people in a notification, as rows of one form."""

from collections.abc import Mapping
from datetime import date
from typing import Any

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
    PostcodeField,
    Rows,
    SelectField,
    TelephoneField,
    TextAreaField,
    TextField,
    WholeNumberField,
)

PEOPLE = "people"


class PersonForm(Form):
    """One person, as far as they are known."""

    role = SelectField(
        label=_("Why do you name them?"),
        choices=PersonRole.choices,
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

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        until(self, "date_of_birth", today)
        if self.prefix == f"{PEOPLE}-0":
            self.fields["role"].initial = PersonRole.SUBJECT


class People(Rows):
    """The people in a notification."""

    form, prefix, name = PersonForm, PEOPLE, "person"
    title = _("Person %(number)d")
    add, remove = _("Add another person"), _("Remove this person")
    too_few = _("Add at least one person. A description is enough when the name is not known.")
    maximum = MOST_PEOPLE


def named(said: Mapping[str, Any]) -> Named:
    return Named(
        role=PersonRole(said.get("role") or PersonRole.OTHER),
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
    )
