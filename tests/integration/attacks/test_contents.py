"""Attacks with what is typed or sent: text that would be an element, a cell a formula, a file two files."""

import csv
import io
from html.parser import HTMLParser

import pytest
from django.db import Error, connection, models, transaction
from django.template import base as template_base

from earlyhelp.config.access.pages import list_pages
from earlyhelp.config.access.policy import about
from earlyhelp.config.access.relations import Relation
from earlyhelp.identify import files
from earlyhelp.kit import spreadsheets
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import Role
from tests.architecture.people import tables_of_people
from tests.factories.files import document, picture
from tests.spec.access.examples import address, address_parts
from tests.spec.access.world import World, undone

MARK = "\"><xssmark onx=1>'</textarea></title></script><xssmark>"
SHORT = "<xssmark>"


class Marks(HTMLParser):
    """Counts elements that only the payload could have made."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.count += tag == "xssmark" or any(name == "onx" for name, _value in attrs)


def marks(html: str) -> int:
    """How many elements of the payload a browser would make."""
    reader = Marks()
    reader.feed(html)
    return reader.count


def text_columns(model: type[models.Model]) -> list[models.Field]:
    """Columns in which somebody types freely."""
    return [
        one
        for one in model._meta.concrete_fields
        if isinstance(one, models.CharField | models.TextField)
        and not one.choices
        and not one.unique
        and not one.primary_key
        and (one.max_length or 1000) >= len(SHORT)
    ]


def poison(world: World) -> int:
    """Write the payload into every text column of every row of people that may be changed. Gives how many took it."""
    took = 0
    for owner in ("force", "council"):
        writer = world.case.officer if owner == "force" else world.case.decider
        by = Actor(writer.pk, world.owner_of(owner).pk, writer.team_id, writer.role, "running")
        for model in tables_of_people():
            for one in text_columns(model):
                words = MARK if (one.max_length or 1000) >= len(MARK) else SHORT
                try:
                    with acting(by), transaction.atomic(), connection.cursor() as cursor:
                        cursor.execute(f'UPDATE "{model._meta.db_table}" SET "{one.column}" = %s', [words])
                        took += cursor.rowcount > 0
                except Error:
                    continue  # a table that only grows, or a column with a rule: its writing is refused anyway
    return took


def pages_with_marks(world: World, only: str = "") -> tuple[list[str], int]:
    """Pages on which the payload became an element, and on how many it stands as text."""
    broken, escaped = [], 0
    for page in list_pages():
        if (
            not page.access
            or not page.access.roles
            or page.name.endswith(("_pdf", "_paper", "_print", ".pdf"))
        ):
            continue
        if only and page.name != only:
            continue
        subject = about(page)
        owner, relation = (subject.owner, Relation.INVOLVED) if subject else ("council", Relation.INVOLVED)
        if owner == "force" and Role.DECISION_MAKER in page.access.roles:
            relation = Relation.GRANTED
        role = next((one for one in (Role.DECISION_MAKER, Role.NOTIFIER) if one in page.access.roles), None)
        who = world.who(owner, role or min(page.access.roles), relation)
        try:
            with undone():
                response = world.client(who).get(address(page, address_parts(page, world)))
        except Exception:
            continue
        if response.status_code == 200 and "html" in response["Content-Type"]:
            text = response.content.decode()
            escaped += "&lt;xssmark" in text
            if marks(text):
                broken.append(page.name)
    return broken, escaped


def test_what_somebody_typed_is_never_an_element(world: World) -> None:
    with undone():
        assert poison(world) > 50
        broken, escaped = pages_with_marks(world)
    assert not broken
    assert escaped > 20, "the payload reached too few pages to say anything"


def test_without_escaping_it_would_be(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    with undone():
        poison(world)
        monkeypatch.setattr(template_base, "conditional_escape", str)
        broken, _escaped = pages_with_marks(world, only="solve:case")
    assert broken


FORMULAS = ["=HYPERLINK(1)", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"]


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_a_table_begins_a_formula(formula: str) -> None:
    (cell,) = list(
        csv.reader(io.StringIO(spreadsheets.csv_of(["a"], [[formula]]).lstrip("\ufeff"), newline=""))
    )[1]
    assert cell.startswith("'")


def test_without_the_apostrophe_it_would(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheets, "_BEGINNINGS", ("\0",))
    assert spreadsheets.csv_of(["a"], [["=1"]]).splitlines()[1] == "=1"


SCRIPT = b"<script>alert(1)</script>"


def test_a_picture_that_is_a_page_too_is_only_a_picture_afterwards() -> None:
    assert SCRIPT not in files.clean_file(picture() + SCRIPT).content


def test_without_drawing_it_again_it_would_stay_both(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_redrawn", lambda sent, _kind: sent)
    assert SCRIPT in files.clean_file(picture() + SCRIPT).content


@pytest.mark.parametrize(
    "sent",
    [
        SCRIPT,
        b"GIF89a=1;alert(1)//",
        b"%PDF-1.7\n" + SCRIPT,
        document(b"<< /S /JavaScript /JS (app.alert(1)) >>"),
        b"PK\x03\x04" + SCRIPT,
    ],
    ids=[
        "page",
        "script with a picture's beginning",
        "page with a paper's beginning",
        "paper with a script",
        "archive",
    ],
)
def test_what_is_neither_picture_nor_paper_is_refused(sent: bytes) -> None:
    with pytest.raises(files.FileRefused):
        files.clean_file(sent)
