"""What people type about logic models and benefits. What partners read stands in both languages; nobody is named."""

from collections.abc import Sequence
from datetime import date
from math import isfinite
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from earlyhelp.evaluate.choices import ForWhom, Realised, Term
from earlyhelp.evaluate.measures.measure import Value
from earlyhelp.evaluate.rules.catalogue import newest
from earlyhelp.evaluate.rules.logic import Aim
from earlyhelp.evaluate.rules.places import WALES, place_of
from earlyhelp.kit.forms import ChoiceField, DateField, Form, SelectField, TextAreaField, TextField

_EN, _CY = _("Write it in English"), _("Write it in Welsh")
_LONG: Final = 2000


class NamedForm(Form):
    """A name in both languages."""

    name_en = TextField(label=_("In English"), missing=_EN, lang="en", max_length=200)
    name_cy = TextField(label=_("In Welsh"), missing=_CY, lang="cy", max_length=200)


class LogicForm(NamedForm):
    """A logic model: its name, and what is done."""

    done_en = TextAreaField(
        label=_("What is done, in English"), missing=_EN, rows=4, lang="en", max_length=_LONG
    )
    done_cy = TextAreaField(
        label=_("What is done, in Welsh"), missing=_CY, rows=4, lang="cy", max_length=_LONG
    )


class OutcomeForm(NamedForm):
    """What should change for people, and when it should be seen."""

    term = ChoiceField(
        label=_("When should it be seen?"), choices=Term.choices, missing=_("Select when it should be seen")
    )


class OwnedForm(NamedForm):
    """Something that a post answers for."""

    owner_en = TextField(
        label=_("Who answers for it, in English"),
        hint=_("A post, such as “Head of early help”. No name."),
        missing=_EN,
        lang="en",
        max_length=120,
    )
    owner_cy = TextField(label=_("Who answers for it, in Welsh"), missing=_CY, lang="cy", max_length=120)


class IndicatorForm(OwnedForm):
    """How an outcome is seen: a measure in a place, with its baseline and target. Shares are typed in percent."""

    measure = SelectField(
        label=_("Measure"), missing=_("Choose a measure"), blank=_("Choose a measure"), choices=()
    )
    place = SelectField(label=_("Where"), missing=_("Choose where"), choices=())
    baseline = TextField(
        label=_("Baseline"),
        hint=_("What it was to begin with. Shares in percent."),
        missing=_("Enter what it was to begin with"),
        width=10,
        max_length=12,
    )
    baseline_on = DateField(label=_("Baseline on"), missing=_("Enter the day of the baseline"))
    target = TextField(
        label=_("Target"),
        hint=_("What it should become. Shares in percent."),
        missing=_("Enter what it should become"),
        width=10,
        max_length=12,
    )
    target_on = DateField(label=_("Target for"), missing=_("Enter the day of the target"))

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        measure: Any = self.fields["measure"]
        measure.choices = measures()
        place: Any = self.fields["place"]
        place.choices = places

    def clean_baseline(self) -> float | None:
        """The baseline as a number."""
        return self._number("baseline")

    def clean_target(self) -> float | None:
        """The target as a number."""
        return self._number("target")

    def _number(self, name: str) -> float | None:
        text = str(self.cleaned_data[name]).replace("%", "").replace(",", "").strip()
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if not isfinite(value):
            self.add_error(name, _("Enter a number"))
            return None
        return value

    def aim(self) -> Aim:
        """The indicator as plain values."""
        said = self.cleaned_data
        measure, place = newest()[said["measure"]], place_of(said["place"])
        by = 100 if measure.value is Value.SHARE else 1
        return Aim(
            said["name_en"],
            said["name_cy"],
            measure.code,
            measure.version,
            place.force,
            place.area,
            said["baseline"] / by,
            said["baseline_on"],
            said["target"] / by,
            said["target_on"],
            said["owner_en"],
            said["owner_cy"],
        )


def initial_of(aim: Aim) -> dict[str, str | date]:
    """An indicator as its form begins, to be changed."""
    by = 100 if aim.measure in newest() and newest()[aim.measure].value is Value.SHARE else 1
    return {
        "name_en": aim.name_en,
        "name_cy": aim.name_cy,
        "measure": aim.measure,
        "place": aim.area or aim.force or WALES,
        "baseline": f"{aim.baseline * by:g}",
        "baseline_on": aim.baseline_on,
        "target": f"{aim.target * by:g}",
        "target_on": aim.target_on,
        "owner_en": aim.owner_en,
        "owner_cy": aim.owner_cy,
    }


class BenefitForm(OwnedForm):
    """What should be better, for whom, and how it is counted."""

    for_whom = ChoiceField(
        label=_("For whom?"), choices=ForWhom.choices, missing=_("Select for whom it should be better")
    )
    counted_en = TextAreaField(
        label=_("How it is counted, in English"), missing=_EN, rows=3, lang="en", max_length=_LONG
    )
    counted_cy = TextAreaField(
        label=_("How it is counted, in Welsh"), missing=_CY, rows=3, lang="cy", max_length=_LONG
    )
    measure = SelectField(
        label=_("Measure, if one counts it"), required=False, blank=_("None of them"), choices=()
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        measure: Any = self.fields["measure"]
        measure.choices = measures()


class BenefitWordForm(Form):
    """How far a benefit is there."""

    realised = ChoiceField(
        label=_("How far is it there?"), choices=Realised.choices, missing=_("Select how far it is there")
    )
    evidence = TextAreaField(
        label=_("What shows it?"),
        hint=_("Figures with their comparison, and where they stand. No names of people."),
        missing=_("Say what shows it"),
        rows=4,
        max_length=_LONG,
    )


def measures() -> list[tuple[str, str | Promise]]:
    """The measures, to be chosen from."""
    return [(one.code, one.title) for one in newest().values()]
