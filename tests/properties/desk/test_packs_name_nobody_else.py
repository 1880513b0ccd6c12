"""Whatever a family is called and whatever was written: no pack holds another person's name, unless it was lifted."""

import io
import json
import unicodedata
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from earlyhelp.desk.queries.packs import pack_json, pack_pdf
from earlyhelp.govern.actions.packs import decide_lines
from earlyhelp.govern.choices.rights import Reading
from earlyhelp.govern.models.rights import PackLine
from earlyhelp.govern.rules.redaction import Decided, texts_of
from earlyhelp.identify.choices import PersonRole
from earlyhelp.identify.report import Named
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import Role
from earlyhelp.understand.actions import make_person
from tests import factories
from tests.factories import identify, rights, told

# Names that are no word of the frame, so that one that is found was not hidden. No two begin alike.
FIRST = st.sampled_from(["Zwenllian", "Zôrwerth", "ZÂN", "Zw", "Zhys-Dafydd", "Zoë"])
FAMILY = st.sampled_from(["Qrichard", "Qŵyn", "Q'Neill", "ap Qobert", "Qe"])
OWN = Named(role=PersonRole.SUBJECT, given_name="Mair", family_name="Vaughan", age=34)
WRITTEN = st.sampled_from(
    ["{0} said so.", "{1}, {0} a {1}!", "a llais {0}", "\n({1})\n", "“{0}”", "{0}{0} {1}-{0}"]
)
_areas = count(1)


def other(first: str, family: str) -> Named:
    return Named(role=PersonRole.CHILD, given_name=first, family_name=family, age=8)


@pytest.mark.django_db
@settings(max_examples=4, deadline=timedelta(seconds=60), suppress_health_check=list(HealthCheck))
@given(
    children=st.lists(st.tuples(FIRST, FAMILY), min_size=1, max_size=3, unique=True),
    written=st.lists(WRITTEN, min_size=1, max_size=3),
    lifts=st.booleans(),
)
def test_no_pack_holds_the_name_of_somebody_else(
    children: list[tuple[str, str]], written: list[str], lifts: bool
) -> None:
    partners = factories.partners(f"W0600{next(_areas):04}")
    officer = factories.practitioner(partners.response)
    worker = factories.practitioner(partners.front_door, Role.DECISION_MAKER)
    sent = identify.notification(
        partners, officer, people=[OWN, *(other(*names) for names in children)], at=factories.AT
    )
    by = factories.actor(worker)
    with acting(by):
        mother = make_person(by=by, reported_id=sent.people.get(given_name="Mair").pk, at=factories.AT)
    for number, text in enumerate(written):
        first, family = children[number % len(children)]
        told.entry(by, mother, words=text.format(first, family), said_by=f"{first} {family}")
    reader = rights.officer_actor(rights.officer(partners.front_door))
    pack = rights.collected(reader, mother, language="both")
    rights.read_as_proposed(reader, pack)
    lifted = lift_one(reader, pack) if lifts else None
    content = rights.made(reader, pack).content
    assert content is not None
    said = json.loads(pack_json(content))
    for section in said["sections"]:
        for entry in section["entries"]:
            if lifted is None or not lifted & {one["text"]["en"] for one in entry["fields"]}:
                assert not found_in(json.dumps(entry, ensure_ascii=False), children)
    if lifted is None:
        paper = " ".join(
            page.extract_text() for page in PdfReader(io.BytesIO(pack_pdf(content, at=None))).pages
        )
        assert not found_in(pack_json(content).decode(), children)
        assert not found_in(paper, children)


def found_in(text: str, children: list[tuple[str, str]]) -> list[str]:
    """Which of these names stand in a text, whatever their accents and case, and however lines are broken."""
    plain = bare(text)
    words = {word.strip(".,!()“”\"'") for word in plain.replace("-", " ").split()}
    return [
        name
        for names in children
        for name in map(bare, names)
        if name in words or (len(name) > 4 and name in plain)
    ]


def bare(text: str) -> str:
    return "".join(
        one for one in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(one)
    )


def lift_one(reader: factories.Actor, pack: object) -> set[str]:
    """Give one line as it stands, with a reason. Returns what it says."""
    with acting(reader):
        line = next((one for one in PackLine.objects.filter(pack=pack) if one.proposed), None)
        if line is None:
            return set()
        decide_lines(
            by=reader,
            pack_id=line.pack_id,
            decided={line.pk: Decided(Reading.GIVE, reason="They agreed.")},
            at=factories.AT,
        )
        return {text for text in texts_of(line.fields) if text}
