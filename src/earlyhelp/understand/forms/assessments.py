"""What is typed of a “what matters” conversation."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.forms import DateField, Form, HiddenField, TextAreaField, TextField
from earlyhelp.understand.choices.assessments import Element
from earlyhelp.understand.rules.assessments import Conversation

_LONG: Final = 10_000


class AssessmentForm(Form):
    """The five elements, the person's own words, and the language. Strengths come first, and cannot be passed over."""

    seen_number = HiddenField()
    strengths = TextAreaField(
        label=Element.STRENGTHS.label,
        hint=_("What goes well? Who helps? What have they managed before?"),
        missing=_("Write at least one strength: theirs, the family’s or the community’s"),
        max_length=_LONG,
    )
    circumstances = TextAreaField(
        label=Element.CIRCUMSTANCES.label,
        hint=_("How do they live now, and with whom?"),
        required=False,
        max_length=_LONG,
    )
    outcomes = TextAreaField(
        label=Element.OUTCOMES.label,
        hint=_("In their own words: what would a good day look like?"),
        required=False,
        max_length=_LONG,
    )
    barriers = TextAreaField(label=Element.BARRIERS.label, required=False, max_length=_LONG)
    risks = TextAreaField(label=Element.RISKS.label, required=False, max_length=_LONG)
    voice = TextAreaField(
        label=_("What they said, in their own words"),
        hint=_("In the language in which they said it."),
        required=False,
        max_length=_LONG,
    )
    spoken = TextField(
        label=_("Which language did you speak?"),
        hint=_("Such as Welsh, English, or both."),
        missing=_("Write which language you spoke"),
        width=20,
        max_length=60,
    )
    talked_on = DateField(
        label=_("When did you talk?"),
        missing=_("Enter the day on which you talked"),
        too_late=_("Enter a day that is today or in the past"),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.no_later_than("talked_on", today)

    def clean_seen_number(self) -> int:
        """The version that stood on the page. What somebody changed into nonsense counts as none."""
        text = self.cleaned_data["seen_number"]
        return int(text) if text.isdecimal() and len(text) < 5 else 0

    def conversation(self, language: str) -> Conversation:
        """What was said, once the form is valid."""
        answers = self.cleaned_data
        words: Mapping[Element, str] = {element: answers[element.value] for element in Element}
        return Conversation(words, answers["voice"], answers["spoken"], language, answers["talked_on"])
