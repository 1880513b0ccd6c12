"""What can be wrong with a row of a file of attendance: the reason, and what to do."""

from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class RowFault(StrEnum):
    """Why a row was not read."""

    COLUMNS = "columns"
    NO_EMAIL = "no_email"
    UNKNOWN_PERSON = "unknown_person"
    OTHER_AGENCY = "other_agency"
    NO_COURSE = "no_course"
    UNKNOWN_COURSE = "unknown_course"
    NO_DATE = "no_date"
    DATE_FORMAT = "date_format"
    DATE_FUTURE = "date_future"
    DATE_TOO_OLD = "date_too_old"
    ATTENDED = "attended"
    CONFLICT = "conflict"
    MARKED = "marked"


REASONS: Final[dict[RowFault, tuple[Promise, Promise]]] = {
    RowFault.COLUMNS: (
        _("The row has more cells than there are columns."),
        _("Look for a comma inside a cell, and put the cell in quotation marks."),
    ),
    RowFault.NO_EMAIL: (
        _("The row does not say whose attendance it is."),
        _("Type the person’s work e-mail address in the column email."),
    ),
    RowFault.UNKNOWN_PERSON: (
        _("Nobody here has this work e-mail address."),
        _("Check the address, or invite the person first, and read the file again."),
    ),
    RowFault.OTHER_AGENCY: (
        _("The person works for another partner."),
        _("Take the row out: only their own agency reads their attendance in."),
    ),
    RowFault.NO_COURSE: (
        _("The row does not say which course it was."),
        _("Type the code of the course in the column course. The page of courses shows the codes."),
    ),
    RowFault.UNKNOWN_COURSE: (
        _("No course has this code."),
        _("Check the code on the page of courses, or add the course first."),
    ),
    RowFault.NO_DATE: (
        _("The row does not say on which day it was."),
        _("Type the day of the training in the column date."),
    ),
    RowFault.DATE_FORMAT: (
        _("The day cannot be read."),
        _("Write it as 2026-03-02 or 02/03/2026, the day before the month."),
    ),
    RowFault.DATE_FUTURE: (
        _("The day has not come yet."),
        _("Check the day. What is planned does not count as attended."),
    ),
    RowFault.DATE_TOO_OLD: (
        _("The day is before the year 2000."),
        _("Check the year, and write all four digits of it."),
    ),
    RowFault.ATTENDED: (
        _("It cannot be read whether they were there."),
        _("Write yes, partly or no in the column attended, or leave it empty for yes."),
    ),
    RowFault.CONFLICT: (
        _("An earlier row of the file says something else of the same person, course and day."),
        _("Take one of the two rows out, and read the file again."),
    ),
    RowFault.MARKED: (
        _("A trainer, or a system for e-learning, has recorded something else for this day."),
        _("Ask who recorded it. Where they were wrong, they correct it; the file does not overrule them."),
    ),
}
