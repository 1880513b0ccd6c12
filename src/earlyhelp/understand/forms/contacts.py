"""What a person answers when they are asked how it is safe to reach them."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import PreferredLanguage, SafeContact
from earlyhelp.kit.forms import ChoiceField, ChoicesField, DateField, Form, HiddenField, TextField
from earlyhelp.understand.choices.contacts import Interpreter, Never
from earlyhelp.understand.rules.contacts import Plan

_ASKED = [(way.value, way.label) for way in SafeContact if way is not SafeContact.NOT_KNOWN]
_PAST = _("Enter a day that is today or in the past")


class ContactForm(Form):
    """The safe way, the safe times, what must never be done, and languages."""

    seen_number = HiddenField()
    way = ChoiceField(
        label=_("How is it safe to reach them?"),
        choices=_ASKED,
        missing=_("Ask the person how it is safe to reach them, and say so here"),
    )
    safe_times = TextField(
        label=_("At which times is it safe?"),
        hint=_("Such as “school hours, Monday to Thursday”."),
        required=False,
        max_length=300,
    )
    who_may_answer = TextField(
        label=_("Who may answer, or take a message?"),
        hint=_("Say if nobody else may."),
        required=False,
        max_length=300,
    )
    never = ChoicesField(
        label=_("What must never be done?"), choices=Never.choices, required=False, small=True
    )
    never_words = TextField(label=_("Anything else that must never be done"), required=False, max_length=300)
    speaks = ChoiceField(
        label=_("Which language do they want to speak?"),
        choices=PreferredLanguage.choices,
        missing=_("Select which language they want to speak"),
    )
    writes = ChoiceField(
        label=_("Which language do they want to read and write?"),
        hint=_("It need not be the one they speak."),
        choices=[choice for choice in PreferredLanguage.choices if choice[0] != PreferredLanguage.BSL],
        missing=_("Select which language they want to read and write"),
    )
    other_language = TextField(label=_("If another language, which?"), required=False, max_length=60)
    language_asked_on = DateField(
        label=_("When were they asked about language?"), required=False, too_late=_PAST
    )
    interpreter = ChoiceField(
        label=_("Is an interpreter needed?"),
        hint=_("Never ask a child or a partner to interpret."),
        choices=Interpreter.choices,
        missing=_("Select whether an interpreter is needed"),
    )
    access_needs = TextField(
        label=_("What else do they need, to hear, see, understand or get there?"),
        required=False,
        max_length=500,
    )
    said_by = TextField(
        label=_("Who said so?"),
        hint=_("The person themselves, wherever possible."),
        missing=_("Write who said so"),
    )
    asked_on = DateField(
        label=_("When were they asked?"), missing=_("Enter the day on which they were asked"), too_late=_PAST
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["asked_on"].latest = fields["language_asked_on"].latest = today

    def clean_seen_number(self) -> int:
        """The version that stood on the page."""
        text = self.cleaned_data["seen_number"]
        return int(text) if text.isdecimal() and len(text) < 5 else 0

    def plan(self) -> Plan:
        """What they answered, once the form is valid."""
        answers = {name: value for name, value in self.cleaned_data.items() if name != "seen_number"}
        return Plan(**answers | {"never": tuple(answers["never"])})
