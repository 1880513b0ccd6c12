"""The access table in words: for people to read, for a page of the documents, and for a spreadsheet."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from earlyhelp.config.access.fields import BY_HAND, MASKED, list_columns
from earlyhelp.config.access.pages import Page, list_pages
from earlyhelp.config.access.policy import about, answer
from earlyhelp.config.access.relations import Answer, Relation
from earlyhelp.govern.choices import Purpose
from earlyhelp.partnership.choices import Role

VISITOR: Final = "not signed in"
_SHORT: Final = {
    Answer.ALLOWED: "A",
    Answer.REFUSED: "R",
    Answer.NOT_THERE: "N",
    Answer.MASKED: "M",
    Answer.CODE: "C",
}
_HEAD: Final = """# Who may open what

Printed by `earlyhelp access table` from `earlyhelp.config.access`, and tried cell by cell against the real service by
`tests/spec/access/test_access_table.py` and `tests/spec/access/test_every_cell.py`. A page, an operation or a column
of a table of people that has no row here fails the build.

## How to read it

A page that names no record has one word for each role. A page that names one has five letters, one for each relation,
in this order:

{relations}

**A** allowed, **R** refused, **N** not there (as if there were none), **M** masked, **C** asks for a code.
*Sign in* means that a visitor is sent to sign in, *demonstration* that the page exists in a demonstration only. The
private links of families and services ask for a code, whoever opens them.

## Pages and operations

"""
_FIELDS: Final = """
## Columns of people, at the second wall

What PostgreSQL itself shows, whatever the code asks for; it knows agencies and practitioners, not roles. Somebody who
has not signed in sees no row of any of these tables. A masked column is shown on its page only as the words say.

"""


def rows() -> Iterator[tuple[Page, str, str, Relation, Answer]]:
    """Every cell: page, what it is about, role, relation, answer."""
    for page in list_pages():
        subject = about(page)
        for role in (None, *Role):
            for relation in Relation if subject and role else (Relation.INVOLVED,):
                name = subject.name if subject else ""
                yield page, name, role or VISITOR, relation, answer(page, role, relation)


def markdown() -> str:
    """The table as a page of docs/generated."""
    relations = "\n".join(
        f"{number}. **{one.value}**: {one.meaning};" for number, one in enumerate(Relation, 1)
    )
    text = _HEAD.format(relations=relations[:-1] + ".")
    heads = ["address", "page", "about", "purpose", VISITOR, *(str(role.label) for role in Role)]
    text += _line(heads) + _line(["---"] * len(heads))
    for page in list_pages():
        text += _line(_cells(page))
    text += _FIELDS
    heads = ["table", "column", *(one.value for one in Relation), "why"]
    text += _line(heads) + _line(["---"] * len(heads))
    for one in list_columns():
        words = [one.answer(relation).value for relation in Relation]
        why = MASKED.get((one.label, one.name), "") or BY_HAND.get(one.table, ("", ""))[1]
        text += _line([one.table, one.name, *words, why])
    return text


def _cells(page: Page) -> list[str]:
    subject, purpose = about(page), page.access.purpose if page.access else ""
    found = [page.route.replace("<", "\\<"), page.name, subject.name if subject else ""]
    found.append(str(Purpose(purpose).label) if purpose else "")
    found.append(answer(page, None, Relation.INVOLVED).value)
    for role in Role:
        answers = [answer(page, role, relation) for relation in Relation]
        same = subject is None or len(set(answers)) == 1
        found.append(answers[0].value if same else "".join(_SHORT[one] for one in answers))
    return found


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def table_csv() -> str:
    """Every cell on a line of its own, pages first and columns after."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["kind", "address or table", "page or column", "about", "role", "relation", "answer"])
    for page, subject, role, relation, found in rows():
        writer.writerow(["page", page.route, page.name, subject, role, relation.value, found.value])
    for one in list_columns():
        for relation in Relation:
            cell = [one.table, one.name, one.label, "", relation.value, one.answer(relation).value]
            writer.writerow(["column", *cell])
    return out.getvalue()


def text() -> str:
    """The table for a terminal: one page after the other, its roles below it."""
    lines = [f"{_SHORT[one]} {one.value}" for one in _SHORT]
    out = "; ".join(lines) + "\n" + "; ".join(f"{n} {one.value}" for n, one in enumerate(Relation, 1)) + "\n"
    for page in list_pages():
        address, name, subject, purpose, visitor, *found = _cells(page)
        out += f"\n{address.replace(chr(92), '')}  {name}\n"
        out += f"  about: {subject or 'nobody'}; purpose: {purpose}\n  {VISITOR}: {visitor}\n"
        for role, word in zip(Role, found, strict=True):
            out += f"  {role.label}: {word}\n"
    return out


FORMATS: Final[Mapping[str, Callable[[], str]]] = {"text": text, "markdown": markdown, "csv": table_csv}
