"""What is asked before a person's record opens."""

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.forms import ChoiceField, Form, TextAreaField
from earlyhelp.understand.choices import WhyOpened, WhyRestricted
from earlyhelp.understand.choices.chronology import NoteVisibility, PrintAs, PrintLanguage, PrintReason
from earlyhelp.understand.rules.chronology import LONGEST_NOTE


class WhyForm(Form):
    """One question. The answer stands in the audit beside every page that is opened."""

    because = ChoiceField(
        label=_("Why do you open this record?"),
        hint=_("Your answer is kept with your name and the time. The person may ask who read about them."),
        choices=WhyOpened.choices,
        missing=_("Select why you open this record"),
        label_size="l",
        heading=True,
    )


class SignificanceForm(Form):
    """Why an entry of a chronology matters: all that a worker adds to it."""

    why = TextAreaField(
        label=_("Why does this matter?"),
        hint=_("Say what it means for this person or family. What happened stands in the entry already."),
        missing=_("Say why this matters"),
        max_length=LONGEST_NOTE,
    )
    visibility = ChoiceField(
        label=_("Who may read this?"),
        choices=NoteVisibility.choices,
        missing=_("Select who may read this"),
        initial=NoteVisibility.AGENCY.value,
    )


class PrintForm(Form):
    """Why a chronology is printed, in which language and on what. The answer stands in the audit and on the paper."""

    reason = ChoiceField(
        label=_("Why do you print this chronology?"),
        hint=_("Your name, the time and this answer stand on the paper and in the audit."),
        choices=PrintReason.choices,
        missing=_("Select why you print it"),
    )
    language = ChoiceField(
        label=_("In which language?"),
        hint=_("What was written stays in the language in which it was written."),
        choices=PrintLanguage.choices,
        missing=_("Select a language"),
    )
    paper = ChoiceField(
        label=_("How do you want it?"),
        choices=PrintAs.choices,
        missing=_("Select how you want it"),
        initial=PrintAs.PDF.value,
    )


class WhyRestrictedForm(Form):
    """For which purpose what is kept back of a family is shown."""

    why = ChoiceField(
        label=_("For which purpose do you need it?"),
        hint=_("Your answer is kept with your name and the time. It opens for a quarter of an hour."),
        choices=WhyRestricted.choices,
        missing=_("Select the purpose for which you need it"),
        label_size="s",
        small=True,
    )
