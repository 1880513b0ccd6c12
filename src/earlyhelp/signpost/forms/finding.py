"""What a visitor types into the public finder, and what they say about an entry. Nothing of it is kept."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import Need
from earlyhelp.kit.forms import (
    ChoiceField,
    ChoicesField,
    EmailField,
    Form,
    HiddenField,
    SelectField,
    TelephoneField,
    TextAreaField,
    TextField,
)
from earlyhelp.signpost.choices import Language
from earlyhelp.signpost.choices.finding import HEALTH, HOME, PEOPLE, SAFETY, AgeGroup, ForWhom, RemarkKind
from earlyhelp.signpost.facts import Where, find_place
from earlyhelp.signpost.queries.finding import Sought
from earlyhelp.signpost.rules import finding as rules

GROUPS = ("home", "health", "people", "safety")
DISTANCES = (3, 5, 10, 25)


def _needs(of: tuple[Need, ...], label: Any) -> ChoicesField:
    return ChoicesField(
        label=label, choices=[(need.value, need.label) for need in of], required=False, small=True
    )


class FindForm(Form):
    """What help, where and for whom. One need or one word is enough."""

    home = _needs(HOME, _("Home and money"))
    health = _needs(HEALTH, _("Health and feelings"))
    people = _needs(PEOPLE, _("Family, school and company"))
    safety = _needs(SAFETY, _("Feeling safe"))
    words = TextField(
        label=_("Or say it in your own words"),
        hint=_("Such as “worried about rent”. Do not write anybody’s name."),
        required=False,
        max_length=100,
    )
    place = TextField(
        label=_("Where?"),
        hint=_("A postcode or its first half, a town, or a council. Leave it empty for all of Wales."),
        required=False,
        max_length=60,
        autocomplete="off",
        spellcheck=False,
        width="one-half",
    )
    for_whom = ChoiceField(
        label=_("Who is the help for?"), choices=ForWhom.choices, required=False, small=True
    )
    age = SelectField(
        label=_("How old are they?"), choices=AgeGroup.choices, required=False, blank=_("Any age")
    )
    language = SelectField(
        label=_("Language of the service"),
        choices=Language.choices,
        required=False,
        blank=_("Any language"),
    )
    within = SelectField(label=_("How far away?"), required=False, blank=_("Any distance"))
    only = ChoicesField(
        label=_("Cost"), choices=[("free", _("Only what costs nothing"))], required=False, small=True
    )
    shown = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(
            "within", [(str(miles), _("Up to %(count)d miles") % {"count": miles}) for miles in DISTANCES]
        )
        self.where: Where | None = None

    def clean_place(self) -> str:
        """Find the place. A postcode is looked up by its first half, and goes no further than this page."""
        typed: str = self.cleaned_data["place"]
        self.where = find_place(typed) if typed else None
        if typed and self.where is None:
            raise ValidationError(
                _(
                    "We do not know this place. Enter the nearest town in Wales, or the first half of a postcode"
                )
            )
        return typed

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        asked = [need for group in GROUPS for need in answers.get(group, [])]
        if not asked and not answers.get("words") and not self.errors:
            raise ValidationError(_("Select what you need help with, or say it in your own words"))
        return answers

    def sought(self) -> Sought:
        """What is looked for, once the form is valid."""
        answers = self.cleaned_data
        chosen = [need for group in GROUPS for need in answers[group]]
        return Sought(
            needs=rules.all_needs(chosen, answers["words"]),
            words=answers["words"],
            where=self.where,
            ages=rules.ages_of(answers["age"], answers["for_whom"]),
            language=answers["language"],
            only_free="free" in answers["only"],
            within=int(answers["within"]) if answers["within"] else None,
        )


class SendForm(Form):
    """Where to send the list. The address is used once and not kept."""

    email = EmailField(
        label=_("Your e-mail address"),
        required=False,
        width="one-half",
    )
    telephone = TelephoneField(label=_("Your mobile number"), required=False)
    keys = HiddenField(max_length=2000)

    def __init__(self, *args: Any, texts: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not texts:
            del self.fields["telephone"]

    def clean_keys(self) -> list[UUID]:
        """The services of the list, as the page carried them."""
        try:
            return [UUID(key) for key in self.cleaned_data["keys"].split()][:30]
        except ValueError:
            raise ValidationError(_("This page was changed on the way. Search again.")) from None

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        if not self.errors and not answers.get("email") and not answers.get("telephone"):
            self.add_error("email", ValidationError(_("Enter where to send the list")))
        return answers


class RemarkForm(Form):
    """What is wrong with an entry. Who says so is not asked."""

    kind = ChoiceField(
        label=_("What is wrong?"), choices=RemarkKind.choices, missing=_("Select what is wrong")
    )
    note = TextAreaField(
        label=_("What should it say?"),
        hint=_("Write about the service only. Do not write about yourself or anyone else."),
        required=False,
        rows=3,
        max_length=500,
    )
