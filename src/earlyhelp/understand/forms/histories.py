"""What is typed of an adult's own childhood: what for it is opened, what they told, and whom one lets read it."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.forms import (
    CheckboxField,
    ChoiceField,
    DateField,
    Form,
    SelectField,
    TextAreaField,
    TextField,
)
from earlyhelp.partnership.models import Practitioner
from earlyhelp.understand.choices import ConsentWay
from earlyhelp.understand.choices.circumstances import CircumstanceKind
from earlyhelp.understand.choices.entries import Assertion, HowKnown, Visibility
from earlyhelp.understand.choices.histories import WhyHistory
from earlyhelp.understand.rules.entries import Telling


class OpenHistoryForm(Form):
    """What for. Asked at each opening."""

    what_for = ChoiceField(
        label=_("What do you open it for?"),
        choices=WhyHistory.choices,
        missing=_("Select what you open it for"),
        label_size="m",
    )


class HistoryForm(Form):
    """What an adult told of their own childhood, and that they agreed to have it written down."""

    kind = SelectField(
        label=_("What is it about?"), choices=CircumstanceKind.choices, missing=_("Select what it is about")
    )
    words = TextAreaField(
        label=_("What did they tell you?"),
        hint=_("In their words, and no more than they want written down. Never ask for more."),
        missing=_("Write what it is, in plain words"),
    )
    agreed = CheckboxField(
        label=_("They agreed that this is written down, and know who can read it."),
        missing=_("Write it down only if they agree. Otherwise keep what they told you to yourself."),
    )
    agreed_way = ChoiceField(
        label=_("How did they say so?"), choices=ConsentWay.choices, missing=_("Select how they said so")
    )
    agreed_on = DateField(
        label=_("When did they say so?"),
        missing=_("Enter the day on which they said so"),
        too_late=_("Enter a day that is today or in the past"),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.no_later_than("agreed_on", today)

    def telling(self, language: str, said_by: str) -> Telling:
        """What was told, once the form is valid. It is always the adult who said so, and they always know."""
        return Telling(
            words=self.cleaned_data["words"],
            said_by=said_by,
            how_known=HowKnown.DISCLOSED,
            assertion=Assertion.FACT,
            language=language,
            visibility=Visibility.NAMED,
        )


class CorrectHistoryForm(HistoryForm):
    """The same, put right, with the reason. They agree to the new words."""

    because = TextField(
        label=_("Why is it put right?"),
        missing=_("Write why, so that a colleague understands it later"),
        max_length=300,
    )


class PermissionForm(Form):
    """Which colleague may read it, why, and until when."""

    practitioner = SelectField(
        label=_("Which colleague may read what you wrote?"), choices=(), missing=_("Select a colleague")
    )
    because = TextField(
        label=_("Why do they need to?"),
        missing=_("Write why this colleague needs to read it"),
        max_length=300,
    )
    until_on = DateField(
        label=_("Until when?"),
        hint=_("Within the next three months."),
        missing=_("Enter the last day on which they may read it"),
    )

    def __init__(self, *args: Any, colleagues: Iterable[Practitioner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("practitioner", [(str(one.pk), one.full_name) for one in colleagues])

    def chosen(self) -> UUID:
        """The colleague's key, once the form is valid."""
        return UUID(self.cleaned_data["practitioner"])
