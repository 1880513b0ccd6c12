"""A pack holds what every room has about one person, and nobody else's name."""

import json

import jsonschema
import pytest
from django.apps import apps

from earlyhelp.desk.queries.packs import pack_json, pack_pdf, pack_schema, pack_words
from earlyhelp.desk.queries.packs.about import about_person, declared, rows_about
from earlyhelp.govern.models.rights import Pack, PackLine
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from tests import factories
from tests.factories import rights, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> told.Household:
    return told.household()


@pytest.fixture
def by(home: told.Household) -> Actor:
    return rights.officer_actor(rights.officer(home.partners.front_door))


def texts(by: Actor, pack: Pack) -> str:
    with acting(by):
        return " ".join(str(line.fields) for line in PackLine.objects.filter(pack=pack))


def test_a_pack_holds_what_was_reported_and_marks_the_names_of_others(
    home: told.Household, by: Actor
) -> None:
    pack = rights.collected(by, home.mother)
    with acting(by):
        lines = list(PackLine.objects.filter(pack=pack))
    assert pack.state == "review"
    assert {"identify.Notification", "identify.ReportedPerson", "chronology"} <= {one.label for one in lines}
    assert "Siân" in texts(by, pack)


def test_the_rows_of_others_are_not_in_it(home: told.Household, by: Actor) -> None:
    pack = rights.collected(by, home.mother)
    assert "Nain makes cawl" not in texts(by, pack)
    assert "Nain makes cawl" in texts(by, rights.collected(by, home.son))


@pytest.mark.parametrize("language", ["en", "cy", "both"])
def test_a_made_pack_is_true_to_its_schema_and_can_be_printed(
    home: told.Household, by: Actor, language: str
) -> None:
    pack = rights.collected(by, home.mother, language=language)
    rights.read_as_proposed(by, pack)
    made = rights.made(by, pack)
    assert made.content is not None
    jsonschema.Draft202012Validator(pack_schema()).validate(json.loads(pack_json(made.content)))
    assert pack_pdf(made.content, at=factories.AT).startswith(b"%PDF")


def test_every_model_with_something_to_give_can_be_reached(home: told.Household) -> None:
    every = {kept.model: kept for kept in declared()}
    with acting(home.by):
        about = about_person(home.by, home.mother.pk)
        for kept in every.values():
            list(rows_about(about, kept, every)[:1])


def test_every_column_that_is_given_has_words_in_both_languages() -> None:
    columns = {name for kept in declared() for name in kept.person_columns} - {"search_keys"}
    assert columns <= set(pack_words()["columns"])
    assert all(apps.get_model(kept.model) for kept in declared())
