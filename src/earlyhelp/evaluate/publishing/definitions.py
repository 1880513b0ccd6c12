"""What every figure of a release means: a page of its own, and the cover and notes of its workbooks."""

from collections.abc import Sequence

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from earlyhelp.evaluate.publishing import tables
from earlyhelp.evaluate.publishing.bulletin import Values
from earlyhelp.evaluate.publishing.sections import Section
from earlyhelp.evaluate.publishing.workbooks import Sheet


def page(values: Values) -> bytes:
    """Every figure with its definition, as one HTML file."""
    with override(values["language"]):
        return render_to_string("evaluate/definitions_of_release.html", values).encode()


def sheets(values: Values, sections: Sequence[Section]) -> list[Sheet]:
    """A cover, notes, and a sheet for each table, in the language in use."""
    cover = [[f"{label}: {text}"] for label, text in values["facts"]]
    cover += [[line] for line in values["news"]]
    cover += [[f"{section.code}: {section.measure.title}"] for section in sections]
    notes = [[values["small"]], *([sentence] for sentence in values["policy"])]
    for told in values["sections"]:
        notes += [[told["title"]], *([f"{label}: {text}"] for label, text in told["facts"])]
    made = [
        Sheet(_("Cover"), values["title"], cover),
        Sheet(_("Notes"), values["headings"]["definitions"], notes),
    ]
    heads = tables.heads(values["language"])
    for section in sections:
        rows = [heads, *tables.shown(section)]
        made.append(Sheet(section.code, str(section.measure.title), rows, is_table=True))
    return made
