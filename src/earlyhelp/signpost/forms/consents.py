"""What is typed of an answer about consent: a form for each kind of answer, so that none asks what it need not."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import Responsibility
from earlyhelp.kit.forms import ChoiceField, DateField, Form, SelectField, TextAreaField, TextField
from earlyhelp.understand.choices.consents import AnswerKind, ConsentEvidence, ConsentPurpose
from earlyhelp.understand.choices.people import ConsentGiver
from earlyhelp.understand.queries import Parent
from earlyhelp.understand.rules.answers import Heard
from earlyhelp.understand.rules.consents import AROUND, Recipient

_OTHERS: Final = (ConsentGiver.PARENT, ConsentGiver.CARER, ConsentGiver.ATTORNEY)
PAST: Final = _("Enter a day that is today or in the past")
_MISSING_NAME: Final = _("Write who said it")


class _AboutForm(Form):
    """Which consent it is, and the day."""

    purpose = ChoiceField(
        label=_("What was it about?"), choices=ConsentPurpose.choices, missing=_("Select what it was about")
    )
    to = SelectField(
        label=_("Whom does it reach?"), choices=(), missing=_("Select whom it reaches"), initial=AROUND.key
    )

    def __init__(
        self,
        *args: Any,
        today: date,
        recipients: list[tuple[str, Any]],
        parents: Iterable[Parent],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["to"].choices = recipients
        fields["on"].latest = today
        if "giver" in fields:
            may = [one for one in parents if one.responsibility is not Responsibility.HAS_NOT]
            known = [
                (f"person:{one.person.pk}", f"{one.known.called} – {one.term}. {one.responsibility.label}")
                for one in may
            ]
            own, *others = ConsentGiver.choices
            fields["giver"].choices = [own, *known, *others]

    def about(self) -> tuple[ConsentPurpose, Recipient]:
        """For what and whom it is, once the form is valid."""
        return ConsentPurpose(self.cleaned_data["purpose"]), Recipient.of_key(self.cleaned_data["to"])

    def _heard(self, kind: AnswerKind, **more: Any) -> Heard:
        said = self.cleaned_data
        who = said.get("giver") or ConsentGiver.SELF.value
        if who.startswith("person:"):
            by_whom: dict[str, Any] = {
                "giver": ConsentGiver.PARENT,
                "giver_person_id": UUID(who.removeprefix("person:")),
            }
        else:
            by_whom = {"giver": ConsentGiver(who), "giver_name": said.get(f"{who}_name") or ""}
        return Heard(kind=kind, on=said["on"], **by_whom, **more)


def _giver() -> ChoiceField:
    return ChoiceField(
        label=_("Who said it?"),
        choices=ConsentGiver.choices,
        missing=_("Select who said it"),
        reveals={one.value: f"{one.value}_name" for one in _OTHERS},
    )


def _name() -> TextField:
    return TextField(label=_("Their name"), missing=_MISSING_NAME, max_length=200)


def _day() -> DateField:
    return DateField(label=_("On which day did they say it?"), missing=_("Enter the day"), too_late=PAST)


class YesForm(_AboutForm):
    """A yes: from whom, how it is known, and when to ask again."""

    giver = _giver()
    parent_name, carer_name, attorney_name = _name(), _name(), _name()
    evidence = ChoiceField(
        label=_("How do you know?"),
        choices=ConsentEvidence.choices,
        missing=_("Select how you know that they agreed"),
        reveals={ConsentEvidence.PAPER: "kept_where"},
    )
    kept_where = TextField(
        label=_("Where is the paper kept?"), missing=_("Write where the paper is kept"), max_length=200
    )
    on = _day()
    ask_again_on = DateField(
        label=_("On which day do you ask again? (optional)"),
        hint=_("A young person is asked again at 16 and at 18 in any case."),
        required=False,
    )

    def heard(self) -> Heard:
        """The answer, once the form is valid."""
        said = self.cleaned_data
        return self._heard(
            AnswerKind.YES,
            evidence=said["evidence"],
            kept_where=said["kept_where"] or "",
            ask_again_on=said["ask_again_on"],
        )


class NoForm(_AboutForm):
    """A no, with their reason, or that they gave none."""

    giver = _giver()
    parent_name, carer_name, attorney_name = _name(), _name(), _name()
    words = TextAreaField(
        label=_("What did they say?"),
        hint=_("In their own words. Nobody has to give a reason."),
        missing=_("Write what they said, or that they gave no reason"),
        rows=3,
        max_length=500,
    )
    on = _day()

    kind = AnswerKind.NO

    def heard(self) -> Heard:
        """The answer, once the form is valid."""
        return self._heard(self.kind, words=self.cleaned_data["words"])


class TakeBackForm(NoForm):
    """Consent is taken back, by anybody who may, with what they said."""

    kind = AnswerKind.TAKEN_BACK


class NotNeededForm(_AboutForm):
    """Nobody gave consent, and nobody need give it: why, and on which ground it rests."""

    words = TextAreaField(
        label=_("Why is none needed, and on which ground in law does it rest?"),
        missing=_("Write why none is needed, and on which ground it rests"),
        rows=3,
        max_length=500,
    )
    on = DateField(label=_("Since which day?"), missing=_("Enter the day"), too_late=PAST)

    def heard(self) -> Heard:
        """The answer, once the form is valid."""
        return self._heard(AnswerKind.NOT_NEEDED, words=self.cleaned_data["words"])
