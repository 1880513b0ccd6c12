"""A linkage model on paper: what each finding weighs, some pairs step by step, and the clusters to look at."""

from pathlib import Path
from typing import Final

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from earlyhelp.understand.choices import Agreement
from earlyhelp.understand.linkage.batch.model import Model
from earlyhelp.understand.linkage.batch.reviewing import Pair, Review
from earlyhelp.understand.management import charts

LANGUAGES: Final = ("en", "cy")
COMPARISONS: Final[dict[str, Promise]] = {
    "given": gettext_lazy("First name"),
    "family": gettext_lazy("Family name"),
    "others": gettext_lazy("Other names"),
    "born": gettext_lazy("Date of birth or age"),
    "sex": gettext_lazy("Sex"),
    "place": gettext_lazy("Address"),
    "town": gettext_lazy("Town"),
    "telephone": gettext_lazy("Telephone number"),
    "email": gettext_lazy("Email address"),
    "birthplace": gettext_lazy("Place of birth"),
    "id": gettext_lazy("Identifying number"),
    "also": gettext_lazy("Another column"),
}
STEPS: Final[dict[str, Promise]] = {
    "looks_alike": gettext_lazy("Looks alike, but both are established names"),
    "one_slip": gettext_lazy("One figure differs"),
    "two_slips": gettext_lazy("Two figures differ"),
    "same_year": gettext_lazy("Two whole dates of one year"),
    "a_generation_apart": gettext_lazy("Thirteen years apart or more"),
    "same_address": gettext_lazy("The same address, another postcode"),
    "close_address": gettext_lazy("The same postcode and nearly the same address"),
    "same_postcode": gettext_lazy("The same postcode"),
    "close_elsewhere": gettext_lazy("Nearly the same address, another postcode"),
    "close_postcode": gettext_lazy("Nearly the same postcode"),
    "same_house": gettext_lazy("The same house number and a street alike"),
    "same_town": gettext_lazy("The same town"),
    "made_of_the_name": gettext_lazy("Alike, but made of the name"),
    "same_before_the_at": gettext_lazy("The same before the @"),
    "two_characters_differ": gettext_lazy("The same but for two characters"),
}


def comparison(name: str) -> str:
    """A comparison in words; identifying numbers and other columns are numbered."""
    kind, _underscore, number = name.partition("_")
    label = str(COMPARISONS[kind])
    return f"{label} {number}" if number else label


def step(name: str) -> str:
    """A step in words."""
    return str(STEPS[name]) if name in STEPS else str(Agreement(name).label)


def _line(name: str, finding: str) -> str:
    return f"{comparison(name)} · {step(finding)}"


def write_report(model: Model, seen: Review | None, folder: Path) -> list[Path]:
    """Write one page for each language, with its charts. Returns the pages. The folder is made when it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = []
    for language in LANGUAGES:
        with override(language):
            pages.append(_page(model, seen, folder, language))
    return pages


def _page(model: Model, seen: Review | None, folder: Path, language: str) -> Path:
    weights = [
        (comparison(each.name), [(step(one.name), one.m, one.u, one.bits) for one in each.steps])
        for each in model.comparisons
    ]
    drawn = folder / f"weights.{language}.svg"
    rows = [(_line(each.name, one.name), one.bits) for each in model.comparisons for one in each.steps]
    drawn.write_text(
        charts.bars(rows, along=_("Bits"), title=_("What each finding weighs")), encoding="utf-8"
    )
    pairs = [
        _pair(pair, model, folder, place, language)
        for place, pair in enumerate(seen.pairs if seen else (), 1)
    ]
    page = folder / f"report.{language}.html"
    said = render_to_string(
        "understand/link_report.html",
        {
            "language": language,
            "model": model,
            "weights": weights,
            "chart": drawn.name,
            "pairs": pairs,
            "clusters": seen.clusters if seen else (),
            "seen": seen is not None,
        },
    )
    page.write_text(said, encoding="utf-8")
    return page


def _pair(pair: Pair, model: Model, folder: Path, place: int, language: str) -> dict[str, object]:
    """One pair: where it begins (how rare doubles are), each finding, what holds it back or caps it, the whole."""
    rows = [(_("How rare doubles are"), model.prior_bits)]
    rows += [(_line(name, finding), bits) for name, finding, bits in pair.found]
    rest = pair.weight - sum(bits for _label, bits in rows)
    if abs(rest) > 0.005:
        rows.append((_("Held back: a household, or names that go together"), rest))
    drawn = folder / f"pair-{place}.{language}.svg"
    title = _("Why a pair weighs what it weighs")
    drawn.write_text(
        charts.waterfall(rows, along=_("Bits"), title=title, total=_("Together")), encoding="utf-8"
    )
    return {"pair": pair, "rows": rows, "chart": drawn.name}
