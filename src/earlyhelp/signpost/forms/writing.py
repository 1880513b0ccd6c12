"""What the front door chooses when it writes to a person: the way, the words and the language, never free text."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from earlyhelp.inform.choices import Wording, WrittenIn
from earlyhelp.kit.forms import ChoiceField, Form, HiddenField, SelectField
from earlyhelp.kit.models import new_id
from earlyhelp.signpost.forms.referrals import read_key


class WriteForm(Form):
    """A message to a person. Only safe ways are offered, and words from a closed list."""

    message_id = HiddenField()
    channel = ChoiceField(
        label=_("How should it reach them?"), choices=[], missing=_("Select how it should reach them")
    )
    wording = ChoiceField(
        label=_("What should it say?"),
        choices=[],
        missing=_("Select what it should say"),
        reveals={Wording.SERVICE: "service"},
        hints={
            Wording.CALL_US: _("It gives the telephone number of your team, and no reason."),
            Wording.REFERRED: _("It does not name the service."),
            Wording.SERVICE: _(
                "It names the service and how to reach it. Ask first whether others see their messages."
            ),
        },
    )
    service = SelectField(label=_("Which service?"), choices=[], required=False, blank=_("Select a service"))
    written_in = ChoiceField(
        label=_("In which language?"),
        choices=WrittenIn.choices,
        missing=_("Select the language of the message"),
    )

    def __init__(
        self, *args: Any, ways: list[tuple[str, Any]], services: list[tuple[str, str]], **keywords: Any
    ) -> None:
        super().__init__(*args, **keywords)
        self.fields["message_id"].initial = str(new_id())
        self.offer("channel", ways)
        words = [Wording.CALL_US, Wording.REFERRED] + ([Wording.SERVICE] if services else [])
        self.offer("wording", [(one.value, one.label) for one in words])
        self.offer("service", services)

    def clean_message_id(self) -> UUID:
        return read_key(self.cleaned_data["message_id"])

    def clean(self) -> dict[str, Any]:
        """A message that names a service needs to know which."""
        cleaned = super().clean() or self.cleaned_data
        names_one = cleaned.get("wording") == Wording.SERVICE
        if names_one and not cleaned.get("service") and "service" not in self.errors:
            self.add_error("service", ValidationError(_("Select the service that the message names")))
        return cleaned


class RemindForm(Form):
    """A reminder has nothing to choose: the key makes a double click send one."""

    message_id = HiddenField()

    def __init__(self, *args: Any, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        self.fields["message_id"].initial = str(new_id())

    def clean_message_id(self) -> UUID:
        return read_key(self.cleaned_data["message_id"])
