"""What is typed about one choice of a list."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.forms import Form, SelectField, TextAreaField, TextField, YesNoField
from earlyhelp.partnership.actions.codelists import Said
from earlyhelp.partnership.rules.codelists import LONGEST_WORDS, Choice


class _SaidForm(Form):
    words_en = TextField(
        label=_("Words in English"), missing=_("Enter the words in English"), max_length=LONGEST_WORDS
    )
    words_cy = TextField(
        label=_("Words in Welsh"), missing=_("Enter the words in Welsh"), max_length=LONGEST_WORDS, lang="cy"
    )
    why = TextAreaField(
        label=_("Why is it changed?"),
        hint=_("Colleagues read this in the history of the list. Do not name a person who is helped."),
        missing=_("Say why, so that a colleague understands it later"),
        rows=2,
        max_length=300,
    )

    @property
    def said(self) -> Said:
        """What the actions take, from a form that is valid."""
        told = self.cleaned_data
        return Said(told["words_en"], told["words_cy"], told["why"])


class ChangeChoiceForm(_SaidForm):
    """Other words for a choice, and whether it is offered."""

    offered = YesNoField(
        label=_("Is it offered in forms?"),
        hint=_("If not, records in which it was chosen still show it."),
        missing=_("Select yes or no"),
    )
    field_order = ("words_en", "words_cy", "offered", "why")

    def __init__(self, *args: Any, choice: Choice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if choice.bound:
            del self.fields["offered"]

    @property
    def is_offered(self) -> bool:
        """Whether forms offer it from now on. What the service needs always stays."""
        return bool(self.cleaned_data.get("offered", True))

    @staticmethod
    def initial_of(choice: Choice) -> dict[str, Any]:
        """A choice as the form opens with it."""
        return {"words_en": choice.words.en, "words_cy": choice.words.cy, "offered": choice.offered}


class AddChoiceForm(_SaidForm):
    """A choice of one's own, and where it belongs."""

    group = SelectField(
        label=_("Where does it belong?"),
        choices=(),
        missing=_("Select where it belongs"),
        blank=_("Choose"),
    )
    field_order = ("group", "words_en", "words_cy", "why")

    def __init__(self, *args: Any, groups: Iterable[tuple[Any, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = list(groups)
        if groups:
            self.offer("group", groups)
        else:
            del self.fields["group"]

    @property
    def chosen_group(self) -> str:
        """Where it belongs; empty in a list without groups."""
        return str(self.cleaned_data.get("group", ""))
