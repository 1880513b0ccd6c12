"""A release as a workbook, in the Open Document format and in Excel's: a cover, notes, and a sheet for each table.

The same tables make the same bytes: no day of making, no times in the archive but one.
"""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final
from xml.etree import ElementTree
from xml.sax.saxutils import escape

_ZIPPED: Final = (1980, 1, 1, 0, 0, 0)
_ROWS: Final = "rows of sheet {}."
_ROW: Final = (
    r"<table:table-row[^>]*><table:table-cell[^>]*><text:p[^>]*>{}</text:p>"
    r"</table:table-cell></table:table-row>"
)
_SPACES: Final = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("table", "text")
)
_NAME: Final = 31
"""The longest name of a sheet that Excel takes."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, its title above, and rows of which the first are headings when `is_table`."""

    name: str
    title: str
    rows: Sequence[Sequence[Any]]
    is_table: bool = False

    @property
    def tab(self) -> str:
        """The name in a length that every program takes."""
        return self.name[:_NAME]


def xlsx(sheets: Sequence[Sheet], title: str, made_on: date) -> bytes:
    """The workbook for Excel."""
    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": title, "created": datetime.combine(made_on, time())})
    bold = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format({"bold": True, "text_wrap": True})
    for sheet in sheets:
        page = book.add_worksheet(sheet.tab)
        page.write_string(0, 0, sheet.title, bold)
        page.set_column(0, 25 if sheet.is_table else 0, 16 if sheet.is_table else 100)
        for number, row in enumerate(sheet.rows):
            for place, value in enumerate(row):
                if value is not None:
                    page.write(number + 1, place, value, head if sheet.is_table and not number else None)
        if sheet.is_table:
            page.freeze_panes(2, 0)
    book.close()
    return file.getvalue()


def ods(sheets: Sequence[Sheet], title: str, made_on: date, language: str) -> bytes:
    """The workbook in the Open Document format."""
    from odf import dc, meta
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.style import Style, TextProperties
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    book = OpenDocumentSpreadsheet()
    # Without these the library writes the moment of making.
    book.meta.childNodes.clear()
    for element, text in (
        (meta.Generator(), "earlyhelp"),
        (dc.Title(), title),
        (dc.Language(), language),
        (meta.CreationDate(), f"{made_on.isoformat()}T00:00:00"),
    ):
        element.addText(text)
        book.meta.addElement(element)
    bold = Style(name="head", family="table-cell")
    bold.addElement(TextProperties(fontweight="bold"))
    book.automaticstyles.addElement(bold)
    for number, sheet in enumerate(sheets):
        table, row, cell = Table(name=sheet.tab), TableRow(), TableCell(valuetype="string", stylename=bold)
        cell.addElement(P(text=_ROWS.format(number)))
        row.addElement(cell)
        table.addElement(row)
        book.spreadsheet.addElement(table)
    file = io.BytesIO()
    book.write(file)
    return _without_times(file.getvalue(), [_rows(sheet) for sheet in sheets])


def _rows(sheet: Sheet) -> str:
    """The rows of a sheet as XML. The library makes an object of every cell, which takes a minute for large tables."""
    made = []
    for number, row in enumerate([[sheet.title], *sheet.rows]):
        is_head = number == 0 or (sheet.is_table and number == 1)
        cells = "".join(_cell(value, ' table:style-name="head"' if is_head else "") for value in row)
        made.append(f"<table:table-row>{cells}</table:table-row>")
    return "".join(made)


def _cell(value: Any, style: str) -> str:
    if value is None or value == "":
        return f"<table:table-cell{style}></table:table-cell>"
    is_number = isinstance(value, int | float)
    kind = f'"float" office:value="{value!r}"' if is_number else '"string"'
    return f"<table:table-cell office:value-type={kind}{style}><text:p>{escape(str(value))}</text:p></table:table-cell>"


def _without_times(made: bytes, sheets: Sequence[str]) -> bytes:
    """The same archive with one time for every file in it, and its kind first, as the format asks."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as before, zipfile.ZipFile(file, "w") as after:
        names = sorted(before.namelist(), key=lambda name: (name != "mimetype", name))
        for name in names:
            entry = zipfile.ZipInfo(name, _ZIPPED)
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            content = before.read(name)
            if name.endswith(".xml"):
                content = _canonical(content, sheets).encode()
            after.writestr(entry, content)
    return file.getvalue()


def _canonical(content: bytes, sheets: Sequence[str]) -> str:
    """XML with the namespaces that it uses, and no others: the library names all that it met since it was loaded."""
    # It is what the library wrote a moment ago, so nobody can have put anything into it.
    text = ElementTree.canonicalize(content.decode())
    for number, rows in enumerate(sheets):
        text = rows.join(re.split(_ROW.format(re.escape(_ROWS.format(number))), text))
    text = text.replace("<office:document-content ", f"<office:document-content {_SPACES} ", 1)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'
